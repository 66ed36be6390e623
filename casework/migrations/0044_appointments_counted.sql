-- Whether an entry was an appointment is attached to the ledger's events too, and stays for life.
SELECT ledger_guard('casework_intervention');
SELECT vault_stay('casework_intervention',
  '{partnership_id,owner_id,case_id,category,reach,appointment,occurred_at,recorded_at,supersedes_id,logged_by_id,brought_in_id}');
