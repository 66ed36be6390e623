-- Codes of names are seen with the category that they come from: another agency finds somebody by another name only
-- where other names are shared with it.
SELECT wall('casework_namecodes');
SELECT wall_writes('casework_namecodes');
SELECT ledger_require('casework_namecodes');
ALTER TABLE casework_namecodes ADD CONSTRAINT namecodes_of_owner
  FOREIGN KEY (person_id, owner_id, partnership_id) REFERENCES casework_person (id, owner_id, partnership_id);
CREATE POLICY seen ON casework_namecodes FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership())
  AND (owner_id = (SELECT rt_agency())
       OR EXISTS (SELECT FROM casework_caseshare s WHERE s.person_id = casework_namecodes.person_id
                  AND s.agency_id = (SELECT rt_agency()) AND s.category = casework_namecodes.category
                  AND s.suspended_at IS NULL AND s.ends_at > now())));

-- Codes are spread evenly enough: to plan by the commonest of them takes longer than to look them up.
DO $$
DECLARE code text;
BEGIN
  FOREACH code IN ARRAY '{start_start,start_end,end_start,end_end,sounds,sound,initial,year,birth}'::text[] LOOP
    EXECUTE format('ALTER TABLE casework_namecodes ALTER COLUMN %I SET STATISTICS 10', code);
  END LOOP;
END $$;
