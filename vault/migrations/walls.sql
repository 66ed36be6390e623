-- The walls' foundations: who is asking, what the application's login may do, and row security on the vault's tables.
-- Everything here may be run again.

-- Who is asking: set for one transaction, after sign-in. Nobody set means no row.
CREATE OR REPLACE FUNCTION rt_agency() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('rt.agency', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION rt_partnership() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('rt.partnership', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION rt_principals() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('rt.principals', true), '')::uuid[], '{}') $$;

-- The application's login may use what the owner makes; what must be narrower is revoked where the table is made.
GRANT USAGE ON SCHEMA public TO rt_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rt_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO rt_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rt_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO rt_app;
DO $$ BEGIN
  IF to_regclass('public.django_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON public.django_migrations FROM rt_app;
  END IF;
END $$;

-- Row security on, for the owner too, who comes in only under declared maintenance.
CREATE OR REPLACE FUNCTION wall(t regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE declared text := '(current_setting(''rt.maintenance'', true) = ''on'')';
BEGIN
  EXECUTE format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('DROP POLICY IF EXISTS maintenance ON %s', t);
  EXECUTE format('CREATE POLICY maintenance ON %s TO rt_owner USING %s WITH CHECK %s', t, declared, declared);
END $$;

-- Writes by the agency that holds the row (its columns partnership_id and owner_id). One policy a command: a policy for
-- all of them would be joined by OR to every SELECT as well. The context stands in a sub-select, read once a statement.
CREATE OR REPLACE FUNCTION wall_writes(t regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE mine text := '(partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()))';
BEGIN
  EXECUTE format('DROP POLICY IF EXISTS own_insert ON %1$s; DROP POLICY IF EXISTS own_update ON %1$s;'
                 ' DROP POLICY IF EXISTS own_delete ON %1$s', t);
  EXECUTE format('CREATE POLICY own_insert ON %s FOR INSERT TO rt_app WITH CHECK %s', t, mine);
  EXECUTE format('CREATE POLICY own_update ON %s FOR UPDATE TO rt_app USING %s WITH CHECK %s', t, mine, mine);
  EXECUTE format('CREATE POLICY own_delete ON %s FOR DELETE TO rt_app USING %s', t, mine);
END $$;

-- Columns that a sealed row keeps for life. Its key is found by subject, owner and category: changing one in place
-- would leave content that nobody can open. Whoever moves a row seals it again as a new one.
CREATE OR REPLACE FUNCTION vault_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % was to change a column that its sealed content is bound to', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation', HINT = 'Seal the content again as a new row.';
END $$;
CREATE OR REPLACE FUNCTION vault_stay(t regclass, columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE moved text;
BEGIN
  SELECT string_agg(format('old.%1$I IS DISTINCT FROM new.%1$I', c), ' OR ') INTO STRICT moved FROM unnest(columns) c;
  EXECUTE format('DROP TRIGGER IF EXISTS vault_stay ON %s', t);
  EXECUTE format('CREATE TRIGGER vault_stay BEFORE UPDATE ON %s FOR EACH ROW WHEN (%s)'
                 ' EXECUTE FUNCTION vault_refuse_move()', t, moved);
END $$;
REVOKE EXECUTE ON FUNCTION wall(regclass), wall_writes(regclass), vault_stay(regclass, text[]) FROM PUBLIC;

-- The vault's own tables.
SELECT wall(t) FROM unnest('{vault_agencykey,vault_datakey,vault_keygrant,vault_indexkey}'::regclass[]) t;

-- Agency keys, wrapped by the root: seen in the partnership, so that grants can be wrapped for others; made, retired and
-- destroyed in the agency's own name alone.
DROP POLICY IF EXISTS seen ON vault_agencykey;
CREATE POLICY seen ON vault_agencykey FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()));
DROP POLICY IF EXISTS made ON vault_agencykey;
CREATE POLICY made ON vault_agencykey FOR INSERT TO rt_app
  WITH CHECK (partnership_id = (SELECT rt_partnership()) AND agency_id = (SELECT rt_agency()));
DROP POLICY IF EXISTS retired ON vault_agencykey;
CREATE POLICY retired ON vault_agencykey FOR UPDATE TO rt_app
  USING (partnership_id = (SELECT rt_partnership()) AND agency_id = (SELECT rt_agency()));
DROP POLICY IF EXISTS destroyed ON vault_agencykey;
CREATE POLICY destroyed ON vault_agencykey FOR DELETE TO rt_app
  USING (partnership_id = (SELECT rt_partnership()) AND agency_id = (SELECT rt_agency()) AND NOT active);
REVOKE UPDATE ON vault_agencykey FROM rt_app;
GRANT UPDATE (active) ON vault_agencykey TO rt_app;

-- Data keys: their owner's alone. Others come by a grant, which names the key and needs no row of this table.
DROP POLICY IF EXISTS seen ON vault_datakey;
CREATE POLICY seen ON vault_datakey FOR SELECT TO rt_app
  USING (partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
SELECT wall_writes('vault_datakey');
SELECT vault_stay('vault_datakey', '{id,partnership_id,subject_id,owner_id}');

-- Grants: seen by the agency they are for and by the owner of the key, made and taken away by the owner, and wrapped
-- anew by either when an agency's key is rotated.
DROP POLICY IF EXISTS seen ON vault_keygrant;
CREATE POLICY seen ON vault_keygrant FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (agency_id = (SELECT rt_agency()) OR owner_id = (SELECT rt_agency())));
DROP POLICY IF EXISTS made ON vault_keygrant;
CREATE POLICY made ON vault_keygrant FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND (category <> '' OR agency_id = owner_id)
  AND EXISTS (SELECT FROM vault_datakey k WHERE k.id = key_id AND k.owner_id = vault_keygrant.owner_id));
DROP POLICY IF EXISTS rewrapped ON vault_keygrant;
CREATE POLICY rewrapped ON vault_keygrant FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (agency_id = (SELECT rt_agency()) OR owner_id = (SELECT rt_agency())));
DROP POLICY IF EXISTS taken ON vault_keygrant;
CREATE POLICY taken ON vault_keygrant FOR DELETE TO rt_app
  USING (partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
SELECT vault_stay('vault_keygrant', '{key_id,agency_id,category,partnership_id,owner_id,ends_at}');

-- The key of a partnership's blind indexes: made once, never changed by the application.
DROP POLICY IF EXISTS seen ON vault_indexkey;
CREATE POLICY seen ON vault_indexkey FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()));
DROP POLICY IF EXISTS made ON vault_indexkey;
CREATE POLICY made ON vault_indexkey FOR INSERT TO rt_app WITH CHECK (partnership_id = (SELECT rt_partnership()));
REVOKE UPDATE, DELETE ON vault_indexkey FROM rt_app;
