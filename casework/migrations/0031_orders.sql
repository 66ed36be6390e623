-- Orders and breaches are seen as their category is shared. What counts is superseded by a newer row; of an older one only
-- that it was is written, once, and its words are sealed anew when a key is turned.
SELECT seen_by_category('casework_order'), seen_by_category('casework_breach');
ALTER TABLE casework_order ADD CONSTRAINT order_of_role
  FOREIGN KEY (case_id, role) REFERENCES casework_case (id, role);
REVOKE UPDATE ON casework_order, casework_breach FROM rt_app;
GRANT UPDATE (entry, replaced_at) ON casework_order, casework_breach TO rt_app;
