-- Whom a case reaches, kept beside the truth so that a list of millions reads only the lines that it shows.
SELECT wall('casework_caseaccess');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON casework_caseaccess FROM rt_app;
CREATE POLICY seen ON casework_caseaccess FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND agency_id = (SELECT rt_agency())
  AND principal = ANY ((SELECT rt_principals())::uuid[]));

-- Gate 1: which agencies a case reaches, and until when. A time that passes fires no trigger: readers compare it with now.
CREATE VIEW case_reach WITH (security_invoker = true) AS
  SELECT c.id AS case_id, c.owner_id AS agency_id, '9999-01-01Z'::timestamptz AS until, c.restricted,
         c.partnership_id, c.person_id, c.role, c.state, c.priority
  FROM casework_case c
  UNION ALL
  SELECT c.id, s.agency_id, s.ends_at, c.restricted, c.partnership_id, c.person_id, c.role, c.state, c.priority
  FROM casework_caseshare s JOIN casework_case c ON c.id = s.case_id WHERE s.suspended_at IS NULL;

-- Gates 1 and 2: what casework_caseaccess should hold. Triggers, the rebuilding and the nightly check all ask this view.
-- A grant to a person or a team counts while their agency passes gate 1; a restricted case is open by name alone.
-- Conflicts of interest are a person's own, not their team's or agency's, and are left out where a list is read. Agencies
-- and permissions are compared so that no index on them is tempting: a case has few grants, an agency has all of them.
CREATE VIEW access_truth WITH (security_invoker = true) AS
  SELECT case_id, principal, agency_id, partnership_id, person_id, role, state, state = 'CLOSED' AS closed, priority,
         max(until) AS until
  FROM (
    SELECT r.agency_id AS principal, r.* FROM case_reach r WHERE NOT r.restricted
    UNION ALL
    SELECT u.id, r.* FROM case_reach r
      JOIN casework_caseuserpermission g ON g.content_object_id = r.case_id
      JOIN accounts_user u ON u.id = g.user_id
    WHERE (u.agency_id = r.agency_id) IS TRUE AND 'view_case' = (SELECT codename FROM auth_permission WHERE id = g.permission_id)
    UNION ALL
    SELECT lpad(to_hex(t.group_ptr_id), 32, '0')::uuid, r.* FROM case_reach r
      JOIN casework_caseteampermission g ON g.content_object_id = r.case_id
      JOIN accounts_team t ON t.group_ptr_id = g.group_id
    WHERE NOT r.restricted AND (t.agency_id = r.agency_id) IS TRUE AND 'view_case' = (SELECT codename FROM auth_permission WHERE id = g.permission_id)
  ) reached
  GROUP BY case_id, principal, agency_id, partnership_id, person_id, role, state, priority;
REVOKE ALL ON case_reach, access_truth FROM rt_app;

-- Bring the rows of some cases into step with the truth. Two who change one case's access wait for each other at its row,
-- and the second sees what the first did; NO KEY, because the insertion of a grant itself holds the key of the case.
-- Case by case and by index alone: a plan for many at once goes wrong where tables are new and nobody has counted them.
CREATE FUNCTION access_rebuild(cases uuid[]) RETURNS void LANGUAGE plpgsql
  SET search_path = public, pg_temp SET rt.maintenance = 'on' SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE one uuid;
BEGIN
  FOR one IN SELECT DISTINCT id FROM unnest(cases) id ORDER BY id LOOP
    PERFORM FROM casework_case WHERE id = one FOR NO KEY UPDATE;
    WITH truth AS MATERIALIZED (SELECT * FROM access_truth WHERE case_id = one),
         gone AS (DELETE FROM casework_caseaccess a WHERE a.case_id = one AND NOT EXISTS (
                  SELECT FROM truth t WHERE t.principal = a.principal))
    INSERT INTO casework_caseaccess AS a
      (case_id, principal, agency_id, partnership_id, person_id, role, state, closed, priority, until)
    SELECT case_id, principal, agency_id, partnership_id, person_id, role, state, closed, priority, until FROM truth
    ON CONFLICT (case_id, principal) DO UPDATE SET agency_id = excluded.agency_id, role = excluded.role,
      state = excluded.state, closed = excluded.closed, priority = excluded.priority, until = excluded.until
    WHERE (a.agency_id, a.role, a.state, a.priority, a.until) IS DISTINCT FROM
      (excluded.agency_id, excluded.role, excluded.state, excluded.priority, excluded.until);
  END LOOP;
