-- What the police asked about a victim is told to the agency that was asked, on a victim's case alone, and stays as said.
SELECT seen_by_owner('casework_materialrequest');
ALTER TABLE casework_materialrequest ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
REVOKE UPDATE ON casework_materialrequest FROM rt_app;
GRANT UPDATE (words) ON casework_materialrequest TO rt_app;
