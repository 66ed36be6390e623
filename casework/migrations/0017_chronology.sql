-- The walls of what hangs on a case, in one call each: it belongs to the case's own agency, changes under an event of
-- the ledger, stays under its key, and is seen by the owner alone or by whoever is shared its category as well.
CREATE FUNCTION wall_on_case(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wall(t), wall_writes(t), ledger_guard(t);
  EXECUTE format('ALTER TABLE %s ADD FOREIGN KEY (case_id, owner_id, partnership_id)'
                 ' REFERENCES casework_case (id, owner_id, partnership_id)', t);
END $$;
CREATE FUNCTION seen_by_owner(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wall_on_case(t), vault_stay(t, '{partnership_id,owner_id,case_id}');
  EXECUTE format('CREATE POLICY seen ON %s FOR SELECT TO rt_app USING ('
                 'partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()))', t);
END $$;
CREATE FUNCTION seen_by_category(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wall_on_case(t), vault_stay(t, '{partnership_id,owner_id,case_id,category}');
  EXECUTE format('CREATE POLICY seen ON %1$s FOR SELECT TO rt_app USING ('
                 'partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency())'
                 ' OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = %1$s.case_id'
                 ' AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = %1$s.owner_id AND s.category = %1$s.category'
                 ' AND s.suspended_at IS NULL AND s.ends_at > now())))', t);
END $$;
REVOKE EXECUTE ON FUNCTION wall_on_case(regclass), seen_by_owner(regclass), seen_by_category(regclass) FROM PUBLIC;

SELECT seen_by_category('casework_chronologyevent');
