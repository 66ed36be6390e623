-- Whoever is told something sees that themselves; the product's own post, which acts for no agency, sees to the rest.
SELECT wall('accounts_message');
CREATE POLICY own_select ON accounts_message FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership())
  AND (user_id::text = (SELECT rt_principal()) OR (SELECT rt_agency()) = '00000000-0000-0000-0000-000000000000'));
CREATE POLICY own_insert ON accounts_message FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND (SELECT rt_agency()) = '00000000-0000-0000-0000-000000000000');
CREATE POLICY own_update ON accounts_message FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (SELECT rt_agency()) = '00000000-0000-0000-0000-000000000000');
CREATE POLICY own_delete ON accounts_message FOR DELETE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (SELECT rt_agency()) = '00000000-0000-0000-0000-000000000000');
SELECT vault_stay('accounts_message', '{id,partnership_id,user_id,notice,asked_at}');
