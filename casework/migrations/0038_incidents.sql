-- An incident is told with its category; who did it, and when a pair was referred, are the case's own agency's.
SELECT seen_by_category('casework_incident');
SELECT seen_by_owner(t) FROM unnest('{casework_incidentby,casework_pairreferral}'::regclass[]) t;
ALTER TABLE casework_incident ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_pairreferral ADD FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);

-- An incident, what corrects it, who did it and whom a referral is about stand on one case.
ALTER TABLE casework_incident ADD CONSTRAINT incident_id_case UNIQUE (id, case_id);
ALTER TABLE casework_harmedby ADD CONSTRAINT harmedby_id_case UNIQUE (id, case_id);
ALTER TABLE casework_incident ADD FOREIGN KEY (supersedes_id, case_id) REFERENCES casework_incident (id, case_id);
ALTER TABLE casework_incidentby ADD FOREIGN KEY (incident_id, case_id) REFERENCES casework_incident (id, case_id);
ALTER TABLE casework_incidentby ADD FOREIGN KEY (harmed_by_id, case_id) REFERENCES casework_harmedby (id, case_id);
ALTER TABLE casework_pairreferral ADD FOREIGN KEY (harmed_by_id, case_id) REFERENCES casework_harmedby (id, case_id);

-- What was said stays as it was said; it is only sealed anew.
REVOKE UPDATE ON casework_incident, casework_incidentby, casework_pairreferral FROM rt_app;
GRANT UPDATE (words) ON casework_incident, casework_pairreferral TO rt_app;
