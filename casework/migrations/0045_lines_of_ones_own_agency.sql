-- A line about what is its agency's alone (consent, a referral, what the police asked for) is that agency's alone too.
DROP POLICY seen ON casework_chronologyevent;
CREATE POLICY seen ON casework_chronologyevent FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR (NOT own_agency
           AND EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_chronologyevent.case_id
                       AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_chronologyevent.owner_id
                       AND s.category = casework_chronologyevent.category
                       AND s.suspended_at IS NULL AND s.ends_at > now())))
  AND (kind <> 'LISTING' OR source_id IS NULL
       OR EXISTS (SELECT FROM casework_listing l WHERE l.place = casework_chronologyevent.source_id
                  AND l.case_id = casework_chronologyevent.case_id
                  AND (l.replaced_at IS NULL OR l.replaced_at >= transaction_timestamp()))));
SELECT ledger_guard('casework_chronologyevent');
SELECT vault_stay('casework_chronologyevent', '{partnership_id,owner_id,case_id,category,own_agency}');
