-- A trigger's function may be hung on any table by whoever may execute it, and everybody may by default: on a temporary
-- table with a name of ours it would write, with the owner's rights, history of what never happened.
REVOKE EXECUTE ON FUNCTION ledger_require_event(), ledger_concerns(), ledger_refuse() FROM PUBLIC;
DO $$
DECLARE guard regprocedure;
BEGIN
  FOR guard IN SELECT oid FROM pg_proc WHERE proname LIKE 'ledger\_guard\_%' AND pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', guard);
  END LOOP;
END $$;
ALTER FUNCTION ledger_guard(regclass, text) RENAME TO ledger_attach;
CREATE FUNCTION ledger_guard(t regclass, key text DEFAULT 'id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger_attach(t, key);
  EXECUTE format('REVOKE EXECUTE ON FUNCTION %I() FROM PUBLIC', 'ledger_guard_' || t::text);
END $$;
REVOKE EXECUTE ON FUNCTION ledger_attach(regclass, text), ledger_guard(regclass, text), ledger_require(regclass) FROM PUBLIC;

-- What policies ask is asked with the writer's own search path, in which a temporary table comes first: the ledger is named
-- with its schema, so that nobody says in its stead which events there are.
CREATE OR REPLACE FUNCTION ledger_open_event() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM public.ledger_event
  WHERE id = nullif(current_setting('rt.event', true), '')::uuid AND xid = pg_current_xact_id_if_assigned()
    AND ((agency_id = rt_agency()::text AND kind <> 'DENIAL')
         OR (kind = 'MAINTENANCE' AND pg_has_role(session_user, 'rt_owner', 'member'))) $$;
CREATE OR REPLACE FUNCTION ledger_of_this_transaction(event uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.ledger_event e WHERE e.id = event AND e.xid = pg_current_xact_id_if_assigned()
                 AND e.agency_id = coalesce(rt_agency()::text, '')) $$;
