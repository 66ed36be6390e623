-- What a conflict says stays sealed for the row that it was declared about; its person moves with a merge. A change of
-- type writes the column anew without a row's history, for nothing of what was declared changes.
ALTER TABLE casework_conflict ALTER COLUMN declared_about TYPE uuid USING person_id;
SELECT vault_stay('casework_conflict', '{partnership_id,owner_id,declared_about,user_id}');

-- Columns that were added since a table's guard was made.
SELECT ledger_guard(t) FROM unnest('{casework_person,casework_personidentifier,casework_conflict}'::regclass[]) t;

-- Merges are their agency's alone, and so is what they moved; the rows themselves may be of any agency.
SELECT wall(t), wall_writes(t), ledger_guard(t) FROM unnest('{casework_merge,casework_keptapart}'::regclass[]) t;
CREATE POLICY seen ON casework_merge FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_keptapart FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_person p WHERE p.id = other_id AND p.owner_id = (SELECT rt_agency()))));
ALTER TABLE casework_merge ADD CONSTRAINT merge_keeps_own
  FOREIGN KEY (kept_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);
ALTER TABLE casework_merge ADD CONSTRAINT merge_merges_own
  FOREIGN KEY (merged_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);
ALTER TABLE casework_keptapart ADD CONSTRAINT keptapart_of_owner
  FOREIGN KEY (one_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);
SELECT vault_stay('casework_merge', '{partnership_id,owner_id,kept_id,merged_id,proposed_by_id,created_at}');
SELECT vault_stay('casework_keptapart', '{partnership_id,owner_id,one_id,other_id,recorded_by_id,created_at}');
REVOKE DELETE ON casework_merge, casework_keptapart FROM rt_app;
SELECT wall('casework_mergedrow');
REVOKE INSERT, UPDATE, DELETE ON casework_mergedrow FROM rt_app;
CREATE POLICY seen ON casework_mergedrow FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM casework_merge m WHERE m.id = merge_id));

-- A row names another person only by a merge or its undo, which the database carries out whichever agency's the row is:
-- a conflict of another agency's officer, or whom another agency's victim is harmed by, must not be left behind.
CREATE FUNCTION merge_alone_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'rt_app' THEN
    RAISE EXCEPTION 'a row of % was to name another person', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation', HINT = 'Rows follow people by a merge alone.';
  END IF;
  RETURN new;
END $$;
-- What cannot stand twice (one conflict in force, one link of harm) stays where it is: the kept row has its own.
CREATE FUNCTION merge_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
DECLARE place text := TG_ARGV[0] || '.' || TG_ARGV[1]; one uuid;
BEGIN
  IF new.state = 'UNDONE' THEN
    FOR one IN SELECT row_id FROM casework_mergedrow r WHERE r.merge_id = new.id AND r.place = TG_ARGV[0] || '.' || TG_ARGV[1] LOOP
      EXECUTE format('UPDATE %I SET %I = $1 WHERE id = $2 AND %2$I = $3', TG_ARGV[0], TG_ARGV[1])
        USING new.merged_id, one, new.kept_id;
    END LOOP;
    RETURN NULL;
  END IF;
  FOR one IN EXECUTE format('SELECT id FROM %I WHERE %I = $1 ORDER BY id', TG_ARGV[0], TG_ARGV[1]) USING new.merged_id LOOP
    BEGIN
      EXECUTE format('UPDATE %I SET %I = $1 WHERE id = $2', TG_ARGV[0], TG_ARGV[1]) USING new.kept_id, one;
      INSERT INTO casework_mergedrow (merge_id, place, row_id) VALUES (new.id, place, one);
    EXCEPTION WHEN unique_violation THEN NULL;
    END;
  END LOOP;
  RETURN NULL;
END $$;
CREATE FUNCTION stays_but_for_merge(t regclass, person text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER %2$I BEFORE UPDATE ON %1$s FOR EACH ROW WHEN (old.%3$I IS DISTINCT FROM new.%3$I)'
                 ' EXECUTE FUNCTION merge_alone_moves()', t, 'moves_by_merge_' || person, person);
