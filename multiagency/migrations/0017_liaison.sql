-- Liaison officers are read by every agency of the partnership and named by each for itself. Who was it when stays.
SELECT seen_in_partnership('multiagency_liaisonofficer');
SELECT vault_stay('multiagency_liaisonofficer', '{id,partnership_id,owner_id,place,user_id,named_by_id,made_at}');
CREATE TRIGGER ends_once BEFORE UPDATE ON multiagency_liaisonofficer FOR EACH ROW
  WHEN (old.ended_at IS NOT NULL) EXECUTE FUNCTION ends_once();
REVOKE DELETE ON multiagency_liaisonofficer FROM rt_app;
DROP POLICY own_delete ON multiagency_liaisonofficer;
