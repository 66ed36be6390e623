-- A lawful basis is the case's own agency's alone.
SELECT seen_by_owner('casework_lawfulbasis');
SELECT vault_stay('casework_lawfulbasis', '{partnership_id,owner_id,case_id,chosen_by_id,requested_by_id,created_at}');

-- Intelligence is seen by whoever is shared the category; code C only with the originator's approval for that agency.
SELECT wall_on_case(t) FROM unnest('{casework_intelligenceitem,casework_intelligenceapproval}'::regclass[]) t;
SELECT vault_stay('casework_intelligenceitem', '{partnership_id,owner_id,case_id,category,statement,handling,received_on,recorded_by_id,created_at}');
SELECT vault_stay('casework_intelligenceapproval', '{partnership_id,owner_id,case_id,item_id,agency_id,approved_by_id,created_at}');
ALTER TABLE casework_intelligenceitem ADD CONSTRAINT intelligenceitem_of_case UNIQUE (id, case_id);
ALTER TABLE casework_intelligenceapproval ADD CONSTRAINT intelligenceapproval_of_case
  FOREIGN KEY (item_id, case_id) REFERENCES casework_intelligenceitem (id, case_id);
CREATE POLICY seen ON casework_intelligenceapproval FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR (agency_id = (SELECT rt_agency())
           AND EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_intelligenceapproval.case_id
                       AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_intelligenceapproval.owner_id
                       AND s.category = 'INTELLIGENCE' AND s.suspended_at IS NULL AND s.ends_at > now()))));
CREATE POLICY seen ON casework_intelligenceitem FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR (EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_intelligenceitem.case_id
                   AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_intelligenceitem.owner_id
                   AND s.category = casework_intelligenceitem.category AND s.suspended_at IS NULL AND s.ends_at > now())
           AND (handling = 'P'
                OR EXISTS (SELECT FROM casework_intelligenceapproval a WHERE a.item_id = casework_intelligenceitem.id
                           AND a.owner_id = casework_intelligenceitem.owner_id AND a.agency_id = (SELECT rt_agency()))))));