END $$;
CREATE FUNCTION follows_merge(t regclass, person text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stays_but_for_merge(t, person);
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON casework_merge FOR EACH ROW'
                 ' WHEN (old.state IS DISTINCT FROM new.state AND new.state IN (''DONE'', ''UNDONE''))'
                 ' EXECUTE FUNCTION merge_moves(%L, %L)', 'moves_' || t || '_' || person, t, person);
END $$;
-- Whether anything that names the kept row came after the merge, of whatever agency: then an undo would not know whose it is.
CREATE FUNCTION merge_contradicted(merge uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
DECLARE it casework_merge; args text; late boolean;
BEGIN
  SELECT * INTO it FROM casework_merge m WHERE m.id = merge AND m.owner_id = rt_agency();
  FOR args IN SELECT encode(tgargs, 'escape') FROM pg_trigger
              WHERE tgrelid = 'casework_merge'::regclass AND tgfoid = 'merge_moves'::regproc
                AND encode(tgargs, 'escape') NOT LIKE 'casework_personindex%' LOOP  -- made anew by the merge itself
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I = $1 AND created_at > $2)',
                   split_part(args, '\000', 1), split_part(args, '\000', 2)) INTO late USING it.kept_id, it.decided_at;
    IF late THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
REVOKE EXECUTE ON FUNCTION merge_alone_moves(), merge_moves(), stays_but_for_merge(regclass, text),
  follows_merge(regclass, text), merge_contradicted(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_contradicted(uuid) TO rt_app;

-- Cases are sealed for themselves, so that they may name another row of the same agency; shares and relationships go
-- with their case by its key.
SELECT vault_stay('casework_case', '{partnership_id,owner_id,role,reference}');
SELECT vault_stay('casework_caseshare', '{partnership_id,owner_id,case_id,agency_id,category}');
SELECT vault_stay('casework_relationship', '{partnership_id,owner_id,case_id,category,recorded_by_id,created_at}');
SELECT vault_stay('casework_harmedby', '{partnership_id,owner_id,case_id}');
ALTER TABLE casework_caseshare DROP CONSTRAINT caseshare_of_case, ADD CONSTRAINT caseshare_of_case
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id)
  REFERENCES casework_case (id, person_id, owner_id, partnership_id) ON UPDATE CASCADE;
ALTER TABLE casework_relationship DROP CONSTRAINT relationship_of_person, ADD CONSTRAINT relationship_of_person
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id)
  REFERENCES casework_case (id, person_id, owner_id, partnership_id) ON UPDATE CASCADE;
ALTER TABLE casework_relationship DROP CONSTRAINT relationship_with_person, ADD CONSTRAINT relationship_with_person
  FOREIGN KEY (other_case_id, other_id, owner_id, partnership_id)
  REFERENCES casework_case (id, person_id, owner_id, partnership_id)
  ON UPDATE CASCADE ON DELETE SET NULL (other_case_id, other_id);
SELECT stays_but_for_merge('casework_caseshare', 'person_id'), stays_but_for_merge('casework_relationship', 'person_id');
SELECT follows_merge('casework_case', 'person_id'), follows_merge('casework_conflict', 'person_id'),
  follows_merge('casework_harmedby', 'person_id'), follows_merge('casework_importedrow', 'person_id'),
  follows_merge('casework_personindex', 'person_id');

-- The projection that lists read has the person of each case; a case that moves takes its lines with it.
CREATE FUNCTION access_follow_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET rt.maintenance = 'on' AS $$
BEGIN
  UPDATE casework_caseaccess SET person_id = new.person_id WHERE case_id = new.id;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION access_follow_person() FROM PUBLIC;
CREATE TRIGGER access_person AFTER UPDATE ON casework_case FOR EACH ROW
  WHEN (old.person_id IS DISTINCT FROM new.person_id) EXECUTE FUNCTION access_follow_person();
