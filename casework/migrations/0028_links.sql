-- A link is seen by the two agencies that it is between; nothing of it changes, and it is never deleted.
SELECT wall(t), ledger_guard(t) FROM unnest('{casework_personlink,casework_linkmove}'::regclass[]) t;
CREATE POLICY seen ON casework_personlink FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency())));
-- Between two cases of one role that the proposer's agency sees: the other agency learns of no role that it does not know.
CREATE POLICY own_insert ON casework_personlink FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND EXISTS (SELECT FROM casework_case c JOIN casework_case o ON o.role = c.role
              WHERE c.id = case_id AND c.person_id = casework_personlink.person_id AND c.owner_id = casework_personlink.owner_id
              AND o.id = other_case_id AND o.person_id = casework_personlink.other_id AND o.owner_id = agency_id));
CREATE POLICY own_update ON casework_personlink FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
ALTER TABLE casework_personlink ADD CONSTRAINT personlink_of_case
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id)
  REFERENCES casework_case (id, person_id, owner_id, partnership_id) ON UPDATE CASCADE;
SELECT vault_stay('casework_personlink', '{partnership_id,owner_id,case_id,agency_id,other_case_id,proposed_by_id,created_at}');
SELECT stays_but_for_merge('casework_personlink', 'person_id'), follows_merge('casework_personlink', 'other_id');

CREATE POLICY seen ON casework_linkmove FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND EXISTS (SELECT FROM casework_personlink l WHERE l.id = link_id));
-- The agency that was asked answers; either ends.
CREATE POLICY own_insert ON casework_linkmove FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND EXISTS (SELECT FROM casework_personlink l WHERE l.id = link_id
              AND (move = 'ENDED' OR l.agency_id = casework_linkmove.owner_id)));
CREATE POLICY own_update ON casework_linkmove FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
SELECT vault_stay('casework_linkmove', '{partnership_id,owner_id,link_id,move,moved_by_id,created_at}');
REVOKE UPDATE, DELETE ON casework_personlink, casework_linkmove FROM rt_app;
GRANT UPDATE (why) ON casework_personlink, casework_linkmove TO rt_app;
