-- Steps of an ASB case review: seen by whoever is shared its category, on a victim's case alone, and kept as written.
SELECT seen_by_category('casework_reviewstep');
ALTER TABLE casework_reviewstep ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
REVOKE UPDATE ON casework_reviewstep FROM rt_app;
GRANT UPDATE (words) ON casework_reviewstep TO rt_app;
