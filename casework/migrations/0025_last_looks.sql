SELECT wall('casework_lastlook'), wall_writes('casework_lastlook');
CREATE POLICY seen ON casework_lastlook FOR SELECT TO rt_app USING (
  partnership_id = (SELECT rt_partnership()) AND owner_id = (SELECT rt_agency()));
-- Looks of other agencies go with the case too, which the agency that removes it does not see.
ALTER TABLE casework_lastlook ADD CONSTRAINT lastlook_of_case
  FOREIGN KEY (case_id) REFERENCES casework_case (id) ON DELETE CASCADE;
