-- A need is seen by its own category, so that a need of health is seen by nobody who is not told of health.
SELECT seen_by_category(t) FROM unnest('{casework_need,casework_measure,casework_planaction,casework_powerdecision,
  casework_responsecheck}'::regclass[]) t;
-- What hangs on a need is of its case and category; the first measure is written in the same act as its need.
ALTER TABLE casework_need ADD CONSTRAINT need_id_case_category UNIQUE (id, case_id, category);
ALTER TABLE casework_measure ADD CONSTRAINT measure_of_need FOREIGN KEY (need_id, case_id, category)
  REFERENCES casework_need (id, case_id, category) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE casework_planaction ADD CONSTRAINT planaction_of_need FOREIGN KEY (need_id, case_id, category)
  REFERENCES casework_need (id, case_id, category);
SELECT vault_stay('casework_need', '{partnership_id,owner_id,case_id,category,opened_on,opened_by_id,created_at}');
SELECT vault_stay('casework_planaction', '{partnership_id,owner_id,case_id,category,need_id,due_on,added_by_id,created_at}');
-- What was judged and decided is added to and not edited: only its words are sealed anew when a key is turned.
REVOKE UPDATE ON casework_measure, casework_powerdecision, casework_responsecheck FROM rt_app;
GRANT UPDATE (words) ON casework_measure, casework_powerdecision, casework_responsecheck TO rt_app;

-- An action comes to its end once.
CREATE FUNCTION planaction_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an action that came to its end stays as it ended' USING ERRCODE = 'integrity_constraint_violation';
END $$;
REVOKE EXECUTE ON FUNCTION planaction_ends_once() FROM PUBLIC;
CREATE TRIGGER planaction_ends_once BEFORE UPDATE ON casework_planaction FOR EACH ROW
  WHEN (old.state <> 'OPEN' AND (new.state, new.ended_on) IS DISTINCT FROM (old.state, old.ended_on))
  EXECUTE FUNCTION planaction_ends_once();
