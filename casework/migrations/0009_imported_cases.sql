-- An import is its agency's alone; another agency does not see that there is one, and meets only that a case had one.
SELECT wall(t) FROM unnest('{casework_caseimport,casework_caseimportfile,casework_caseimportpage,casework_importedrow}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{casework_caseimport,casework_caseimportfile,casework_caseimportpage,casework_importedrow}'::regclass[]) t;
SELECT ledger_guard(t) FROM unnest('{casework_caseimport,casework_caseimportfile,casework_case,casework_intervention}'::regclass[]) t;
-- Pages and rows follow from what was sent and what was made: none is worth a line of history, none changes unrecorded.
SELECT ledger_require(t) FROM unnest('{casework_caseimportpage,casework_importedrow}'::regclass[]) t;
SELECT vault_stay('casework_caseimport', '{partnership_id,owner_id}');
SELECT vault_stay('casework_caseimportfile', '{partnership_id,owner_id,batch_id}');
SELECT vault_stay('casework_caseimportpage', '{partnership_id,owner_id,batch_id}');
SELECT vault_stay('casework_importedrow', '{partnership_id,owner_id,batch_id}');

CREATE POLICY seen ON casework_caseimport FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_caseimportfile FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_caseimportpage FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_importedrow FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));

-- Whatever hangs on an import, and whatever an import brought in, is of the import's agency.
ALTER TABLE casework_caseimport ADD CONSTRAINT caseimport_id_owner UNIQUE (id, owner_id, partnership_id);
ALTER TABLE casework_caseimportfile ADD CONSTRAINT caseimportfile_of_owner
  FOREIGN KEY (batch_id, owner_id, partnership_id) REFERENCES casework_caseimport (id, owner_id, partnership_id);
ALTER TABLE casework_caseimportpage ADD CONSTRAINT caseimportpage_of_owner
  FOREIGN KEY (batch_id, owner_id, partnership_id) REFERENCES casework_caseimport (id, owner_id, partnership_id);
ALTER TABLE casework_importedrow ADD CONSTRAINT importedrow_of_owner
  FOREIGN KEY (batch_id, owner_id, partnership_id) REFERENCES casework_caseimport (id, owner_id, partnership_id);
ALTER TABLE casework_case ADD CONSTRAINT case_brought_in_by_owner
  FOREIGN KEY (brought_in_id, owner_id, partnership_id) REFERENCES casework_caseimport (id, owner_id, partnership_id);
ALTER TABLE casework_intervention ADD CONSTRAINT intervention_brought_in_by_owner
  FOREIGN KEY (brought_in_id, owner_id, partnership_id) REFERENCES casework_caseimport (id, owner_id, partnership_id);
