-- What comes after a disclosure: that it was opened, notices about it and their answers, the review of an emergency,
-- and what was asked of whoever must decide. None of it changes, and it is never deleted.
SELECT wall(t), ledger_guard(t), wall_writes(t) FROM unnest('{multiagency_opening,multiagency_recall,
  multiagency_acknowledged,multiagency_emergencyreview,multiagency_ask,multiagency_answer}'::regclass[]) t;
DROP POLICY own_delete ON multiagency_opening;
DROP POLICY own_update ON multiagency_opening;
DROP POLICY own_delete ON multiagency_recall;
DROP POLICY own_delete ON multiagency_acknowledged;
DROP POLICY own_update ON multiagency_acknowledged;
DROP POLICY own_delete ON multiagency_emergencyreview;
DROP POLICY own_delete ON multiagency_ask;
DROP POLICY own_delete ON multiagency_answer;
ALTER TABLE multiagency_disclosure
  ADD CONSTRAINT disclosure_at_its_recipient UNIQUE (id, agency_id, partnership_id),
  ADD CONSTRAINT disclosure_made_by UNIQUE (id, disclosed_by_id, owner_id, partnership_id);

-- Opened by the agency that received it; the sender sees that it was.
CREATE POLICY seen ON multiagency_opening FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency())
  OR EXISTS (SELECT FROM multiagency_disclosure d WHERE d.id = disclosure_id AND d.owner_id = (SELECT rt_agency()))));
ALTER TABLE multiagency_opening ADD CONSTRAINT opening_by_the_recipient
  FOREIGN KEY (disclosure_id, owner_id, partnership_id) REFERENCES multiagency_disclosure (id, agency_id, partnership_id);

-- A notice goes from the sender to whoever received, about one of the copies or all of them.
CREATE POLICY seen ON multiagency_recall FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency())));
ALTER TABLE multiagency_recall ADD CONSTRAINT recall_of_disclosure
  FOREIGN KEY (disclosure_id, agency_id, owner_id, partnership_id)
  REFERENCES multiagency_disclosure (id, agency_id, owner_id, partnership_id);
ALTER TABLE multiagency_discloseditem ADD CONSTRAINT discloseditem_in_disclosure UNIQUE (id, disclosure_id);
ALTER TABLE multiagency_recall ADD CONSTRAINT recall_of_a_copy_of_it
  FOREIGN KEY (item_id, disclosure_id) REFERENCES multiagency_discloseditem (id, disclosure_id);
ALTER TABLE multiagency_recall ADD CONSTRAINT recall_between UNIQUE (id, agency_id, owner_id, partnership_id);
CREATE POLICY seen ON multiagency_acknowledged FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR sender_id = (SELECT rt_agency())));
ALTER TABLE multiagency_acknowledged ADD CONSTRAINT acknowledged_by_the_recipient
  FOREIGN KEY (recall_id, owner_id, sender_id, partnership_id)
  REFERENCES multiagency_recall (id, agency_id, owner_id, partnership_id);

-- A review is the discloser's own, by somebody else than whoever shared.
CREATE POLICY seen ON multiagency_emergencyreview FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
ALTER TABLE multiagency_emergencyreview ADD CONSTRAINT emergencyreview_of_who_shared
  FOREIGN KEY (disclosure_id, disclosed_by_id, owner_id, partnership_id)
  REFERENCES multiagency_disclosure (id, disclosed_by_id, owner_id, partnership_id);

-- Asked by the discloser, answered by the agency that was asked, and by nobody who asked.
CREATE POLICY seen ON multiagency_ask FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR asked_of_id = (SELECT rt_agency())));
ALTER TABLE multiagency_ask ADD FOREIGN KEY (case_id, owner_id, partnership_id)
  REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE multiagency_ask ADD CONSTRAINT ask_between UNIQUE (id, asked_of_id, owner_id, asked_by_id, partnership_id);
CREATE POLICY seen ON multiagency_answer FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR asker_id = (SELECT rt_agency())));
ALTER TABLE multiagency_answer ADD CONSTRAINT answer_by_who_was_asked
  FOREIGN KEY (ask_id, owner_id, asker_id, asked_by_id, partnership_id)
  REFERENCES multiagency_ask (id, asked_of_id, owner_id, asked_by_id, partnership_id);

SELECT vault_stay('multiagency_opening', '{partnership_id,owner_id,disclosure_id,opened_by_id,created_at}'),
  vault_stay('multiagency_recall', '{partnership_id,owner_id,disclosure_id,agency_id,item_id,why,given_by_id,created_at}'),
  vault_stay('multiagency_acknowledged', '{partnership_id,owner_id,recall_id,sender_id,done,acknowledged_by_id,created_at}'),
  vault_stay('multiagency_emergencyreview', '{partnership_id,owner_id,disclosure_id,disclosed_by_id,reviewed_by_id,outcome,created_at}'),
  vault_stay('multiagency_ask', '{partnership_id,owner_id,case_id,agency_id,recipient_id,item_kind,item_id,category,purpose,gateway,decider,rules,asked_of_id,asked_by_id,created_at}'),
  vault_stay('multiagency_answer', '{partnership_id,owner_id,ask_id,asker_id,asked_by_id,answered_by_id,outcome,conf_basis,ends_on,created_at}');
REVOKE UPDATE, DELETE ON multiagency_opening, multiagency_recall, multiagency_acknowledged, multiagency_emergencyreview,
  multiagency_ask, multiagency_answer FROM rt_app;
GRANT UPDATE (words) ON multiagency_recall, multiagency_emergencyreview, multiagency_ask, multiagency_answer TO rt_app;

-- What the reader's agency received and the reader must not see: what is about somebody whom they know, and, where they
-- are tied to whoever harms a victim, what tells where she is. The sender's case answers by ids alone.
CREATE FUNCTION received_of_the_tied(reader uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  WITH conflicts AS (
    SELECT k.person_id AS id FROM casework_conflict k WHERE k.user_id = reader AND k.lifted_at IS NULL),
  worked AS (
    SELECT o.person_id AS id FROM casework_case o JOIN casework_caseuserpermission g ON g.content_object_id = o.id
    WHERE o.role = 'OFFENDER' AND g.user_id = reader
    UNION
    SELECT o.person_id FROM casework_case o JOIN casework_caseteampermission g ON g.content_object_id = o.id
    JOIN accounts_user_groups m ON m.group_id = g.group_id WHERE o.role = 'OFFENDER' AND m.user_id = reader),
  known AS (SELECT rows_of_human(id) AS id FROM conflicts),
  tied AS (SELECT id FROM known UNION SELECT rows_of_human(id) FROM worked),
  received AS (
    SELECT d.id, d.case_id FROM multiagency_disclosure d
    WHERE d.partnership_id = rt_partnership() AND d.agency_id = rt_agency())
  SELECT r.id FROM received r JOIN casework_case c ON c.id = r.case_id WHERE c.person_id IN (SELECT id FROM known)
  UNION
  SELECT r.id FROM received r JOIN multiagency_discloseditem i ON i.disclosure_id = r.id
  JOIN casework_harmedby h ON h.case_id = r.case_id
  WHERE i.category IN ('VICTIM_LOCATION', 'SAFE_CONTACT') AND h.person_id IN (SELECT id FROM tied)
$$;
REVOKE EXECUTE ON FUNCTION received_of_the_tied(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION received_of_the_tied(uuid) TO rt_app;
