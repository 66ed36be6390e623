-- What is said of a victim case: seen by whoever is shared its category, and on a victim's case alone.
SELECT seen_by_category(t) FROM unnest('{casework_victimprofile,casework_victimstatus,casework_safetyplan,
  casework_rightentry,casework_childaffected}'::regclass[]) t;
ALTER TABLE casework_victimprofile ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_victimstatus ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_safetyplan ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_rightentry ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_childaffected ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
-- A child's own case is a victim's too.
ALTER TABLE casework_childaffected ADD FOREIGN KEY (own_case_id, role) REFERENCES casework_case (id, role);

-- What was said stays as it was said; a later row supersedes it. It is sealed anew in place, and a child's case is linked.
REVOKE UPDATE ON casework_victimprofile, casework_victimstatus, casework_safetyplan, casework_rightentry,
  casework_childaffected FROM rt_app;
GRANT UPDATE (words) ON casework_victimprofile, casework_victimstatus, casework_safetyplan, casework_rightentry,
  casework_childaffected TO rt_app;
GRANT UPDATE (own_case_id) ON casework_childaffected TO rt_app;
