-- Packages and what was done with them are their sender's alone: whom they are for has nobody on this system.
SELECT wall(t), ledger_guard(t) FROM unnest('{multiagency_package,multiagency_packageuse}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{multiagency_package,multiagency_packageuse}'::regclass[]) t;
DROP POLICY own_update ON multiagency_package;
DROP POLICY own_delete ON multiagency_package;
DROP POLICY own_delete ON multiagency_packageuse;
CREATE POLICY seen ON multiagency_package FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON multiagency_packageuse FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
ALTER TABLE multiagency_package ADD CONSTRAINT package_of_disclosure
  FOREIGN KEY (disclosure_id, agency_id, owner_id, partnership_id)
  REFERENCES multiagency_disclosure (id, agency_id, owner_id, partnership_id);
ALTER TABLE multiagency_packageuse ADD CONSTRAINT packageuse_of_package
  FOREIGN KEY (package_id, owner_id, partnership_id) REFERENCES multiagency_package (id, owner_id, partnership_id);
-- Neither changes nor goes; only what is sealed may be sealed anew, when a key is turned.
SELECT vault_stay('multiagency_packageuse', '{partnership_id,owner_id,package_id,number,use,revoked_by_id,created_at}');
REVOKE UPDATE, DELETE ON multiagency_package, multiagency_packageuse FROM rt_app;
GRANT UPDATE (said) ON multiagency_packageuse TO rt_app;

-- Whoever opens a link is nobody, so no context is set by which its row could be seen. Whoever has the link's own 256
-- bits is told for whom the product is to look, in ids; the code is checked by what looks, and what is in it stays sealed.
CREATE FUNCTION package_behind(hash bytea) RETURNS TABLE (package_id uuid, partnership_id uuid, owner_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  SELECT p.id, p.partnership_id, p.owner_id FROM multiagency_package p WHERE p.link = hash
$$;
REVOKE EXECUTE ON FUNCTION package_behind(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION package_behind(bytea) TO rt_app;
