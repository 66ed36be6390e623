-- Removed means removed: a place that ended or expired is shown to no user, of whichever agency and role, whatever the
-- query. The product itself still meets it, to seal it anew, and the transaction that ends it sees what it writes.
SELECT wall_on_case('casework_listing'), vault_stay('casework_listing', '{partnership_id,owner_id,case_id,category,place,programme,decided_on,review_on,expires_on,rule,reviewer_id,decided_by_id}');
CREATE POLICY seen ON casework_listing FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_listing.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_listing.owner_id
                  AND s.category = casework_listing.category AND s.suspended_at IS NULL AND s.ends_at > now()))
  AND ((ended_at IS NULL
        AND (replaced_at IS NOT NULL OR expires_on >= (SELECT (now() AT TIME ZONE 'Europe/London')::date)))
       OR ended_at >= transaction_timestamp()
       OR (SELECT NOT EXISTS (SELECT FROM accounts_user u WHERE u.id = nullif(rt_principal(), '')::uuid))));
ALTER TABLE casework_listing ADD CONSTRAINT listing_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
REVOKE UPDATE ON casework_listing FROM rt_app;
GRANT UPDATE (entry, ending, replaced_at, ended_at) ON casework_listing TO rt_app;

-- A place ends once, with a reason, and does not come back.
CREATE FUNCTION listing_stays_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a place on a cohort that ended was to come back' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER listing_stays_ended BEFORE UPDATE ON casework_listing FOR EACH ROW
  WHEN (old.ended_at IS NOT NULL AND new.ended_at IS DISTINCT FROM old.ended_at
        OR old.replaced_at IS NOT NULL AND new.replaced_at IS DISTINCT FROM old.replaced_at)
  EXECUTE FUNCTION listing_stays_ended();
ALTER TABLE casework_listing ADD CONSTRAINT listing_ends_for_a_reason
  CHECK (ended_at IS NULL OR replaced_at IS NOT NULL OR ending IS NOT NULL);
