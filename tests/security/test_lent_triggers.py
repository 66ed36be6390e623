"""Nothing of the owner's is lent to tables that the application's login makes for itself, nor takes them for ours."""

import pytest

from accounts.context import acting
from audit.ledger.events import event, record
from casework.acts import CASE_CHANGED
from casework.cases.models import CaseUserPermission
from tests.cast import actor
from tests.security.raw import refused, sql
from tests.town import Town, broken, opened_case
from vault.ids import uuid7

pytestmark = pytest.mark.django_db

LENT = """
    SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
    AND prorettype = 'trigger'::regtype AND has_function_privilege('rt_app', oid, 'EXECUTE')"""
LEAVER = "CREATE TRIGGER t AFTER INSERT ON pg_temp.accounts_user FOR EACH ROW EXECUTE FUNCTION leaver_loses_cases()"
FORGER = (
    "CREATE TRIGGER t AFTER INSERT ON pg_temp.casework_case REFERENCING NEW TABLE AS new_rows"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_casework_case()"
)


def test_t37_a_temporary_table_with_the_name_of_ours_takes_nobodys_cases(town: Town) -> None:
    case = opened_case(town.caseworker)
    thief = actor(town.partner)
    with acting(thief), event(CASE_CHANGED, by=thief):
        sql("CREATE TEMP TABLE accounts_user (id uuid)")
        assert "permission denied" in refused(LEAVER)
        sql("DROP TABLE pg_temp.accounts_user")
    with acting(actor(town.caseworker)):
        assert CaseUserPermission.objects.filter(content_object=case, user=town.caseworker).exists()


def test_t37_a_temporary_table_with_the_name_of_ours_makes_no_history(town: Town) -> None:
    forger = actor(town.caseworker)
    with acting(forger), event(CASE_CHANGED, by=forger):
        sql("CREATE TEMP TABLE casework_case (id uuid)")
        assert "permission denied" in refused(FORGER)
        sql("DROP TABLE pg_temp.casework_case")


def test_t37_the_application_may_hang_no_trigger_that_runs_with_the_owners_rights() -> None:
    assert sql(LENT) == []


def test_t37_a_temporary_ledger_does_not_say_which_event_is_open(town: Town) -> None:
    """Else rows that nobody was shown could be written under another agency's event."""
    other = actor(town.partner)
    with acting(other):
        theirs = record(CASE_CHANGED, by=other)
    forger = actor(town.caseworker)
    with acting(forger):
        sql("CREATE TEMP TABLE ledger_event AS SELECT * FROM ledger_event WITH NO DATA")
        sql(
            "INSERT INTO pg_temp.ledger_event (id, kind, agency_id, xid)"
            " VALUES (%s, 'CONSULTATION', %s, pg_current_xact_id())", theirs, str(town.police.pk),
        )  # fmt: skip
        shown = "INSERT INTO ledger_eventrow (event_id, \"table\", op, row_id) VALUES (%s, 'casework_case', 'S', %s)"
        assert "row-level security" in refused(shown, theirs, str(uuid7()))
        sql("DROP TABLE pg_temp.ledger_event")


def test_t40_a_temporary_table_does_not_say_that_nothing_waits_for_its_review(town: Town) -> None:
    opened = broken(town.colleague, opened_case(town.caseworker))
    breaker = actor(town.colleague)
    with acting(breaker), event(CASE_CHANGED, by=breaker):
        sql("CREATE TEMP TABLE casework_breakglass AS SELECT * FROM casework_breakglass WITH NO DATA")
        again = (
            "INSERT INTO public.casework_breakglass"
            " SELECT (jsonb_populate_record(t, jsonb_build_object('id', %s::text))).*"
            " FROM public.casework_breakglass t WHERE t.id = %s"
        )
        assert "waits for its review" in refused(again, str(uuid7()), opened.pk)
        sql("DROP TABLE pg_temp.casework_breakglass")
