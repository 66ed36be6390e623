SELECT seen_by_category('casework_relationship');
SELECT vault_stay('casework_relationship', '{partnership_id,owner_id,case_id,category,person_id,recorded_by_id,created_at}');
SELECT seen_by_owner('casework_ruledout');
SELECT vault_stay('casework_ruledout', '{partnership_id,owner_id,case_id,user_id,ruled_by_id}');
-- The person of the case itself, and the person of a case of the same agency. Where that case goes, the name stays.
ALTER TABLE casework_relationship ADD CONSTRAINT relationship_of_person
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id) REFERENCES casework_case (id, person_id, owner_id, partnership_id);
ALTER TABLE casework_relationship ADD CONSTRAINT relationship_with_person
  FOREIGN KEY (other_case_id, other_id, owner_id, partnership_id) REFERENCES casework_case (id, person_id, owner_id, partnership_id)
  ON DELETE SET NULL (other_case_id, other_id);
-- What was said is replaced or withdrawn, and sealed anew; nothing else of it changes.
REVOKE UPDATE ON casework_relationship, casework_ruledout FROM rt_app;
GRANT UPDATE (closed_at, closed_by_id, detail) ON casework_relationship TO rt_app;
