-- Shown rows, and other agencies whom they concern, stand under an event of this transaction and of the agency at work.
CREATE OR REPLACE FUNCTION ledger_of_this_transaction(event uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM ledger_event e WHERE e.id = event AND e.xid = pg_current_xact_id_if_assigned()
                 AND e.agency_id = coalesce(rt_agency()::text, '')) $$;
-- An event is put before another agency's officer only where it showed a row of theirs. A trigger, for a policy that asks
-- the rows would ask itself.
CREATE FUNCTION ledger_concerns() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_eventrow r WHERE r.event_id = new.event_id AND r.owner_id = new.owner_id AND r.op = 'S') THEN
    RAISE EXCEPTION 'an event concerns an agency only by a row of theirs that it showed' USING ERRCODE = '42501';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER concerns BEFORE INSERT ON ledger_eventowner FOR EACH ROW EXECUTE FUNCTION ledger_concerns();
