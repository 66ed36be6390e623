-- What went from agency to agency in a period, by purpose and category, and what was refused for want of an agreement
-- (ADR 35): figures alone. It reads past the walls, so it asks everything again itself: the event of the look is open in
-- the reader's name; each flow is one of the reader's agency, unless they ask for the whole and lead information governance for the partnership;
-- and a refusal is told to its sender and to that lead, for it would tell the other agency of what it may not know. No
-- restricted record is counted, and nobody to whom the reader has a declared link. Figures leave here in steps of five and
-- months alone, so that neither tells of one person. `of_agreements` are the rules by which no agreement lets it go.
CREATE FUNCTION flows_counted(since timestamptz, until timestamptz, of_agreements text[], whole boolean)
RETURNS TABLE (sender_id uuid, receiver_id uuid, purpose text, category text, way text, at_least bigint, month date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  WITH reader AS MATERIALIZED (
    SELECT whole AND EXISTS (SELECT FROM accounts_roleheld r WHERE r.user_id::text = rt_principal()
                   AND r.partnership_id = rt_partnership() AND r.role = 'PARTNERSHIP_IG_LEAD') AS leads
    FROM ledger_event e
    WHERE e.id = ledger_open_event() AND e.act = 'flows.read' AND e.actor_id = rt_principal()
      AND e.partnership_id = rt_partnership()::text),
  tied AS MATERIALIZED (
    SELECT rows_of_human(k.person_id) AS id FROM casework_conflict k
    WHERE k.user_id::text = rt_principal() AND k.lifted_at IS NULL),
  went AS (
    SELECT d.owner_id, d.agency_id, d.purpose, d.category, d.case_id, d.created_at AS at,
      CASE WHEN d.disclosure_id IS NULL THEN 'REFUSED' WHEN NOT d.rules ?| of_agreements THEN 'AGREED'
           WHEN o.emergency THEN 'EMERGENCY' ELSE 'OVERRIDE' END AS way
    FROM multiagency_sharingdecision d LEFT JOIN multiagency_disclosure o ON o.id = d.disclosure_id
    WHERE d.partnership_id = rt_partnership() AND d.created_at >= since AND d.created_at < until
      AND (d.disclosure_id IS NOT NULL
           OR d.outcome NOT LIKE 'ALLOW%' AND d.rules ?| of_agreements AND d.requested_by_id IS NOT NULL)
    UNION ALL
    SELECT s.owner_id, s.agency_id, d.purpose, s.category, s.case_id,
      least(s.suspended_at, s.ends_at, until - interval '1 microsecond', now()),
      CASE WHEN s.terms_id IS NULL THEN 'OVERRIDE' ELSE 'AGREED' END
    FROM casework_caseshare s JOIN multiagency_sharingdecision d ON d.id = s.decision_id
    WHERE s.partnership_id = rt_partnership() AND s.created_at < until AND least(s.suspended_at, s.ends_at) > since)
  SELECT w.owner_id, w.agency_id, w.purpose, w.category, w.way,
    CASE WHEN count(*) < 5 THEN 1 ELSE count(*) - count(*) % 5 END,
    date_trunc('month', max(w.at) AT TIME ZONE 'Europe/London')::date
  FROM reader r CROSS JOIN went w JOIN casework_case c ON c.id = w.case_id
  WHERE (r.leads OR w.owner_id = rt_agency() OR w.agency_id = rt_agency() AND w.way <> 'REFUSED')
    AND NOT c.restricted AND c.person_id NOT IN (SELECT t.id FROM tied t WHERE t.id IS NOT NULL)
  GROUP BY w.owner_id, w.agency_id, w.purpose, w.category, w.way
$$;
REVOKE EXECUTE ON FUNCTION flows_counted(timestamptz, timestamptz, text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION flows_counted(timestamptz, timestamptz, text[], boolean) TO rt_app;
