-- Which of the agencies asked know somebody: their ids alone (ADR 34). It reads past the walls of the partnership's
-- agencies, so it asks everything again itself: the event of the check is open in the name of the agency at work and names
-- the agency asked; the person is worked with there as somebody who offends, in a case that is open and not restricted;
-- and it is silent altogether where any agency keeps a victim's place of the same human being, where whoever asks is in
-- conflict with them, and where whoever asks sees them as a victim alone, to whom a hit would tell the other role. What is
-- recorded of anybody as a victim makes nobody a hit. An agency is silent, too, about somebody whose case there, or whose
-- name or number, is under a restriction of processing, an objection that waits or stands, a bar, privilege, a protective marking or
-- the conditions of an originator (RIG-07): a hit is a use of what it holds.
-- `same` always has a row, of nobody, so that the same is done whether somebody is there or not.
CREATE OR REPLACE FUNCTION known_to(names bytea[], births bytea[], numbers bytea[], asked uuid[]) RETURNS TABLE (agency_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  WITH told AS MATERIALIZED (
    SELECT a.id FROM ledger_event e CROSS JOIN unnest(asked) AS a (id)
    WHERE e.id = ledger_open_event() AND e.act = 'known_to.check' AND e.actor_id = rt_principal()
      AND e.partnership_id = rt_partnership()::text AND a.id <> rt_agency() AND e.facts -> 'agencies' ? a.id::text),
  same AS MATERIALIZED (
    SELECT i.person_id FROM casework_personindex i
    WHERE i.partnership_id = rt_partnership() AND i.field = 'IDENTIFIER' AND i.token = ANY (numbers[1:20])
    UNION
    SELECT n.person_id FROM casework_personindex n JOIN casework_personindex b ON b.person_id = n.person_id
    WHERE n.partnership_id = rt_partnership() AND n.field = 'FULL_NAME' AND n.token = ANY (names[1:20])
      AND b.partnership_id = rt_partnership() AND b.field = 'BIRTH' AND b.token = ANY (births[1:1])
    UNION
    SELECT '00000000-0000-0000-0000-000000000000'),
  human AS MATERIALIZED (SELECT r.id FROM same CROSS JOIN LATERAL rows_of_human(same.person_id) AS r (id)),
  silent AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM casework_conflict c JOIN human h ON h.id = c.person_id
                   WHERE c.user_id::text = rt_principal() AND c.lifted_at IS NULL)
        OR EXISTS (SELECT FROM human h JOIN casework_case c ON c.person_id = h.id
                   JOIN casework_address a ON a.case_id = c.id
                   WHERE a.category = 'VICTIM_LOCATION' AND a.ended_at IS NULL)
        OR (SELECT coalesce(bool_and(c.role = 'VICTIM'), false) FROM human h JOIN casework_case c ON c.person_id = h.id
            JOIN casework_caseaccess a ON a.case_id = c.id
            WHERE a.principal = ANY (rt_principals()) AND a.until > now()) AS it)
  SELECT DISTINCT p.owner_id
  FROM same JOIN casework_person p ON p.id = same.person_id JOIN told t ON t.id = p.owner_id
  WHERE p.merged_into_id IS NULL AND NOT (SELECT it FROM silent)
    AND EXISTS (SELECT FROM casework_case c WHERE c.person_id = p.id AND c.owner_id = p.owner_id
                AND c.role = 'OFFENDER' AND c.state <> 'CLOSED' AND NOT c.restricted)
    AND NOT EXISTS (SELECT FROM casework_handlingmark m JOIN casework_case k ON k.id = m.case_id
                    WHERE k.person_id IN (SELECT id FROM human) AND k.owner_id = p.owner_id AND m.lifted_at IS NULL
                      AND m.item_kind IN ('', 'name', 'aliases', 'identifier') AND m.since <= (now() AT TIME ZONE 'Europe/London')::date
                      AND (m.until IS NULL OR m.until >= (now() AT TIME ZONE 'Europe/London')::date)
                      AND m.kind IN ('RESTRICTED_PROCESSING', 'OBJECTION', 'STATUTORY_BAR', 'COURT_ORDER_BAR', 'LPP',
                                     'OFFICIAL_SENSITIVE', 'HANDLING_C'))
$$;
