-- How many referrals wait with each team of the partnership, whoever sent them: what rules about room in a team ask. Numbers
-- alone, and of teams alone that have said how many they take.
CREATE FUNCTION referrals_open_by_team() RETURNS TABLE (team_id bigint, open bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  SELECT r.team_id::bigint, count(*) FROM multiagency_referral r
  WHERE r.partnership_id = rt_partnership() AND r.state IN ('SUBMITTED', 'RECEIVED', 'INFORMATION_REQUESTED')
    AND EXISTS (SELECT FROM multiagency_teamcapacity c WHERE c.team_id = r.team_id AND c.partnership_id = r.partnership_id)
  GROUP BY r.team_id $$;
REVOKE EXECUTE ON FUNCTION referrals_open_by_team() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION referrals_open_by_team() TO rt_app;
