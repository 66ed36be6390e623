-- Which standing shares rest on an earlier version of the agreement and are not carried by this one: an end of theirs is
-- no party to it any more, or no clause of it lets that category go that way for the purpose for which it was decided. It
-- looks at every party's shares, so it answers a party alone, in ids; each agency's own shares are stopped on its behalf.
CREATE FUNCTION shares_not_carried(by_version uuid) RETURNS TABLE (share_id uuid, owner_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET rt.maintenance = 'on' AS $$
  SELECT s.id, s.owner_id
  FROM multiagency_agreementversion v
  JOIN multiagency_agreementversion earlier ON earlier.agreement_id = v.agreement_id AND earlier.number < v.number
  JOIN casework_caseshare s ON s.terms_id = earlier.id
  WHERE v.id = by_version AND v.partnership_id = rt_partnership() AND s.suspended_at IS NULL AND s.ends_at > now()
    AND EXISTS (SELECT FROM multiagency_party p WHERE p.version_id = v.id AND p.agency_id = rt_agency())
    AND NOT EXISTS (
      SELECT FROM multiagency_sharingdecision d
      JOIN multiagency_party a ON a.version_id = v.id AND a.agency_id = s.owner_id
      JOIN multiagency_party b ON b.version_id = v.id AND b.agency_id = s.agency_id
      JOIN accounts_agency sender ON sender.id = a.agency_id
      JOIN accounts_agency receiver ON receiver.id = b.agency_id
      JOIN multiagency_clause c ON c.version_id = v.id AND c.effect = 'ALLOW' AND c.category = s.category
        AND c.purpose = d.purpose AND c.from_type = sender.type AND c.to_type = receiver.type
      WHERE d.id = s.decision_id)
$$;
REVOKE EXECUTE ON FUNCTION shares_not_carried(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shares_not_carried(uuid) TO rt_app;
