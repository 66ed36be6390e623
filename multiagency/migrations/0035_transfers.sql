-- A transfer pack is its sender's row, which the agency that takes over sees. Both lock it before they move it.
SELECT wall(t), ledger_guard(t) FROM unnest('{multiagency_transferpack,multiagency_transferpaper,
  multiagency_transfermove}'::regclass[]) t;
CREATE POLICY seen ON multiagency_transferpack FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency())));
CREATE POLICY own_insert ON multiagency_transferpack FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()) AND state = 'SENT' AND version = 0);
CREATE POLICY locked_by_either ON multiagency_transferpack FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency())));
ALTER TABLE multiagency_transferpack ADD CONSTRAINT transferpack_of_case
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id)
  REFERENCES casework_case (id, person_id, owner_id, partnership_id) ON UPDATE CASCADE;
ALTER TABLE multiagency_transferpack ADD CONSTRAINT transferpack_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE multiagency_transferpack ADD CONSTRAINT transferpack_of_disclosure
  FOREIGN KEY (disclosure_id, case_id, agency_id, owner_id, partnership_id)
  REFERENCES multiagency_disclosure (id, case_id, agency_id, owner_id, partnership_id);
SELECT vault_stay('multiagency_transferpack', '{partnership_id,owner_id,case_id,role,agency_id,addressee_id,disclosure_id,'
                  'term,until,body,sent_by_id,created_at}');
SELECT stays_but_for_merge('multiagency_transferpack', 'person_id');

-- Where a pack is, its moves say (the trigger below stores them one level down); what the sender said of it, the other
-- agency does not touch, though it may lock the row.
CREATE FUNCTION transfer_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (old.state, old.version) IS DISTINCT FROM (new.state, new.version) AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'a transfer pack was to change its state without a move' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF current_user = 'rt_app' AND old.owner_id IS DISTINCT FROM (SELECT rt_agency())
     AND old.answers IS DISTINCT FROM new.answers THEN
    RAISE EXCEPTION 'another agency was to change what the sender said' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER transfer_stays BEFORE UPDATE ON multiagency_transferpack FOR EACH ROW EXECUTE FUNCTION transfer_stays();

-- Papers and moves are seen by whoever sees their pack. Papers go with it, from its sender, and stay.
CREATE POLICY seen ON multiagency_transferpaper FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND EXISTS (SELECT FROM multiagency_transferpack p WHERE p.id = pack_id));
CREATE POLICY own_insert ON multiagency_transferpaper FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
ALTER TABLE multiagency_transferpack ADD CONSTRAINT transferpack_of_owner UNIQUE (id, owner_id, partnership_id);
ALTER TABLE multiagency_transferpaper ADD CONSTRAINT transferpaper_of_sender
  FOREIGN KEY (pack_id, owner_id, partnership_id) REFERENCES multiagency_transferpack (id, owner_id, partnership_id);
REVOKE UPDATE, DELETE ON multiagency_transferpaper FROM rt_app;

-- Storing a move moves its pack: from the state in which it is, by the side whose agency stores it, one after another.
-- Whoever comes second waits for the row, finds it elsewhere, and is refused. The table of moves is a constraint.
CREATE POLICY seen ON multiagency_transfermove FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND EXISTS (SELECT FROM multiagency_transferpack p WHERE p.id = pack_id));
CREATE POLICY own_insert ON multiagency_transfermove FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND EXISTS (SELECT FROM multiagency_transferpack p WHERE p.id = pack_id));
CREATE POLICY own_update ON multiagency_transfermove FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE FUNCTION transfer_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE multiagency_transferpack p SET state = new.to_state, version = new.number
  WHERE p.id = new.pack_id AND p.partnership_id = new.partnership_id
    AND p.state = new.from_state AND p.version = new.number - 1
    AND new.owner_id = CASE new.side WHEN 'SENDER' THEN p.owner_id ELSE p.agency_id END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a transfer pack was to move from where it is not' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'transfermove_from_where_it_is';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER transfer_moves BEFORE INSERT ON multiagency_transfermove FOR EACH ROW EXECUTE FUNCTION transfer_moves();
SELECT vault_stay('multiagency_transfermove', '{partnership_id,owner_id,pack_id,number,move,side,from_state,to_state,'
                  'conversation,moved_by_id,created_at}');
REVOKE UPDATE, DELETE ON multiagency_transfermove FROM rt_app;
GRANT UPDATE (who, words) ON multiagency_transfermove TO rt_app;
REVOKE DELETE ON multiagency_transferpack FROM rt_app;

-- A case stays open until the other area has acknowledged what was handed over, so that nobody falls between the two.
CREATE FUNCTION transfer_holds_case() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM multiagency_transferpack p WHERE p.case_id = new.id AND p.state IN ('SENT', 'ASKED')) THEN
    RAISE EXCEPTION 'a case was to close before its transfer is acknowledged' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER transfer_holds_case BEFORE UPDATE ON casework_case FOR EACH ROW
  WHEN (old.closed_on IS NULL AND new.closed_on IS NOT NULL) EXECUTE FUNCTION transfer_holds_case();
REVOKE EXECUTE ON FUNCTION transfer_stays(), transfer_moves(), transfer_holds_case() FROM PUBLIC;
