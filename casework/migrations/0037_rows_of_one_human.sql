-- The rows by which the agencies of a partnership know one human being, as far as the reader's agency sees: the one that
-- is asked about, and those that a link in force ties to it (both agencies stand by it, and neither ended it).
CREATE FUNCTION rows_of_human(one uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT one
  UNION
  SELECT CASE one WHEN l.person_id THEN l.other_id ELSE l.person_id END FROM casework_personlink l
  WHERE one IN (l.person_id, l.other_id)
    AND EXISTS (SELECT FROM casework_linkmove m WHERE m.link_id = l.id AND m.move = 'ACCEPTED')
    AND NOT EXISTS (SELECT FROM casework_linkmove m WHERE m.link_id = l.id AND m.move = 'ENDED')
$$;
REVOKE EXECUTE ON FUNCTION rows_of_human(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rows_of_human(uuid) TO rt_app;
