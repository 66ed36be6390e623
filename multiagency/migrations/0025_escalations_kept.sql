-- A dispute is the raiser's row, which the agency that it is raised with sees from the beginning. Both lock it before a step.
SELECT wall(t), ledger_guard(t) FROM unnest('{multiagency_escalation,multiagency_escalationstep}'::regclass[]) t;
CREATE POLICY seen ON multiagency_escalation FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (SELECT rt_agency()) IN (owner_id, agency_id));
CREATE POLICY locked_by_either ON multiagency_escalation FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (SELECT rt_agency()) IN (owner_id, agency_id));
-- About a case only while one of the two shares it with the other.
CREATE POLICY own_insert ON multiagency_escalation FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()) AND version = 0
  AND (case_id IS NULL OR EXISTS (
    SELECT FROM casework_caseshare s
    WHERE s.case_id = multiagency_escalation.case_id AND s.suspended_at IS NULL AND s.ends_at > now()
      AND s.owner_id IN (multiagency_escalation.owner_id, multiagency_escalation.agency_id)
      AND s.agency_id IN (multiagency_escalation.owner_id, multiagency_escalation.agency_id))));
ALTER TABLE multiagency_referral ADD CONSTRAINT referral_id_between UNIQUE (id, owner_id, agency_id);
ALTER TABLE multiagency_escalation ADD CONSTRAINT escalation_by_referrer
  FOREIGN KEY (referral_id, owner_id, agency_id) REFERENCES multiagency_referral (id, owner_id, agency_id);
-- One open dispute of two agencies about a case, whichever of them raised it.
CREATE UNIQUE INDEX escalation_of_case_open_once ON multiagency_escalation
  (case_id, least(owner_id, agency_id), greatest(owner_id, agency_id)) WHERE state = 'OPEN' AND case_id IS NOT NULL;
SELECT vault_stay('multiagency_escalation', '{partnership_id,owner_id,agency_id,referral_id,case_id,ground,ladder,raised_by_id,'
                  'created_at}');
CREATE FUNCTION escalation_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (old.state, old.stage, old.version) IS DISTINCT FROM (new.state, new.stage, new.version) AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'a dispute was to move without a step' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER escalation_stays BEFORE UPDATE ON multiagency_escalation FOR EACH ROW EXECUTE FUNCTION escalation_stays();

-- Storing a step moves its dispute, while that is open, one step after another and one stage at a time. Whoever comes second
-- waits for the row, finds it moved on, and is refused. Only the raiser agrees and takes back.
CREATE POLICY seen ON multiagency_escalationstep FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND EXISTS (SELECT FROM multiagency_escalation e WHERE e.id = escalation_id));
CREATE POLICY own_insert ON multiagency_escalationstep FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND EXISTS (SELECT FROM multiagency_escalation e WHERE e.id = escalation_id));
CREATE POLICY own_update ON multiagency_escalationstep FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE FUNCTION escalation_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE multiagency_escalation e
  SET version = new.number, stage = new.stage,
      state = CASE WHEN new.step IN ('RESOLVED', 'UPHELD', 'WITHDRAWN') THEN new.step ELSE 'OPEN' END
  WHERE e.id = new.escalation_id AND e.partnership_id = new.partnership_id AND e.state = 'OPEN'
    AND e.version = new.number - 1 AND (new.step = 'RAISED') = (e.version = 0)
    AND new.stage = e.stage + (new.step IN ('RAISED', 'MOVED_UP'))::int
    AND new.owner_id IN (e.owner_id, e.agency_id)
    AND (new.owner_id = e.owner_id OR new.step NOT IN ('RAISED', 'RESOLVED', 'WITHDRAWN'));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a dispute was to move from where it is not' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'escalationstep_from_where_it_is';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER escalation_moves BEFORE INSERT ON multiagency_escalationstep FOR EACH ROW EXECUTE FUNCTION escalation_moves();
SELECT vault_stay('multiagency_escalationstep', '{partnership_id,owner_id,escalation_id,number,step,stage,taken_by_id,created_at}');
REVOKE UPDATE, DELETE ON multiagency_escalationstep FROM rt_app;
GRANT UPDATE (words) ON multiagency_escalationstep TO rt_app;
