"""The application's login cannot take a wall down, nor become more than it is."""

import pytest

from tests.security.raw import refused
from tests.security.tables import WALLED


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE {} CASCADE",
        "DROP TABLE {} CASCADE",
        "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} OWNER TO rt_app",
        "CREATE POLICY open ON {} USING (true)",
        "CREATE TRIGGER quiet BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        "CREATE RULE quiet AS ON DELETE TO {} DO INSTEAD NOTHING",
        "SET LOCAL row_security = off; SELECT count(*) FROM {}",
    ],
)
def test_no_wall_can_be_taken_down_by_the_application(db: None, statement: str) -> None:
    said = {table: refused("SET LOCAL lock_timeout = '2s'; " + statement.format(table)) for table in sorted(WALLED)}
    wanted = ("permission denied", "must be owner", "row-level security")
    assert {table: words for table, words in said.items() if not any(word in words for word in wanted)} == {}


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE rt_owner",
        "SET SESSION AUTHORIZATION rt_owner",
        "SET LOCAL session_replication_role = replica",
        "ALTER ROLE rt_app BYPASSRLS",
        "ALTER ROLE rt_app SUPERUSER",
        "ALTER ROLE rt_app SET \"rt.agency\" = '00000000-0000-0000-0000-000000000001'",
        "ALTER ROLE rt_app SET \"rt.maintenance\" = 'on'",
        "ALTER ROLE rt_app SET log_min_error_statement = error",
        "GRANT rt_owner TO rt_app",
        "CREATE ROLE helper LOGIN",
        "CREATE SCHEMA mine",
        "CREATE TABLE mine (id int)",
        "CREATE VIEW mine AS SELECT * FROM casework_case",
        "CREATE OR REPLACE FUNCTION rt_agency() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "ALTER FUNCTION rt_agency() RENAME TO old_agency",
        "CREATE EXTENSION dblink",
        "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION ledger_refuse()",
        "SELECT ledger_guard('casework_case')",
        "SELECT ledger_guard_casework_case()",
        "SELECT wall('casework_case')",
        "COPY casework_case TO PROGRAM 'cat'",
        "COPY casework_case TO '/tmp/case'",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT * FROM pg_authid",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> 'rt_app'",
    ],
)
def test_the_application_cannot_become_more_than_it_is(db: None, statement: str) -> None:
    said = refused(statement)
    assert any(
        words in said for words in ("permission denied", "must be", "cannot set", "can only be called as trigger")
    )
