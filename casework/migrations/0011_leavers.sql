-- Cases given by name go in the transaction in which somebody leaves, moves to another agency, or ends work in a partnership,
-- whichever way that is written: the floor on which people are managed knows no cases. The open event names the rows.
CREATE FUNCTION leaver_loses_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET rt.maintenance = 'on' AS $$
BEGIN
  IF TG_TABLE_NAME = 'accounts_user' THEN
    DELETE FROM casework_caseuserpermission WHERE user_id = new.id;
  ELSE
    DELETE FROM casework_caseuserpermission g USING casework_case c
      WHERE c.id = g.content_object_id AND g.user_id = old.user_id AND c.partnership_id = old.partnership_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER leaver AFTER UPDATE ON accounts_user FOR EACH ROW
  WHEN (old.agency_id IS DISTINCT FROM new.agency_id OR (old.is_active AND NOT new.is_active))
  EXECUTE FUNCTION leaver_loses_cases();
CREATE TRIGGER leaver AFTER DELETE ON accounts_membership FOR EACH ROW EXECUTE FUNCTION leaver_loses_cases();
