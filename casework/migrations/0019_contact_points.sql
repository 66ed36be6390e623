-- A victim's contact points and addresses are their agency's alone: no share reaches them, and named readers are asked for
-- at every opening (gate 4). Those of an offender case are walled by category, as interventions are.
SELECT wall(t) FROM unnest(
  '{casework_contactpoint,casework_address,casework_phonecode,casework_acknowledgement}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest(
  '{casework_contactpoint,casework_address,casework_phonecode,casework_acknowledgement}'::regclass[]) t;
SELECT ledger_guard(t) FROM unnest('{casework_contactpoint,casework_address,casework_acknowledgement}'::regclass[]) t;
SELECT ledger_require('casework_phonecode');

CREATE POLICY seen ON casework_contactpoint FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR role = 'OFFENDER' AND EXISTS (
         SELECT FROM casework_caseshare s WHERE s.case_id = casework_contactpoint.case_id
         AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_contactpoint.owner_id
         AND s.category = casework_contactpoint.category AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_address FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR role = 'OFFENDER' AND EXISTS (
         SELECT FROM casework_caseshare s WHERE s.case_id = casework_address.case_id
         AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_address.owner_id
         AND s.category = casework_address.category AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_phonecode FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_phonecode.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_phonecode.owner_id
                  AND s.category = casework_phonecode.category AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_acknowledgement FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));

SELECT vault_stay('casework_contactpoint',
  '{partnership_id,owner_id,case_id,role,category,written_at,written_by_id}');
SELECT vault_stay('casework_address',
  '{partnership_id,owner_id,case_id,role,category,written_at,written_by_id}');
SELECT vault_stay('casework_phonecode', '{partnership_id,owner_id,case_id,role,category,point_id,token}');

-- Of the case's own agency, and of its one role: what is a victim's never stands under an offender case.
ALTER TABLE casework_contactpoint ADD CONSTRAINT contactpoint_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_contactpoint ADD CONSTRAINT contactpoint_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_address ADD CONSTRAINT address_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_address ADD CONSTRAINT address_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_phonecode ADD CONSTRAINT phonecode_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_phonecode ADD CONSTRAINT phonecode_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_acknowledgement ADD CONSTRAINT acknowledgement_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);

-- Where somebody was, and who had read the rule before they called, is asked for years later.
REVOKE DELETE ON casework_contactpoint, casework_address FROM rt_app;
REVOKE UPDATE, DELETE ON casework_acknowledgement FROM rt_app;
