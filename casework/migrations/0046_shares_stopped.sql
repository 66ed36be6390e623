-- What is shared and rests on no decision, from before there were any, is seen no more until it is decided.
DELETE FROM vault_keygrant k USING casework_caseshare s
  WHERE s.decision_id IS NULL AND k.subject_id IN (s.case_id, s.person_id) AND k.agency_id = s.agency_id;
UPDATE casework_caseshare SET suspended_at = coalesce(suspended_at, now()),
  stopped_for = CASE WHEN consent_id IS NULL THEN 'DECISION' ELSE 'CONSENT' END
  WHERE decision_id IS NULL OR suspended_at IS NOT NULL;
