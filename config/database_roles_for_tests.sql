-- For development and tests only, after database_roles.sql: the owner may make and empty test databases.
ALTER ROLE rt_owner CREATEDB;
GRANT pg_signal_backend TO rt_owner;
GRANT SET ON PARAMETER session_replication_role TO rt_owner;
