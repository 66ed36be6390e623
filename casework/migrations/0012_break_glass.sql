-- A break-glass is seen by the agency of whoever broke it and by the one that holds the person's record, which reviews it.
SELECT wall(t) FROM unnest('{casework_breakglass,casework_breakglassreview}'::regclass[]) t;
CREATE POLICY seen ON casework_breakglass FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency()) OR holder_id = (SELECT rt_agency())));
CREATE POLICY seen ON casework_breakglassreview FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND EXISTS (SELECT FROM casework_breakglass g WHERE g.id = break_glass_id));

-- In one's own name, about somebody whose row one's agency sees (gate 1) and with whom one is in no conflict.
CREATE POLICY own_insert ON casework_breakglass FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND opened_by_id::text = (SELECT rt_principal())
  AND EXISTS (SELECT FROM casework_person p WHERE p.id = person_id AND p.owner_id = holder_id)
  AND NOT EXISTS (SELECT FROM casework_conflict c
                  WHERE c.person_id = casework_breakglass.person_id AND c.user_id = opened_by_id AND c.lifted_at IS NULL));
-- By an officer of the agency that holds the record; a constraint says that nobody reviews their own.
CREATE POLICY own_insert ON casework_breakglassreview FOR INSERT TO rt_app WITH CHECK (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency())
  AND reviewed_by_id::text = (SELECT rt_principal()) AND (SELECT rt_oversight()) <> ''
  AND EXISTS (SELECT FROM casework_breakglass g WHERE g.id = break_glass_id AND g.holder_id = (SELECT rt_agency())
              AND g.opened_by_id = casework_breakglassreview.opened_by_id));
-- Nothing of either is changed; only their words are sealed anew when a key is turned.
CREATE POLICY own_update ON casework_breakglass FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
CREATE POLICY own_update ON casework_breakglassreview FOR UPDATE TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
REVOKE UPDATE, DELETE ON casework_breakglass, casework_breakglassreview FROM rt_app;
GRANT UPDATE (words) ON casework_breakglass, casework_breakglassreview TO rt_app;
SELECT ledger_guard(t) FROM unnest('{casework_breakglass,casework_breakglassreview}'::regclass[]) t;
SELECT vault_stay('casework_breakglass', '{partnership_id,owner_id,person_id,holder_id,opened_by_id,created_at,ends_at,review_due_at}');
SELECT vault_stay('casework_breakglassreview', '{partnership_id,owner_id,break_glass_id,outcome}');

-- When it begins and ends is for the database's clock to say; two at once by one user wait for each other. There is no
-- renewal before the review, and nothing at all while one is overdue.
CREATE FUNCTION break_glass_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('break-glass ' || new.opened_by_id, 0));
  new.created_at := clock_timestamp();
  new.ends_at := new.created_at + interval '60 minutes';
  new.review_due_at := new.created_at + interval '72 hours';
  IF EXISTS (SELECT FROM casework_breakglass g
             WHERE g.opened_by_id = new.opened_by_id AND (g.person_id = new.person_id OR g.review_due_at <= new.created_at)
             AND NOT EXISTS (SELECT FROM casework_breakglassreview r WHERE r.break_glass_id = g.id)) THEN
    RAISE EXCEPTION 'a break-glass of this user waits for its review' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER break_glass_begins BEFORE INSERT ON casework_breakglass FOR EACH ROW EXECUTE FUNCTION break_glass_begins();
