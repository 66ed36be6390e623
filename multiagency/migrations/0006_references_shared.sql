-- By which references an agency knew the cases of these shares, also once they have stopped and it sees no row of them; a
-- reference says nothing of anybody. Nothing is told of a restricted record, or of another agency's share.
CREATE FUNCTION references_shared(asked uuid[]) RETURNS TABLE (share_id uuid, reference text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  SELECT s.id, c.reference FROM casework_caseshare s JOIN casework_case c ON c.id = s.case_id
  WHERE s.id = ANY (asked) AND s.agency_id = rt_agency() AND s.partnership_id = rt_partnership() AND NOT c.restricted $$;
REVOKE EXECUTE ON FUNCTION references_shared(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION references_shared(uuid[]) TO rt_app;
