SELECT ledger_guard('casework_casefile');
-- A file belongs to an entry of its own case; it moves on only to the entry that corrects that one.
ALTER TABLE casework_casefile ADD CONSTRAINT casefile_of_entry
  FOREIGN KEY (intervention_id, case_id) REFERENCES casework_intervention (id, case_id);
CREATE FUNCTION casefile_goes_with_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework_intervention i
                 WHERE i.id = NEW.intervention_id AND i.supersedes_id = OLD.intervention_id) THEN
    RAISE EXCEPTION 'a file stays with its entry' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER casefile_goes_with_entry BEFORE UPDATE OF intervention_id ON casework_casefile FOR EACH ROW
  WHEN (OLD.intervention_id IS DISTINCT FROM NEW.intervention_id) EXECUTE FUNCTION casefile_goes_with_entry();
