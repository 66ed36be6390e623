-- A judgement is seen as what it is about is shared, stands on an offender's case alone, and is never changed: only its
-- words are sealed anew when a key is turned.
SELECT seen_by_category('casework_judgement');
ALTER TABLE casework_judgement ADD CONSTRAINT judgement_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
REVOKE UPDATE ON casework_judgement FROM rt_app;
GRANT UPDATE (entry) ON casework_judgement TO rt_app;
