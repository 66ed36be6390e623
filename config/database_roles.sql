-- Run once for each PostgreSQL server (15 or newer) by a superuser: the two logins, so that the application never owns what it reads.
DO $$ BEGIN
  IF to_regrole('rt_owner') IS NULL THEN CREATE ROLE rt_owner LOGIN NOSUPERUSER NOBYPASSRLS; END IF;
  IF to_regrole('rt_app')   IS NULL THEN CREATE ROLE rt_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE; END IF;
END $$;
GRANT SET ON PARAMETER "rt.maintenance" TO rt_owner;
-- The server's log never repeats a refused row or a failed statement of these logins: both may hold content.
ALTER ROLE rt_app SET log_error_verbosity = terse;
ALTER ROLE rt_app SET log_min_error_statement = panic;
ALTER ROLE rt_owner SET log_error_verbosity = terse;
ALTER ROLE rt_owner SET log_min_error_statement = panic;
