-- Whoever is there is at work where they were, and keeps their roles for ninety days, in which the true dates are recorded.
INSERT INTO accounts_membership (user_id, partnership_id, since) SELECT id, partnership_id, added_at FROM accounts_user;
UPDATE accounts_roleheld r SET partnership_id = u.partnership_id FROM accounts_user u WHERE u.id = r.user_id;
UPDATE accounts_user SET trained_until = current_date + 90, vetted_until = current_date + 90;
SET CONSTRAINTS ALL IMMEDIATE;

-- Where somebody is at work now is one of the partnerships where they are at work at all, and their agency serves
-- it; roles are held only there.
ALTER TABLE accounts_user ADD CONSTRAINT user_at_work_where_member FOREIGN KEY (id, partnership_id)
  REFERENCES accounts_membership (user_id, partnership_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE accounts_user ADD CONSTRAINT user_at_work_where_agency_serves FOREIGN KEY (agency_id, partnership_id)
  REFERENCES accounts_agencyinpartnership (agency_id, partnership_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE accounts_roleheld ADD CONSTRAINT role_held_where_member FOREIGN KEY (user_id, partnership_id)
  REFERENCES accounts_membership (user_id, partnership_id) DEFERRABLE INITIALLY DEFERRED;
