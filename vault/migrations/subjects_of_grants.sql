-- A grant's key is bound to its subject; the agency that it is for may not see the owner's data key, which names it.
SELECT set_config('rt.maintenance', 'on', true);
UPDATE vault_keygrant g SET subject_id = k.subject_id FROM vault_datakey k WHERE k.id = g.key_id;
SELECT set_config('rt.maintenance', '', true);
SET CONSTRAINTS ALL IMMEDIATE;

SELECT vault_stay('vault_keygrant', '{key_id,agency_id,category,partnership_id,owner_id,subject_id,ends_at}');
