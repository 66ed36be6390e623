-- Does everything that is shared now rest on a decision that allowed just that? Words and ids alone, for the partnership
-- that is set; it reads past the walls of its agencies, as `gates_disagree` does, and like it joins tables whole.
CREATE FUNCTION shares_undecided() RETURNS TABLE (problem text, case_id uuid, who uuid, owner_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' SET enable_nestloop = off AS $$
  SELECT DISTINCT
    CASE WHEN d.id IS NULL THEN 'share.undecided'
         WHEN d.outcome NOT IN ('ALLOW', 'ALLOW_CONDITIONS', 'ALLOW_OVERRIDE') THEN 'share.refused'
         WHEN (d.case_id, d.owner_id, d.agency_id, d.category, d.item_id)
              IS DISTINCT FROM (s.case_id, s.owner_id, s.agency_id, s.category, NULL) THEN 'share.beyond'
         ELSE 'share.outlives' END,
    s.case_id, s.agency_id, s.owner_id
  FROM casework_caseshare s LEFT JOIN multiagency_sharingdecision d ON d.id = s.decision_id
  WHERE s.partnership_id = rt_partnership() AND s.suspended_at IS NULL AND s.ends_at > now()
    AND (d.id IS NULL OR d.outcome NOT IN ('ALLOW', 'ALLOW_CONDITIONS', 'ALLOW_OVERRIDE')
      OR (d.case_id, d.owner_id, d.agency_id, d.category, d.item_id)
         IS DISTINCT FROM (s.case_id, s.owner_id, s.agency_id, s.category, NULL)
      -- an override holds for a week; the share is written a moment after its decision
      OR (d.outcome = 'ALLOW_OVERRIDE' AND s.ends_at > d.created_at + interval '7 days 1 minute'))
  ORDER BY s.owner_id, 1, s.case_id, s.agency_id $$;
REVOKE EXECUTE ON FUNCTION shares_undecided() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shares_undecided() TO rt_app;
