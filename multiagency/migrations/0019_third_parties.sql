-- What a third party was told is told to no other agency, is about somebody who offends, and stays as said.
SELECT seen_by_owner('multiagency_thirdpartydisclosure');
ALTER TABLE multiagency_thirdpartydisclosure ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
REVOKE UPDATE ON multiagency_thirdpartydisclosure FROM rt_app;
GRANT UPDATE (words) ON multiagency_thirdpartydisclosure TO rt_app;
