-- A referral is its sender's row, which the agency that it goes to sees once it is sent. Both lock it before they move it.
SELECT wall(t), ledger_guard(t) FROM unnest('{multiagency_referral,multiagency_referralmove}'::regclass[]) t;
CREATE POLICY seen ON multiagency_referral FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency()) AND state <> 'DRAFT'));
CREATE POLICY own_insert ON multiagency_referral FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()) AND state = 'DRAFT');
CREATE POLICY locked_by_either ON multiagency_referral FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency()) AND state <> 'DRAFT'));
CREATE POLICY own_delete ON multiagency_referral FOR DELETE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()) AND state = 'DRAFT');
ALTER TABLE multiagency_referral ADD CONSTRAINT referral_of_case
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id)
  REFERENCES casework_case (id, person_id, owner_id, partnership_id) ON UPDATE CASCADE;
ALTER TABLE multiagency_referral ADD CONSTRAINT referral_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE multiagency_referral ADD CONSTRAINT referral_id_agency_role UNIQUE (id, agency_id, role);
SELECT vault_stay('multiagency_referral', '{partnership_id,owner_id,case_id,role,instead_of_id,drafted_by_id,created_at}');
SELECT stays_but_for_merge('multiagency_referral', 'person_id');

-- What was sent stays as it was sent; where a referral is, its moves say (the trigger below stores them one level down);
-- and what the sender keeps, the other agency does not touch, though it may lock the row.
CREATE FUNCTION referral_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (old.state, old.version, old.submitted_at) IS DISTINCT FROM (new.state, new.version, new.submitted_at)
     AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'a referral was to change its state without a move' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF old.state <> 'DRAFT' AND (
       (old.kind, old.agency_id, old.addressee_id, old.panel, old.urgency, old.restricted, old.body, old.disclosure_id)
         IS DISTINCT FROM
       (new.kind, new.agency_id, new.addressee_id, new.panel, new.urgency, new.restricted, new.body, new.disclosure_id)
       OR old.team_id IS DISTINCT FROM new.team_id AND pg_trigger_depth() < 2) THEN
    RAISE EXCEPTION 'a referral that was sent was to change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF current_user = 'rt_app' AND old.owner_id IS DISTINCT FROM (SELECT rt_agency())
     AND (old.form, old.source_closed_on) IS DISTINCT FROM (new.form, new.source_closed_on) THEN
    RAISE EXCEPTION 'another agency was to change what the sender keeps' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER referral_stays BEFORE UPDATE ON multiagency_referral FOR EACH ROW EXECUTE FUNCTION referral_stays();

-- Storing a move moves its referral: from the state in which it is, by the side whose agency stores it, one after another.
-- Whoever comes second waits for the row, finds it elsewhere, and is refused. The table of moves is a constraint.
CREATE POLICY seen ON multiagency_referralmove FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND EXISTS (SELECT FROM multiagency_referral r WHERE r.id = referral_id));
CREATE POLICY own_insert ON multiagency_referralmove FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND EXISTS (SELECT FROM multiagency_referral r WHERE r.id = referral_id));
CREATE POLICY own_update ON multiagency_referralmove FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE FUNCTION referral_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE multiagency_referral r
  SET state = new.to_state, version = new.number, team_id = coalesce(new.team_id, r.team_id),
      submitted_at = coalesce(r.submitted_at, now())
  WHERE r.id = new.referral_id AND r.partnership_id = new.partnership_id
    AND r.state = new.from_state AND r.version = new.number - 1
    AND new.owner_id = CASE new.side WHEN 'SENDER' THEN r.owner_id ELSE r.agency_id END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a referral was to move from where it is not' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'referralmove_from_where_it_is';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER referral_moves BEFORE INSERT ON multiagency_referralmove FOR EACH ROW EXECUTE FUNCTION referral_moves();
SELECT vault_stay('multiagency_referralmove', '{partnership_id,owner_id,referral_id,number,move,side,from_state,to_state,'
                  'reason,team_id,agency_id,moved_by_id,created_at}');
REVOKE UPDATE, DELETE ON multiagency_referralmove FROM rt_app;
GRANT UPDATE (words) ON multiagency_referralmove TO rt_app;

-- The case that came of it is the accepting agency's own, of the role in which the person was referred, and theirs alone
-- to see.
SELECT seen_by_owner('multiagency_acceptance');
ALTER TABLE multiagency_acceptance ADD CONSTRAINT acceptance_by_recipient
  FOREIGN KEY (referral_id, owner_id, role) REFERENCES multiagency_referral (id, agency_id, role);
ALTER TABLE multiagency_acceptance ADD CONSTRAINT acceptance_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
CREATE FUNCTION acceptance_of_accepted() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM multiagency_referral r WHERE r.id = new.referral_id AND r.state = 'ACCEPTED') THEN
    RAISE EXCEPTION 'a case was to come of a referral that is not accepted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER acceptance_of_accepted BEFORE INSERT ON multiagency_acceptance FOR EACH ROW
  EXECUTE FUNCTION acceptance_of_accepted();
REVOKE UPDATE ON multiagency_acceptance FROM rt_app;

-- The agency that decides is told that the case behind a referral was closed, or opened again; nothing else of that case.
CREATE FUNCTION referral_source_closes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE multiagency_referral SET source_closed_on = new.closed_on
  WHERE case_id = new.id AND source_closed_on IS DISTINCT FROM new.closed_on
    AND state IN ('SUBMITTED', 'RECEIVED', 'INFORMATION_REQUESTED');
  RETURN NULL;
END $$;
CREATE TRIGGER referral_source_closes AFTER UPDATE ON casework_case FOR EACH ROW
  WHEN (old.closed_on IS DISTINCT FROM new.closed_on) EXECUTE FUNCTION referral_source_closes();
