-- A disclosure and its copies are seen by who sent and who received them; decisions by the discloser alone, because a
-- refusal would tell the other agency of what it may not know; an approval by who gave it and for whom.
SELECT wall(t), ledger_guard(t) FROM unnest('{multiagency_disclosure,multiagency_sharingdecision,
  multiagency_discloseditem,multiagency_approval}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{multiagency_disclosure,multiagency_sharingdecision,
  multiagency_discloseditem,multiagency_approval}'::regclass[]) t;
DROP POLICY own_delete ON multiagency_disclosure;
DROP POLICY own_delete ON multiagency_sharingdecision;
DROP POLICY own_delete ON multiagency_discloseditem;
DROP POLICY own_delete ON multiagency_approval;
CREATE POLICY seen ON multiagency_sharingdecision FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON multiagency_disclosure FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency())));
CREATE POLICY seen ON multiagency_discloseditem FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR agency_id = (SELECT rt_agency())));
CREATE POLICY seen ON multiagency_approval FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND (owner_id = (SELECT rt_agency()) OR for_agency_id = (SELECT rt_agency())));

-- Each belongs to the discloser's own case, and a copy to its disclosure and the decision that sent it.
ALTER TABLE multiagency_disclosure ADD FOREIGN KEY (case_id, owner_id, partnership_id)
  REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE multiagency_sharingdecision ADD FOREIGN KEY (case_id, owner_id, partnership_id)
  REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE multiagency_disclosure ADD CONSTRAINT disclosure_of_case UNIQUE (id, case_id, agency_id, owner_id, partnership_id);
ALTER TABLE multiagency_sharingdecision ADD CONSTRAINT sharingdecision_sends_of_its_case
  FOREIGN KEY (disclosure_id, case_id, agency_id, owner_id, partnership_id)
  REFERENCES multiagency_disclosure (id, case_id, agency_id, owner_id, partnership_id);
ALTER TABLE multiagency_disclosure ADD CONSTRAINT disclosure_to UNIQUE (id, agency_id, owner_id, partnership_id);
ALTER TABLE multiagency_discloseditem ADD CONSTRAINT discloseditem_of_disclosure
  FOREIGN KEY (disclosure_id, agency_id, owner_id, partnership_id)
  REFERENCES multiagency_disclosure (id, agency_id, owner_id, partnership_id);
ALTER TABLE multiagency_sharingdecision ADD CONSTRAINT sharingdecision_by_disclosure UNIQUE (id, disclosure_id, item_id);
ALTER TABLE multiagency_discloseditem ADD CONSTRAINT discloseditem_by_its_decision
  FOREIGN KEY (decision_id, disclosure_id, item_id) REFERENCES multiagency_sharingdecision (id, disclosure_id, item_id);

-- Nothing of them changes or goes: only what is sealed may be sealed anew, when a key is turned.
SELECT vault_stay('multiagency_disclosure', '{partnership_id,owner_id,case_id,agency_id,recipient_id,disclosed_by_id,purpose,gateway,channel,emergency,review_due_on,created_at}');
SELECT vault_stay('multiagency_sharingdecision', '{partnership_id,owner_id,case_id,agency_id,recipient_id,requested_by_id,item_kind,item_id,category,purpose,gateway,agreement_version_id,policy,facts,rules,released,outcome,disclosure_id,created_at}');
SELECT vault_stay('multiagency_discloseditem', '{partnership_id,owner_id,disclosure_id,decision_id,agency_id,number,item_kind,item_id,category,digest,created_at}');
SELECT vault_stay('multiagency_approval', '{partnership_id,owner_id,rule,for_agency_id,to_agency_id,case_id,item_id,purpose,approved_by_id,ends_on,created_at}');
REVOKE UPDATE, DELETE ON multiagency_disclosure, multiagency_sharingdecision, multiagency_discloseditem, multiagency_approval FROM rt_app;
GRANT UPDATE (cover, reasons) ON multiagency_disclosure TO rt_app;
GRANT UPDATE (override) ON multiagency_sharingdecision TO rt_app;
GRANT UPDATE (copy) ON multiagency_discloseditem TO rt_app;
GRANT UPDATE (reason) ON multiagency_approval TO rt_app;

-- Whether a recipient is tied to the person of one's own case, or to whoever harms them: what the other agency has on
-- its own staff answers yes or no about people named as recipients, and nothing else (rules R05 and R11).
CREATE FUNCTION recipient_ties(asked uuid, recipients uuid[])
RETURNS TABLE (user_id uuid, knows_person boolean, tied_to_harm boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  WITH the_case AS (
    SELECT c.id, c.person_id FROM casework_case c
    WHERE c.id = asked AND c.partnership_id = rt_partnership() AND c.owner_id = rt_agency()),
  same AS (SELECT rows_of_human(c.person_id) AS id FROM the_case c),
  harm AS (
    SELECT rows_of_human(h.person_id) AS id FROM casework_harmedby h JOIN the_case c ON c.id = h.case_id)
  SELECT r.id,
    EXISTS (SELECT FROM casework_conflict k WHERE k.user_id = r.id AND k.lifted_at IS NULL
            AND k.person_id IN (SELECT id FROM same)),
    EXISTS (SELECT FROM casework_conflict k WHERE k.user_id = r.id AND k.lifted_at IS NULL
            AND k.person_id IN (SELECT id FROM harm))
    OR EXISTS (SELECT FROM casework_case o JOIN casework_caseuserpermission g ON g.content_object_id = o.id
               WHERE o.role = 'OFFENDER' AND g.user_id = r.id AND o.person_id IN (SELECT id FROM harm))
    OR EXISTS (SELECT FROM casework_case o JOIN casework_caseteampermission g ON g.content_object_id = o.id
               JOIN accounts_user_groups m ON m.group_id = g.group_id
               WHERE o.role = 'OFFENDER' AND m.user_id = r.id AND o.person_id IN (SELECT id FROM harm))
  FROM unnest(recipients) AS r (id) WHERE EXISTS (SELECT FROM the_case)
$$;
REVOKE EXECUTE ON FUNCTION recipient_ties(uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recipient_ties(uuid, uuid[]) TO rt_app;
