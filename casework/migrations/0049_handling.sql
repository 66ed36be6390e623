-- A mark on the whole case is seen by whoever is shared anything of it now, one on an item by whoever is shared its
-- category: it says how what they read may be handled.
SELECT wall_on_case('casework_handlingmark');
CREATE POLICY seen ON casework_handlingmark FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_handlingmark.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_handlingmark.owner_id
                  AND (casework_handlingmark.item_id IS NULL OR s.category = casework_handlingmark.category)
                  AND s.suspended_at IS NULL AND s.ends_at > now())));

-- Placed and lifted, never edited: of a mark only what is sealed may change, by being sealed anew, and once each the
-- decision about it and its end. That there was one is never forgotten.
SELECT vault_stay('casework_handlingmark', '{partnership_id,owner_id,case_id,kind,category,item_kind,item_id,since,until,review_on,placed_by_id,created_at}');
REVOKE DELETE ON casework_handlingmark FROM rt_app;
CREATE FUNCTION handling_ends_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (OLD.lifted_at IS NOT NULL AND (OLD.lifted_at, OLD.lifted_by_id) IS DISTINCT FROM (NEW.lifted_at, NEW.lifted_by_id))
     OR (OLD.decided_at IS NOT NULL AND (OLD.decided_at, OLD.decided_by_id, OLD.upheld)
         IS DISTINCT FROM (NEW.decided_at, NEW.decided_by_id, NEW.upheld)) THEN
    RAISE EXCEPTION 'a mark is decided and lifted once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handling_ends_once BEFORE UPDATE ON casework_handlingmark FOR EACH ROW EXECUTE FUNCTION handling_ends_once();
REVOKE EXECUTE ON FUNCTION handling_ends_once() FROM PUBLIC;
