-- Rules belong to the partnership: everybody there is routed by them and reads them; panel coordinators, who alone have
-- their agency among their principals, change them while they are a draft (ADR 0033).
CREATE FUNCTION routing_walls(t regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here text := 'partnership_id = (SELECT rt_partnership())';
  ours text := '(' || here || ' AND (SELECT rt_agency()) = ANY ((SELECT rt_principals())::uuid[]))';
BEGIN
  PERFORM wall(t), ledger_guard(t);
  EXECUTE format('CREATE POLICY seen ON %s FOR SELECT TO rt_app USING (%s)', t, here);
  EXECUTE format('CREATE POLICY own_insert ON %s FOR INSERT TO rt_app WITH CHECK (%s)', t, ours);
  EXECUTE format('CREATE POLICY own_update ON %s FOR UPDATE TO rt_app USING (%s) WITH CHECK (%s)', t, ours, ours);
  EXECUTE format('CREATE POLICY own_delete ON %s FOR DELETE TO rt_app USING (%s)', t, ours);
END $$;
REVOKE EXECUTE ON FUNCTION routing_walls(regclass) FROM PUBLIC;
SELECT routing_walls(t) FROM unnest('{multiagency_ruleset,multiagency_routingrule,multiagency_dryrun}'::regclass[]) t;

-- A row of a version is of the version's partnership.
ALTER TABLE multiagency_ruleset ADD CONSTRAINT ruleset_of_partnership UNIQUE (id, partnership_id);
ALTER TABLE multiagency_routingrule ADD FOREIGN KEY (rule_set_id, partnership_id) REFERENCES multiagency_ruleset (id, partnership_id);
ALTER TABLE multiagency_dryrun ADD FOREIGN KEY (rule_set_id, partnership_id) REFERENCES multiagency_ruleset (id, partnership_id);
ALTER TABLE multiagency_dryrun ADD FOREIGN KEY (against_id, partnership_id) REFERENCES multiagency_ruleset (id, partnership_id);

-- A published version stays. A draft counts every change of it, so that a dry-run of what it was before says nothing of
-- what it is; and it is published only after a dry-run of exactly what it is, against the version that it replaces.
CREATE FUNCTION ruleset_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'routing rules begin as a draft' USING ERRCODE = 'RT010';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'published routing rules stay as they are' USING ERRCODE = 'RT011';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF (NEW.fallback_agency_id, NEW.fallback_team_id, NEW.fallback_panel)
     IS DISTINCT FROM (OLD.fallback_agency_id, OLD.fallback_team_id, OLD.fallback_panel) THEN
    NEW.edition := OLD.edition + 1;
  END IF;
  IF NEW.published_at IS NOT NULL THEN
    SELECT id, in_force_from INTO last FROM multiagency_ruleset
      WHERE partnership_id = NEW.partnership_id AND published_at IS NOT NULL ORDER BY in_force_from DESC LIMIT 1;
    IF NOT EXISTS (SELECT FROM multiagency_dryrun d WHERE d.rule_set_id = NEW.id AND d.edition = NEW.edition
                   AND d.against_id IS NOT DISTINCT FROM last.id) THEN
      RAISE EXCEPTION 'no dry-run of exactly these routing rules' USING ERRCODE = 'RT012';
    END IF;
    IF NEW.published_at < now() OR NEW.in_force_from <= last.in_force_from THEN
      RAISE EXCEPTION 'routing rules begin after those that they replace, and never in the past' USING ERRCODE = 'RT013';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ruleset_moves BEFORE INSERT OR UPDATE OR DELETE ON multiagency_ruleset
  FOR EACH ROW EXECUTE FUNCTION ruleset_moves();
SELECT vault_stay('multiagency_ruleset', '{id,partnership_id,number,started_by_id,created_at}');

CREATE FUNCTION routingrule_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.rule_set_id ELSE NEW.rule_set_id END;
BEGIN
  UPDATE multiagency_ruleset SET edition = edition + 1 WHERE id = of;  -- refused there once it is published
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER routingrule_of_draft BEFORE INSERT OR UPDATE OR DELETE ON multiagency_routingrule
  FOR EACH ROW EXECUTE FUNCTION routingrule_of_draft();
SELECT vault_stay('multiagency_routingrule', '{id,partnership_id,rule_set_id,code,created_at}');

-- A dry-run says of which draft it was, and stays as it came out; it goes only with its draft.
CREATE FUNCTION dryrun_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM multiagency_ruleset r WHERE r.id = NEW.rule_set_id
                                      AND r.edition = NEW.edition AND r.published_at IS NULL FOR UPDATE) THEN
    RAISE EXCEPTION 'a dry-run of other routing rules than the draft has now' USING ERRCODE = 'RT014';
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM multiagency_ruleset r WHERE r.id = OLD.rule_set_id AND r.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a dry-run of published routing rules stays' USING ERRCODE = 'RT011';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER dryrun_of_draft BEFORE INSERT OR DELETE ON multiagency_dryrun FOR EACH ROW EXECUTE FUNCTION dryrun_of_draft();
DROP POLICY own_update ON multiagency_dryrun;
REVOKE UPDATE ON multiagency_dryrun FROM rt_app;

-- A decision is written once by the agency that sends, and seen by it, by the agency it names, and by the coordinators,
-- who try drafts on it. It holds codes about nobody by name; still, nobody else needs it.
SELECT wall('multiagency_routingdecision'), ledger_guard('multiagency_routingdecision');
CREATE POLICY seen ON multiagency_routingdecision FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND ((SELECT rt_agency()) IN (owner_id, agency_id) OR (SELECT rt_agency()) = ANY ((SELECT rt_principals())::uuid[])));
CREATE POLICY own_insert ON multiagency_routingdecision FOR INSERT TO rt_app
  WITH CHECK (partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
REVOKE UPDATE, DELETE ON multiagency_routingdecision FROM rt_app;
ALTER TABLE multiagency_routingdecision ADD FOREIGN KEY (rule_set_id, partnership_id) REFERENCES multiagency_ruleset (id, partnership_id);

-- What a team can take is for its agency to say, and for the whole partnership to route by.
SELECT wall('multiagency_teamcapacity'), ledger_guard('multiagency_teamcapacity');
CREATE POLICY seen ON multiagency_teamcapacity FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()));
CREATE POLICY own_insert ON multiagency_teamcapacity FOR INSERT TO rt_app
  WITH CHECK (partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
REVOKE UPDATE, DELETE ON multiagency_teamcapacity FROM rt_app;
