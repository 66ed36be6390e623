-- Files of people are their agency's alone; another agency does not see that there is one.
SELECT wall(t) FROM unnest('{casework_importedfile,casework_importmapping,casework_importprogress}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{casework_importedfile,casework_importmapping}'::regclass[]) t;
SELECT ledger_guard(t) FROM unnest('{casework_importedfile,casework_importmapping}'::regclass[]) t;
SELECT vault_stay('casework_importedfile', '{partnership_id,owner_id}');
SELECT vault_stay('casework_importmapping', '{partnership_id,owner_id}');

CREATE POLICY seen ON casework_importedfile FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_importmapping FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));

-- Progress is numbers and times, written beside the import's transaction, so no event guards it; its walls are its file's.
CREATE POLICY seen ON casework_importprogress FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM casework_importedfile f WHERE f.id = file_id));
CREATE POLICY own_insert ON casework_importprogress FOR INSERT TO rt_app WITH CHECK (
  EXISTS (SELECT FROM casework_importedfile f WHERE f.id = file_id));
CREATE POLICY own_update ON casework_importprogress FOR UPDATE TO rt_app USING (
  EXISTS (SELECT FROM casework_importedfile f WHERE f.id = file_id));
CREATE POLICY own_delete ON casework_importprogress FOR DELETE TO rt_app USING (
  EXISTS (SELECT FROM casework_importedfile f WHERE f.id = file_id));
