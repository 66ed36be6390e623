-- A conflict is its agency's to see, and its user's, whom it must hide things from wherever they have moved.
SELECT wall('casework_conflict');
CREATE POLICY seen ON casework_conflict FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency()) OR user_id::text = (SELECT rt_principal())));
-- About a person whose row is seen, and about one's own people alone.
CREATE POLICY own_insert ON casework_conflict FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND EXISTS (SELECT FROM casework_person p WHERE p.id = person_id)
  AND EXISTS (SELECT FROM accounts_user u WHERE u.id = user_id AND u.agency_id = (SELECT rt_agency())));
CREATE POLICY own_update ON casework_conflict FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY own_delete ON casework_conflict FOR DELETE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
-- What was declared stays as it was declared; it can only be lifted, and not by whom it is about (a constraint says so).
REVOKE UPDATE ON casework_conflict FROM rt_app;
GRANT UPDATE (lifted_at, lifted_by_id) ON casework_conflict TO rt_app;
SELECT ledger_guard('casework_conflict');
SELECT vault_stay('casework_conflict', '{partnership_id,owner_id,person_id,user_id}');
