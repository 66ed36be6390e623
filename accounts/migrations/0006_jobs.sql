-- A partnership's background work is its own; it holds ids, codes, numbers and times, and the database sees to that.
SELECT wall('accounts_job');
CREATE POLICY own_select ON accounts_job FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()));
-- Everybody asks in their own name, and whose name it is stays: a job runs with that person's reach.
CREATE POLICY own_insert ON accounts_job FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND agency_id = (SELECT rt_agency())
  AND principal_id::text = (SELECT rt_principal()));
CREATE POLICY own_update ON accounts_job FOR UPDATE TO rt_app
  USING (partnership_id = (SELECT rt_partnership())) WITH CHECK (partnership_id = (SELECT rt_partnership()));
CREATE POLICY own_delete ON accounts_job FOR DELETE TO rt_app USING (partnership_id = (SELECT rt_partnership()));
SELECT vault_stay('accounts_job', '{id,partnership_id,name,key,actor_kind,principal_id,agency_id,arguments}');
ALTER TABLE accounts_job ADD CONSTRAINT job_holds_ids_alone CHECK (jsonb_typeof(arguments) = 'object'
  AND NOT jsonb_path_exists(arguments, 'strict $.* ? (@.type() != "number" && (@.type() != "string" || !(@ like_regex
    "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")))'));
