-- Agreements are about nobody in a case: every agency of the partnership reads them, and each writes its own rows.
CREATE FUNCTION seen_in_partnership(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wall(t), wall_writes(t), ledger_guard(t);
  EXECUTE format('CREATE POLICY seen ON %s FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()))', t);
END $$;
-- Rows that are written once: the application has no way to change them, and nobody else is let.
CREATE FUNCTION never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is written once and never changed', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION written_once(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM rt_app', t);
  EXECUTE format('DROP POLICY own_update ON %1$s; DROP POLICY own_delete ON %1$s', t);
  EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON %s'
                 ' FOR EACH ROW EXECUTE FUNCTION never_changes()', t);
END $$;
REVOKE EXECUTE ON FUNCTION seen_in_partnership(regclass), written_once(regclass) FROM PUBLIC;

SELECT seen_in_partnership(t) FROM unnest('{multiagency_agreement,multiagency_agreementversion,multiagency_party,
  multiagency_clause,multiagency_signatory,multiagency_signature,multiagency_suspension,multiagency_withdrawal}'::regclass[]) t;
SELECT written_once('multiagency_signature'), written_once('multiagency_withdrawal');

-- What belongs together is of one partnership, and a version with what it says of one owner.
ALTER TABLE multiagency_agreement ADD UNIQUE (id, partnership_id), ADD UNIQUE (id, owner_id, partnership_id);
ALTER TABLE multiagency_agreementversion ADD FOREIGN KEY (agreement_id, owner_id, partnership_id)
  REFERENCES multiagency_agreement (id, owner_id, partnership_id);
ALTER TABLE multiagency_party ADD FOREIGN KEY (version_id, owner_id, partnership_id)
  REFERENCES multiagency_agreementversion (id, owner_id, partnership_id);
ALTER TABLE multiagency_clause ADD FOREIGN KEY (version_id, owner_id, partnership_id)
  REFERENCES multiagency_agreementversion (id, owner_id, partnership_id);
ALTER TABLE multiagency_signature ADD FOREIGN KEY (version_id, partnership_id)
  REFERENCES multiagency_agreementversion (id, partnership_id);
ALTER TABLE multiagency_signature ADD FOREIGN KEY (authority_id, owner_id, signed_by_id)
  REFERENCES multiagency_signatory (id, owner_id, user_id);
ALTER TABLE multiagency_withdrawal ADD FOREIGN KEY (version_id, partnership_id)
  REFERENCES multiagency_agreementversion (id, partnership_id);
ALTER TABLE multiagency_suspension ADD FOREIGN KEY (agreement_id, partnership_id)
  REFERENCES multiagency_agreement (id, partnership_id);

-- The serious violence duty covers no patient information, and nothing from a health or social care authority (P4).
ALTER TABLE multiagency_clause ADD CONSTRAINT clause_serious_violence_duty CHECK (
  NOT 'PCSC_16' = ANY (gateways) OR NOT (category IN ('HEALTH_PHYSICAL', 'HEALTH_MENTAL', 'SUBSTANCE_TREATMENT', 'COUNSELLING')
    OR from_type IN ('CSC', 'ASC', 'NHS_MH', 'NHS_ACUTE', 'GP_ICB', 'SUBSTANCE')));

-- Once somebody has signed a version, neither it nor what hangs on it changes. Signing and editing wait for each other at
-- a lock of the version's own, for the signatory's agency may not lock the owner's row.
CREATE FUNCTION agreement_hold(version uuid) RETURNS void LANGUAGE sql AS
  $$ SELECT pg_advisory_xact_lock(hashtextextended('agreement version ' || version, 0)) $$;
CREATE FUNCTION agreement_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version uuid := to_jsonb(coalesce(new, old)) ->> TG_ARGV[0];
BEGIN
  PERFORM agreement_hold(version);
  IF EXISTS (SELECT FROM multiagency_signature s WHERE s.version_id = version) THEN
    RAISE EXCEPTION 'a version of an agreement that somebody signed was to change'
      USING ERRCODE = 'integrity_constraint_violation', HINT = 'Make a new version from it.';
  END IF;
  RETURN coalesce(new, old);
END $$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON multiagency_agreementversion
  FOR EACH ROW EXECUTE FUNCTION agreement_signed_stays('id');
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON multiagency_party
  FOR EACH ROW EXECUTE FUNCTION agreement_signed_stays('version_id');
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON multiagency_clause
  FOR EACH ROW EXECUTE FUNCTION agreement_signed_stays('version_id');
-- A party signs what was put forward, as it reads now, by an authority that covers the moment.
CREATE FUNCTION agreement_may_be_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM agreement_hold(new.version_id);
  IF NOT EXISTS (
    SELECT FROM multiagency_agreementversion v JOIN multiagency_party p ON p.version_id = v.id
    WHERE v.id = new.version_id AND v.offered_at IS NOT NULL AND v.edition = new.edition AND p.agency_id = new.owner_id
  ) THEN
    RAISE EXCEPTION 'a signature under something else than was put forward to that party'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER may_be_signed BEFORE INSERT ON multiagency_signature
  FOR EACH ROW EXECUTE FUNCTION agreement_may_be_signed();

-- Columns that stay for life, and what may change besides.
SELECT vault_stay('multiagency_agreement', '{id,partnership_id,owner_id,reference,made_at}'),
  vault_stay('multiagency_agreementversion', '{id,partnership_id,owner_id,agreement_id,number,made_at}'),
  vault_stay('multiagency_party', '{id,partnership_id,owner_id,version_id,agency_id}'),
  vault_stay('multiagency_clause', '{id,partnership_id,owner_id,version_id}'),
  vault_stay('multiagency_signatory', '{id,partnership_id,owner_id,user_id,post,from_on,until_on,named_by_id,made_at}'),
  vault_stay('multiagency_suspension', '{id,partnership_id,owner_id,agreement_id,words,made_by_id,made_at}');
-- An authority is ended, and a suspension lifted, once.
CREATE FUNCTION ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % has ended already', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ends_once BEFORE UPDATE ON multiagency_signatory FOR EACH ROW
  WHEN (old.ended_at IS NOT NULL) EXECUTE FUNCTION ends_once();
CREATE TRIGGER ends_once BEFORE UPDATE ON multiagency_suspension FOR EACH ROW
  WHEN (old.lifted_at IS NOT NULL) EXECUTE FUNCTION ends_once();
REVOKE DELETE ON multiagency_agreement, multiagency_signatory, multiagency_suspension FROM rt_app;
DROP POLICY own_delete ON multiagency_agreement;
DROP POLICY own_delete ON multiagency_signatory;
DROP POLICY own_delete ON multiagency_suspension;
