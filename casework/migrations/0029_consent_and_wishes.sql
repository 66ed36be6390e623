-- Consent and capacity are the case's own agency's alone; wishes and agreements are seen by whoever is shared their
-- category as well.
SELECT seen_by_owner(t) FROM unnest('{casework_consent,casework_capacityfinding}'::regclass[]) t;
SELECT seen_by_category(t) FROM unnest('{casework_wishes,casework_serviceagreement}'::regclass[]) t;

-- They are superseded, never edited: only what is sealed may change, by being sealed anew, and what became of a consent.
SELECT vault_stay('casework_consent', '{partnership_id,owner_id,case_id,wording,answered_on,expires_on,taken_by_id,finding_id,created_at}');
SELECT vault_stay('casework_capacityfinding', '{partnership_id,owner_id,case_id,assessed_on,holds_until,recorded_by_id,created_at}');
SELECT vault_stay('casework_wishes', '{partnership_id,owner_id,case_id,category,said_on,written_by_id,created_at}');
SELECT vault_stay('casework_serviceagreement', '{partnership_id,owner_id,case_id,category,answered_on,written_by_id,created_at}');
SELECT ledger_guard('casework_caseshare');

-- A finding and a share are of the same case as the consent.
ALTER TABLE casework_capacityfinding ADD CONSTRAINT capacityfinding_of_case UNIQUE (id, case_id);
ALTER TABLE casework_consent ADD CONSTRAINT consent_finding_of_case
  FOREIGN KEY (finding_id, case_id) REFERENCES casework_capacityfinding (id, case_id);
ALTER TABLE casework_caseshare ADD CONSTRAINT caseshare_consent_of_case
  FOREIGN KEY (consent_id, case_id) REFERENCES casework_consent (id, case_id);

-- Nothing is shared on consent that was taken back, or longer than it holds.
CREATE FUNCTION share_rests_on_consent() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework_consent c WHERE c.id = NEW.consent_id AND c.withdrawn_at IS NULL
                 AND NEW.ends_at <= (c.expires_on + 1)::timestamp AT TIME ZONE 'Europe/London') THEN
    RAISE EXCEPTION 'a share rests on consent that does not hold' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER share_rests_on_consent BEFORE INSERT OR UPDATE ON casework_caseshare FOR EACH ROW
  WHEN (NEW.consent_id IS NOT NULL AND NEW.suspended_at IS NULL) EXECUTE FUNCTION share_rests_on_consent();

-- Consent that was taken back stays so, and nothing goes on by it.
CREATE FUNCTION consent_stays_withdrawn() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'consent that was taken back is asked for again, not brought back' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM casework_caseshare s WHERE s.consent_id = NEW.id AND s.suspended_at IS NULL) THEN
    RAISE EXCEPTION 'consent is taken back while something is shared by it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consent_stays_withdrawn BEFORE UPDATE ON casework_consent FOR EACH ROW
  WHEN (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at) EXECUTE FUNCTION consent_stays_withdrawn();
REVOKE EXECUTE ON FUNCTION share_rests_on_consent(), consent_stays_withdrawn() FROM PUBLIC;
