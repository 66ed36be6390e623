-- Gate 1: which agency's logins see which rows of case data. One policy a command; context read as (SELECT f()).
SELECT wall(t) FROM unnest('{casework_person,casework_personidentifier,casework_personindex,casework_case,
  casework_offendercase,casework_victimcase,casework_caseshare,casework_intervention,
  casework_caseuserpermission,casework_caseteampermission}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{casework_person,casework_personidentifier,casework_personindex,casework_case,
  casework_offendercase,casework_victimcase,casework_caseshare,casework_intervention}'::regclass[]) t;
SELECT ledger_guard(t) FROM unnest('{casework_person,casework_personidentifier,casework_case,
  casework_offendercase,casework_victimcase,casework_caseshare,casework_intervention,
  casework_caseuserpermission,casework_caseteampermission}'::regclass[]) t;
-- Indexes follow from people: no row of theirs is worth a line of history, but none changes unrecorded.
SELECT ledger_require('casework_personindex');
CREATE INDEX event_reference ON ledger_event ((facts -> 'reference')) WHERE act = 'case.start';

-- A part has its case's role, so that one case never has both; a share names its case's own person and owner.
ALTER TABLE casework_case ADD CONSTRAINT case_id_role UNIQUE (id, role);
ALTER TABLE casework_case ADD CONSTRAINT case_id_person_owner UNIQUE (id, person_id, owner_id, partnership_id);
ALTER TABLE casework_offendercase ADD CONSTRAINT offendercase_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_victimcase ADD CONSTRAINT victimcase_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
ALTER TABLE casework_caseshare ADD CONSTRAINT caseshare_of_case
  FOREIGN KEY (case_id, person_id, owner_id, partnership_id) REFERENCES casework_case (id, person_id, owner_id, partnership_id);
ALTER TABLE casework_person ADD CONSTRAINT person_id_owner UNIQUE (id, owner_id, partnership_id);
ALTER TABLE casework_case ADD CONSTRAINT case_person_of_owner
  FOREIGN KEY (person_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);

-- Whatever hangs on a record belongs to the record's agency: another's would be unseen there and stand in its way.
ALTER TABLE casework_case ADD CONSTRAINT case_id_owner UNIQUE (id, owner_id, partnership_id);
ALTER TABLE casework_offendercase ADD CONSTRAINT offendercase_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_victimcase ADD CONSTRAINT victimcase_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_intervention ADD CONSTRAINT intervention_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_personidentifier ADD CONSTRAINT personidentifier_of_owner
  FOREIGN KEY (person_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);
ALTER TABLE casework_personindex ADD CONSTRAINT personindex_of_owner
  FOREIGN KEY (person_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);

-- Owner, subject and category are part of a value's key: changing them would make it unreadable.
SELECT vault_stay('casework_person', '{partnership_id,owner_id}');
SELECT vault_stay('casework_personidentifier', '{partnership_id,owner_id,person_id}');
SELECT vault_stay('casework_case', '{partnership_id,owner_id,person_id,role,reference}');
SELECT vault_stay('casework_offendercase', '{partnership_id,owner_id,case_id}');
SELECT vault_stay('casework_victimcase', '{partnership_id,owner_id,case_id}');
SELECT vault_stay('casework_intervention', '{partnership_id,owner_id,case_id,category}');
SELECT vault_stay('casework_caseshare', '{partnership_id,owner_id,case_id,person_id,agency_id,category}');

CREATE POLICY seen ON casework_case FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_case.id
                  AND s.agency_id = (SELECT rt_agency()) AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_intervention FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_intervention.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.owner_id = casework_intervention.owner_id
                  AND s.category = casework_intervention.category AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_offendercase FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_offendercase.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.category IN ('OFFENDING_HISTORY', 'WEAPONS_WARNING')
                  AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_victimcase FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.case_id = casework_victimcase.case_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.category IN ('VULNERABILITY_ASSESSMENT', 'SAFEGUARDING_CONCERN')
                  AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_caseshare FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (agency_id = (SELECT rt_agency()) OR owner_id = (SELECT rt_agency())));

-- A person's row comes with any share of a case of theirs; what it says is opened only by the shared category's key.
CREATE POLICY seen ON casework_person FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.person_id = casework_person.id
                  AND s.agency_id = (SELECT rt_agency()) AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_personidentifier FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.person_id = casework_personidentifier.person_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.category = 'IDENTITY'
                  AND s.suspended_at IS NULL AND s.ends_at > now())));
CREATE POLICY seen ON casework_personindex FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.person_id = casework_personindex.person_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.category = 'IDENTITY'
                  AND s.suspended_at IS NULL AND s.ends_at > now())));

-- An agency grants its own cases, and only to its own people and teams.
CREATE POLICY seen ON casework_caseuserpermission FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM casework_case c WHERE c.id = content_object_id));
CREATE POLICY seen ON casework_caseteampermission FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM casework_case c WHERE c.id = content_object_id));
CREATE POLICY own_insert ON casework_caseuserpermission FOR INSERT TO rt_app WITH CHECK (
  EXISTS (SELECT FROM casework_case c WHERE c.id = content_object_id AND c.owner_id = (SELECT rt_agency()))
  AND EXISTS (SELECT FROM accounts_user u WHERE u.id = user_id AND u.agency_id = (SELECT rt_agency())));
CREATE POLICY own_insert ON casework_caseteampermission FOR INSERT TO rt_app WITH CHECK (
  EXISTS (SELECT FROM casework_case c WHERE c.id = content_object_id AND c.owner_id = (SELECT rt_agency()))
  AND EXISTS (SELECT FROM accounts_team t WHERE t.group_ptr_id = group_id AND t.agency_id = (SELECT rt_agency())));
CREATE POLICY own_delete ON casework_caseuserpermission FOR DELETE TO rt_app USING (
  EXISTS (SELECT FROM accounts_user u WHERE u.id = user_id AND u.agency_id = (SELECT rt_agency())));
CREATE POLICY own_delete ON casework_caseteampermission FOR DELETE TO rt_app USING (
  EXISTS (SELECT FROM accounts_team t WHERE t.group_ptr_id = group_id AND t.agency_id = (SELECT rt_agency())));

-- The readable change history of clear columns follows the case that it is about; what is being written is seen by its
-- writer, also where the case goes in the same act.
SELECT wall('auditlog_logentry');
CREATE POLICY seen ON auditlog_logentry FOR SELECT TO rt_app USING (
  EXISTS (SELECT FROM casework_case c WHERE c.id = CASE WHEN object_pk ~ '^[0-9a-f-]{36}$' THEN object_pk::uuid END)
  OR cid = nullif((SELECT current_setting('rt.event', true)), ''));
-- Nobody writes it under another's event: the one that is open in this transaction stands in cid.
CREATE POLICY written ON auditlog_logentry FOR INSERT TO rt_app WITH CHECK (cid = (SELECT ledger_open_event())::text);
REVOKE UPDATE, DELETE, TRUNCATE ON auditlog_logentry FROM rt_app;
