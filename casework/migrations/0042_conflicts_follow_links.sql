-- The rows by which the agencies of a partnership know one human being, as far as the reader's agency sees: the one that
-- is asked about, those that a link in force ties to it (both agencies stand by it, and neither ended it), and so on from
-- row to row: two agencies that are each tied to a third know the same human being.
CREATE OR REPLACE FUNCTION rows_of_human(one uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH RECURSIVE human (id) AS (
    SELECT one
    UNION
    SELECT CASE h.id WHEN l.person_id THEN l.other_id ELSE l.person_id END
    FROM human h JOIN casework_personlink l ON h.id IN (l.person_id, l.other_id)
    WHERE EXISTS (SELECT FROM casework_linkmove m WHERE m.link_id = l.id AND m.move = 'ACCEPTED')
      AND NOT EXISTS (SELECT FROM casework_linkmove m WHERE m.link_id = l.id AND m.move = 'ENDED'))
  SELECT id FROM human
$$;
-- In one's own name, about somebody whose row one's agency sees (gate 1) and with whom one is in no conflict, by
-- whichever row it was declared.
DROP POLICY own_insert ON casework_breakglass;
CREATE POLICY own_insert ON casework_breakglass FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND opened_by_id::text = (SELECT rt_principal())
  AND EXISTS (SELECT FROM casework_person p WHERE p.id = person_id AND p.owner_id = holder_id)
  AND NOT EXISTS (SELECT FROM casework_conflict c
                  WHERE c.person_id IN (SELECT rows_of_human(casework_breakglass.person_id))
                  AND c.user_id = opened_by_id AND c.lifted_at IS NULL));
