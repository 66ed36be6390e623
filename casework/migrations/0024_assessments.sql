-- Seen by the owner, and by category by whoever it is shared with. Every assessment is kept as it was made: only its
-- words are sealed anew when a key is turned.
SELECT seen_by_category('casework_assessment');
SELECT vault_stay('casework_assessment', '{partnership_id,owner_id,case_id,category,assessed_on,due_next,assessor_id,
  recorded_by_id,raised_by,supersedes_id,created_at}');
REVOKE UPDATE, DELETE ON casework_assessment FROM rt_app;
GRANT UPDATE (words) ON casework_assessment TO rt_app;
-- What it supersedes is of the same case.
ALTER TABLE casework_assessment ADD CONSTRAINT assessment_id_case UNIQUE (id, case_id);
ALTER TABLE casework_assessment ADD CONSTRAINT assessment_supersedes_of_case
  FOREIGN KEY (supersedes_id, case_id) REFERENCES casework_assessment (id, case_id);

-- Questions are the partnership's, installed once and never changed: assessments are read by the version they were made with.
SELECT wall('casework_questionset');
CREATE POLICY seen ON casework_questionset FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()));
CREATE POLICY own_insert ON casework_questionset FOR INSERT TO rt_app WITH CHECK (partnership_id = (SELECT rt_partnership()));
REVOKE UPDATE, DELETE ON casework_questionset FROM rt_app;
SELECT ledger_guard('casework_questionset');
