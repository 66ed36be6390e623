-- What another agency was asked is told to the agency that asked, and stays as said.
SELECT seen_by_owner('multiagency_informationask');
REVOKE UPDATE ON multiagency_informationask FROM rt_app;
GRANT UPDATE (words) ON multiagency_informationask TO rt_app;
