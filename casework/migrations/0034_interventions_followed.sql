-- The columns that say what an entry is and supersedes are attached to the ledger's events too, and stay for life.
SELECT ledger_guard('casework_intervention');
SELECT vault_stay('casework_intervention',
  '{partnership_id,owner_id,case_id,category,reach,occurred_at,recorded_at,supersedes_id,logged_by_id,brought_in_id}');
-- What an entry supersedes, who signed it and whom it mentions is of its own case.
ALTER TABLE casework_intervention ADD CONSTRAINT intervention_in_case UNIQUE (id, case_id);
ALTER TABLE casework_intervention ADD CONSTRAINT intervention_supersedes_in_case
  FOREIGN KEY (supersedes_id, case_id) REFERENCES casework_intervention (id, case_id);

-- Sign-offs and mentions are the agency's own business: no share reaches them.
SELECT wall(t) FROM unnest('{casework_signoff,casework_mention}'::regclass[]) t;
SELECT wall_writes(t) FROM unnest('{casework_signoff,casework_mention}'::regclass[]) t;
SELECT ledger_guard(t) FROM unnest('{casework_signoff,casework_mention}'::regclass[]) t;
CREATE POLICY seen ON casework_signoff FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY seen ON casework_mention FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
SELECT vault_stay('casework_signoff', '{partnership_id,owner_id,case_id,intervention_id,signed_by_id,created_at}');
SELECT vault_stay('casework_mention', '{partnership_id,owner_id,case_id,intervention_id,user_id,created_at}');
ALTER TABLE casework_signoff ADD CONSTRAINT signoff_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_signoff ADD CONSTRAINT signoff_of_entry
  FOREIGN KEY (intervention_id, case_id) REFERENCES casework_intervention (id, case_id);
ALTER TABLE casework_mention ADD CONSTRAINT mention_of_owner
  FOREIGN KEY (case_id, owner_id, partnership_id) REFERENCES casework_case (id, owner_id, partnership_id);
ALTER TABLE casework_mention ADD CONSTRAINT mention_of_entry
  FOREIGN KEY (intervention_id, case_id) REFERENCES casework_intervention (id, case_id);
-- Nobody signs off what they wrote themselves.
CREATE FUNCTION signoff_not_ones_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM casework_intervention i WHERE i.id = NEW.intervention_id AND i.logged_by_id = NEW.signed_by_id) THEN
    RAISE EXCEPTION 'an entry is signed off by somebody else than its writer' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signoff_not_ones_own BEFORE INSERT ON casework_signoff FOR EACH ROW EXECUTE FUNCTION signoff_not_ones_own();
