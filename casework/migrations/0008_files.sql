-- A file's row is walled as an intervention's: the owner's, and by category whoever it is shared with.
SELECT wall(t) FROM unnest('{casework_casefile,casework_filechunk}'::regclass[]) t;
SELECT wall_writes('casework_casefile');
SELECT ledger_guard('casework_casefile');
SELECT ledger_require('casework_filechunk');
SELECT vault_stay('casework_casefile', '{partnership_id,owner_id,case_id,category,kind,added_by_id}');
ALTER TABLE casework_casefile ADD CONSTRAINT casefile_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);

CREATE POLICY seen ON casework_casefile FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_casefile.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_casefile.owner_id
                  AND s.category = casework_casefile.category AND s.suspended_at IS NULL AND s.ends_at > now())));

-- Chunks are seen with their file, written once by its owner, and never changed.
CREATE POLICY seen ON casework_filechunk FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM casework_casefile f WHERE f.id = file_id));
CREATE POLICY own_insert ON casework_filechunk FOR INSERT TO rt_app WITH CHECK (
  EXISTS (SELECT FROM casework_casefile f WHERE f.id = file_id AND f.owner_id = (SELECT rt_agency())));
CREATE POLICY own_delete ON casework_filechunk FOR DELETE TO rt_app USING (
  EXISTS (SELECT FROM casework_casefile f WHERE f.id = file_id AND f.owner_id = (SELECT rt_agency())));
REVOKE UPDATE ON casework_filechunk FROM rt_app;
ALTER TABLE casework_filechunk ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE casework_filechunk ADD CONSTRAINT filechunk_sealed CHECK (
  octet_length(content) BETWEEN 18 AND 65554 AND substring(content FROM 1 FOR 2) = '\x0101');
