-- Do gates 1 to 3 agree? Words and ids alone, for the partnership that is set. It reads past the walls of its agencies, so
-- it shows no column but those here. Everything is compared with everything, so tables are joined whole, never row by row.
CREATE FUNCTION gates_disagree() RETURNS TABLE (problem text, case_id uuid, who uuid, owner_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' SET enable_nestloop = off AS $$
  WITH live AS MATERIALIZED (
    SELECT * FROM casework_caseshare s
    WHERE s.partnership_id = rt_partnership() AND s.suspended_at IS NULL AND s.ends_at > now()),
  told AS MATERIALIZED (
    SELECT case_id AS subject_id, l.* FROM live l UNION ALL SELECT person_id, l.* FROM live l),
  subjects AS (
    SELECT id AS subject_id, id AS case_id, owner_id FROM casework_case WHERE partnership_id = rt_partnership()
    UNION ALL
    SELECT DISTINCT ON (person_id) person_id, id, owner_id FROM casework_case WHERE partnership_id = rt_partnership()),
  found AS (
    SELECT CASE WHEN a.case_id IS NULL THEN 'access.missing' WHEN t.case_id IS NULL THEN 'access.unfounded'
                ELSE 'access.outdated' END AS problem,
           coalesce(t.case_id, a.case_id) AS case_id, coalesce(t.principal, a.principal) AS who
    FROM (SELECT * FROM access_truth WHERE partnership_id = rt_partnership()) t
    FULL JOIN (SELECT * FROM casework_caseaccess WHERE partnership_id = rt_partnership()) a USING (case_id, principal)
    WHERE (t.agency_id, t.person_id, t.role, t.state, t.closed, t.priority, t.until)
      IS DISTINCT FROM (a.agency_id, a.person_id, a.role, a.state, a.closed, a.priority, a.until)
    UNION ALL
    SELECT DISTINCT 'grant.left_over', c.id, u.id
    FROM casework_caseuserpermission g JOIN casework_case c ON c.id = g.content_object_id JOIN accounts_user u ON u.id = g.user_id
    WHERE c.partnership_id = rt_partnership() AND c.owner_id <> u.agency_id
      AND NOT EXISTS (SELECT FROM live s WHERE s.case_id = c.id AND s.agency_id = u.agency_id)
    UNION ALL
    SELECT DISTINCT 'grant.left_over', c.id, t.agency_id
    FROM casework_caseteampermission g JOIN casework_case c ON c.id = g.content_object_id
      JOIN accounts_team t ON t.group_ptr_id = g.group_id
    WHERE c.partnership_id = rt_partnership() AND c.owner_id <> t.agency_id
      AND NOT EXISTS (SELECT FROM live s WHERE s.case_id = c.id AND s.agency_id = t.agency_id)
    UNION ALL
    SELECT 'share.misowned', s.case_id, s.agency_id
    FROM live s JOIN casework_case c ON c.id = s.case_id
    WHERE (c.owner_id, c.person_id, c.partnership_id) IS DISTINCT FROM (s.owner_id, s.person_id, s.partnership_id)
    UNION ALL
    SELECT DISTINCT 'key.without_share', c.case_id, k.agency_id
    FROM vault_keygrant k JOIN subjects c USING (subject_id, owner_id)
    WHERE k.partnership_id = rt_partnership() AND k.agency_id <> k.owner_id AND (k.ends_at IS NULL OR k.ends_at > now())
      AND NOT EXISTS (SELECT FROM told s WHERE s.subject_id = k.subject_id AND s.owner_id = k.owner_id
                      AND s.agency_id = k.agency_id AND s.category = k.category)
    UNION ALL
    SELECT DISTINCT 'share.without_key', s.case_id, s.agency_id
    FROM told s JOIN vault_datakey d USING (subject_id, owner_id, partnership_id)
    WHERE NOT EXISTS (SELECT FROM vault_keygrant k WHERE k.key_id = d.id AND k.agency_id = s.agency_id
                      AND k.category = s.category AND (k.ends_at IS NULL OR k.ends_at >= s.ends_at)))
  SELECT f.problem, f.case_id, f.who, c.owner_id FROM found f LEFT JOIN casework_case c ON c.id = f.case_id
  ORDER BY c.owner_id, f.problem, f.case_id, f.who $$;
REVOKE EXECUTE ON FUNCTION gates_disagree() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gates_disagree() TO rt_app;
