-- The register is about nobody in a case: every agency of the partnership reads it, and each writes its own rows.
SELECT seen_in_partnership('multiagency_reliance');
-- A version is replaced, once, and never edited or deleted.
SELECT vault_stay('multiagency_reliance', '{id,partnership_id,owner_id,made_at,entry,condition,categories,reference,procedures,retention,keeper_id,from_on,until_on,review_on,written_by_id}');
CREATE TRIGGER ends_once BEFORE UPDATE ON multiagency_reliance FOR EACH ROW
  WHEN (old.replaced_at IS NOT NULL) EXECUTE FUNCTION ends_once();
REVOKE DELETE ON multiagency_reliance FROM rt_app;
DROP POLICY own_delete ON multiagency_reliance;