END $$;

-- The next cases in order after one, rebuilt, and the last of them; NULL where there are no more. For the operator's verb.
CREATE FUNCTION access_rebuild_after(last uuid, batch int) RETURNS uuid LANGUAGE plpgsql
  SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
DECLARE cases uuid[];
BEGIN
  cases := ARRAY(
    (SELECT id FROM casework_case WHERE id > last ORDER BY id LIMIT batch) UNION
    (SELECT DISTINCT case_id FROM casework_caseaccess WHERE case_id > last ORDER BY case_id LIMIT batch)
    ORDER BY 1 LIMIT batch);
  PERFORM access_rebuild(cases);
  RETURN cases[cardinality(cases)];
END $$;
REVOKE EXECUTE ON FUNCTION access_rebuild(uuid[]), access_rebuild_after(uuid, int) FROM PUBLIC;

-- After a statement that changes cases, shares or grants. The argument names the column that holds the case.
CREATE FUNCTION access_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE came uuid[]; went uuid[];
BEGIN
  IF TG_OP <> 'DELETE' THEN EXECUTE format('SELECT array_agg(DISTINCT %I) FROM new_rows', TG_ARGV[0]) INTO came; END IF;
  IF TG_OP <> 'INSERT' THEN EXECUTE format('SELECT array_agg(DISTINCT %I) FROM old_rows', TG_ARGV[0]) INTO went; END IF;
  IF coalesce(came, went) IS NOT NULL THEN PERFORM access_rebuild(came || went); END IF;
  RETURN NULL;
END $$;
-- Most changes of a case change nothing of whom it reaches.
CREATE FUNCTION access_follow_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed uuid[];
BEGIN
  SELECT array_agg(n.id) INTO changed FROM new_rows n JOIN old_rows o USING (id)
    WHERE (n.state, n.priority, n.restricted) IS DISTINCT FROM (o.state, o.priority, o.restricted);
  IF changed IS NOT NULL THEN PERFORM access_rebuild(changed); END IF;
  RETURN NULL;
END $$;
-- Somebody moves to another agency, or a team does: what was granted to them counts where that agency passes gate 1.
CREATE FUNCTION access_follow_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET rt.maintenance = 'on' AS $$
DECLARE theirs uuid[];
BEGIN
  IF TG_TABLE_NAME = 'accounts_user' THEN
    theirs := ARRAY(SELECT DISTINCT content_object_id FROM casework_caseuserpermission WHERE user_id = new.id);
  ELSE
    theirs := ARRAY(SELECT DISTINCT content_object_id FROM casework_caseteampermission WHERE group_id = new.group_ptr_id);
  END IF;
  PERFORM access_rebuild(theirs);
  RETURN NULL;
END $$;

DO $$
DECLARE followed record;
BEGIN
  FOR followed IN SELECT * FROM (VALUES ('casework_case', 'id', 'access_follow_case()'),
    ('casework_caseshare', 'case_id', 'access_follow(''case_id'')'),
    ('casework_caseuserpermission', 'content_object_id', 'access_follow(''content_object_id'')'),
    ('casework_caseteampermission', 'content_object_id', 'access_follow(''content_object_id'')')) v (t, case_column, on_update)
  LOOP
    EXECUTE format('
      CREATE TRIGGER access_i AFTER INSERT ON %1$s REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION access_follow(%2$L);
      CREATE TRIGGER access_d AFTER DELETE ON %1$s REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION access_follow(%2$L);
      CREATE TRIGGER access_u AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION %3$s', followed.t, followed.case_column, followed.on_update);
  END LOOP;
END $$;
CREATE TRIGGER access_moved AFTER UPDATE ON accounts_user FOR EACH ROW
  WHEN (old.agency_id IS DISTINCT FROM new.agency_id) EXECUTE FUNCTION access_follow_move();
CREATE TRIGGER access_moved AFTER UPDATE ON accounts_team FOR EACH ROW
  WHEN (old.agency_id IS DISTINCT FROM new.agency_id) EXECUTE FUNCTION access_follow_move();

-- What is there already; derived rows, so no history is made.
DO $$
DECLARE last uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  LOOP
    last := access_rebuild_after(last, 1000);
    EXIT WHEN last IS NULL;
  END LOOP;
END $$;
