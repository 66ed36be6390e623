-- What is protected of a victim case is its agency's alone: no share reaches it. Which of its people read it is asked of
-- the list of named readers at every opening (gate 4); the agency's own jobs must see the rows, to seal them anew.
SELECT wall(t) FROM unnest('{casework_protectedwords,casework_namedreader,casework_harmedby}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{casework_protectedwords,casework_namedreader,casework_harmedby}'::regclass[]) t;
SELECT ledger_guard(t) FROM unnest('{casework_protectedwords,casework_namedreader,casework_harmedby}'::regclass[]) t;
CREATE POLICY seen ON casework_protectedwords FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_namedreader FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_harmedby FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
SELECT vault_stay('casework_protectedwords', '{partnership_id,owner_id,case_id,role,part}');
SELECT vault_stay('casework_namedreader', '{partnership_id,owner_id,case_id,part,user_id,added_by_id,created_at}');
SELECT vault_stay('casework_harmedby', '{partnership_id,owner_id,case_id,person_id}');

-- On a victim's case alone, and of the case's own agency.
ALTER TABLE casework_protectedwords ADD CONSTRAINT protectedwords_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_protectedwords ADD CONSTRAINT protectedwords_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_namedreader ADD CONSTRAINT namedreader_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_harmedby ADD CONSTRAINT harmedby_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
-- Who could ever read it is never forgotten: a reader ends, and is not deleted while the case is there.
REVOKE DELETE ON casework_namedreader FROM rt_app;
