-- The ledger is append-only, knows its transaction, and is shown only to those whose staff or records it concerns.
ALTER TABLE ledger_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX event_xid ON ledger_event (xid);
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_event, ledger_eventrow, ledger_eventowner FROM rt_app;
-- When something happened, and in which transaction, is for the database to say.
REVOKE INSERT ON ledger_event FROM rt_app;
GRANT INSERT (id, form, kind, act, actor_kind, actor_id, agency_id, partnership_id, subject_kind, subject_id, owner_id,
  purpose, facts) ON ledger_event TO rt_app;

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: history is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_event
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_eventrow
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_eventowner
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE FUNCTION rt_principal() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('rt.principal', true), '') $$;
CREATE FUNCTION rt_oversight() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('rt.oversight', true), '') $$;

-- Only an event of this very transaction counts, in the name of the agency at work, so that its officer sees it: an id
-- from elsewhere, a refusal or a sign-in in nobody's name does not. Migrations have no agency; their login is the owner's.
CREATE FUNCTION ledger_open_event() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM ledger_event
  WHERE id = nullif(current_setting('rt.event', true), '')::uuid AND xid = pg_current_xact_id_if_assigned()
    AND ((agency_id = rt_agency()::text AND kind <> 'DENIAL')
         OR (kind = 'MAINTENANCE' AND pg_has_role(session_user, 'rt_owner', 'member'))) $$;
CREATE FUNCTION ledger_of_this_transaction(event uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM ledger_event WHERE id = event AND xid = pg_current_xact_id_if_assigned()) $$;

ALTER TABLE ledger_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_event FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_eventrow ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_eventrow FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_eventowner ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_eventowner FORCE ROW LEVEL SECURITY;
CREATE POLICY kept ON ledger_event TO rt_owner USING (true) WITH CHECK (true);
CREATE POLICY kept ON ledger_eventrow TO rt_owner USING (true) WITH CHECK (true);
CREATE POLICY kept ON ledger_eventowner TO rt_owner USING (true) WITH CHECK (true);
-- An event concerns the agency whose staff acted, the one whose record it is about, and those whose rows it showed.
CREATE POLICY concerned ON ledger_event FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()::text)
  AND (agency_id = (SELECT rt_agency()::text) OR owner_id = (SELECT rt_agency()::text) OR (SELECT rt_oversight()) = 'on'
       OR EXISTS (SELECT FROM ledger_eventowner o WHERE o.event_id = ledger_event.id AND o.owner_id = (SELECT rt_agency()::text))));
-- Everybody writes in their own name. Before anybody is known only signing in and refusals are written.
CREATE POLICY written ON ledger_event FOR INSERT TO rt_app WITH CHECK (
  CASE WHEN (SELECT rt_agency()) IS NULL THEN kind = 'AUTHENTICATION' OR (kind = 'DENIAL' AND agency_id = '')
  ELSE partnership_id = (SELECT rt_partnership()::text) AND agency_id = (SELECT rt_agency()::text)
       AND (actor_id = (SELECT rt_principal()) OR (kind = 'AUTHENTICATION' AND actor_kind = 'system')) END);
-- The event's own policy keeps partnerships apart, also for an agency that serves two.
CREATE POLICY concerned ON ledger_eventrow FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM ledger_event e WHERE e.id = event_id AND (ledger_eventrow.owner_id = (SELECT rt_agency()::text)
          OR e.agency_id = (SELECT rt_agency()::text) OR e.owner_id = (SELECT rt_agency()::text)
          OR (SELECT rt_oversight()) = 'on')));
-- What was changed is for the triggers to say; the application says only what it showed, under an event of its own.
CREATE POLICY showed ON ledger_eventrow FOR INSERT TO rt_app WITH CHECK (op = 'S' AND ledger_of_this_transaction(event_id));
CREATE POLICY concerned ON ledger_eventowner FOR SELECT TO rt_app USING (owner_id = (SELECT rt_agency()::text));
CREATE POLICY showed ON ledger_eventowner FOR INSERT TO rt_app WITH CHECK (ledger_of_this_transaction(event_id));

-- For tables that follow from others: a change needs an open event, but its rows are not attached.
CREATE FUNCTION ledger_require_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF ledger_open_event() IS NULL THEN
    RAISE EXCEPTION '% of % without an open event', TG_OP, TG_TABLE_NAME USING ERRCODE = 'RT001';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE FUNCTION ledger_require(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER ledger_required BEFORE INSERT OR UPDATE OR DELETE ON %1$s
    FOR EACH ROW EXECUTE FUNCTION ledger_require_event()', t);
  EXECUTE format('CREATE TRIGGER ledger_t BEFORE TRUNCATE ON %1$s FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()', t);
END $$;

-- One function a table: the comparison is written out per column, three times as fast in bulk as comparing whole rows.
-- Call again after a column is added, removed or renamed; a test compares the columns named with the table's.
CREATE FUNCTION ledger_guard(t regclass, key text DEFAULT 'id') RETURNS void LANGUAGE plpgsql AS $$
DECLARE f text := 'ledger_guard_' || t::text; changed text;
BEGIN
  SELECT string_agg(format('CASE WHEN n.%1$I IS DISTINCT FROM o.%1$I THEN %1$L END', attname), ', ' ORDER BY attnum)
    INTO changed FROM pg_attribute WHERE attrelid = t AND attnum > 0 AND NOT attisdropped;
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $b$
    DECLARE ev uuid; total bigint; done bigint;
    BEGIN
      IF TG_OP = 'DELETE' THEN SELECT count(*) INTO total FROM old_rows; ELSE SELECT count(*) INTO total FROM new_rows; END IF;
      IF total = 0 THEN RETURN NULL; END IF;
      ev := ledger_open_event();
      IF ev IS NULL THEN
        RAISE EXCEPTION '%% of %% without an open event', TG_OP, TG_TABLE_NAME USING ERRCODE = 'RT001';
      END IF;
      IF TG_OP = 'INSERT' THEN
        INSERT INTO ledger_eventrow (event_id, "table", op, row_id) SELECT ev, TG_TABLE_NAME, 'I', %3$I::text FROM new_rows;
      ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO ledger_eventrow (event_id, "table", op, row_id) SELECT ev, TG_TABLE_NAME, 'D', %3$I::text FROM old_rows;
      ELSE
        INSERT INTO ledger_eventrow (event_id, "table", op, row_id, columns)
          SELECT ev, TG_TABLE_NAME, 'U', n.%3$I::text, to_jsonb(array_remove(ARRAY[%2$s], NULL))
          FROM new_rows n JOIN old_rows o USING (%3$I);
        GET DIAGNOSTICS done = ROW_COUNT;
        IF done <> total THEN
          RAISE EXCEPTION 'the key of a row of %% was changed', TG_TABLE_NAME USING ERRCODE = 'RT002';
        END IF;
      END IF;
      RETURN NULL;
    END $b$ $f$, f, changed, key);
  EXECUTE format('DROP TRIGGER IF EXISTS ledger_i ON %1$s; DROP TRIGGER IF EXISTS ledger_u ON %1$s;
    DROP TRIGGER IF EXISTS ledger_d ON %1$s; DROP TRIGGER IF EXISTS ledger_t ON %1$s', t);
  EXECUTE format('
    CREATE TRIGGER ledger_i AFTER INSERT ON %1$s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %2$I();
    CREATE TRIGGER ledger_u AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %2$I();
    CREATE TRIGGER ledger_d AFTER DELETE ON %1$s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %2$I();
    CREATE TRIGGER ledger_t BEFORE TRUNCATE ON %1$s FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()', t, f);
END $$;
