-- A part of a person is seen with the share of its category; what it said before is its own agency's alone.
SELECT wall('casework_personpart'), wall_writes('casework_personpart'), ledger_guard('casework_personpart');
ALTER TABLE casework_personpart ADD CONSTRAINT personpart_of_owner
  FOREIGN KEY (person_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);
CREATE POLICY seen ON casework_personpart FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR superseded_at IS NULL
          AND EXISTS (SELECT FROM casework_caseshare s WHERE s.person_id = casework_personpart.person_id
                      AND s.agency_id = (SELECT rt_agency()) AND s.category = casework_personpart.category
                      AND s.suspended_at IS NULL AND s.ends_at > now())));
-- What was said stays as it was said; it is superseded, and sealed anew when a key is turned.
SELECT vault_stay('casework_personpart', '{partnership_id,owner_id,person_id,part,category,recorded_at,recorded_by_id}');
REVOKE UPDATE ON casework_personpart FROM rt_app;
GRANT UPDATE (detail, superseded_at) ON casework_personpart TO rt_app;
-- A number that was removed is nobody else's to see.
DROP POLICY seen ON casework_personidentifier;
CREATE POLICY seen ON casework_personidentifier FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR removed_at IS NULL
          AND EXISTS (SELECT FROM casework_caseshare s WHERE s.person_id = casework_personidentifier.person_id
                      AND s.agency_id = (SELECT rt_agency()) AND s.category = 'IDENTITY'
                      AND s.suspended_at IS NULL AND s.ends_at > now())));
