-- A draft is its writer's alone. Beside them only the product's own work sees it, which is no user: to seal it anew when
-- keys turn, and to let it go when nobody came back.
SELECT wall('casework_draft');
SELECT wall_writes('casework_draft');
CREATE POLICY seen ON casework_draft FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND (user_id::text = (SELECT rt_principal())
       OR NOT EXISTS (SELECT FROM accounts_user u WHERE u.id::text = (SELECT rt_principal()))));
DROP POLICY own_insert ON casework_draft;
CREATE POLICY own_insert ON casework_draft FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND user_id::text = (SELECT rt_principal()));
SELECT vault_stay('casework_draft', '{partnership_id,owner_id,case_id,subject_id,user_id,place,form,created_at}');
ALTER TABLE casework_draft ADD CONSTRAINT draft_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
