"""The database itself keeps agencies and partnerships apart, whatever the application's login is made to ask.

Every table is found in the catalogue: one that nobody has classified fails, and so does a function that runs with the
owner's rights, a view, a policy for every command, and a right that the application does not need.
"""

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.agencies.services import bring_in_agency
from accounts.context import acting
from accounts.jobs.services import ask
from accounts.outbox import services as outbox
from casework.case_import.services import take_files
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.files.services import NewFile, add_file
from casework.importing.models import ImportProgress
from casework.importing.selectors import importer_for
from casework.notices import IMPORT_ENDED
from casework.records import Record
from casework.safe_contact.services import link_harm
from tests.access.protection import protected
from tests.access.world import in_conflict
from tests.accounts.jobs.errands import write
from tests.casework.case_import.old_system import EVERYTHING, PEOPLE, csv_files, workbook
from tests.casework.case_import.old_system import brought_in as moved_in
from tests.casework.files.samples import pdf
from tests.casework.importing.lists import ADA, brought_in, people_file
from tests.cast import actor, founder_of, make_partnership, make_user
from tests.security.filling import FILL
from tests.security.raw import pretend, sql
from tests.security.story import tell
from tests.security.tables import (
    CASE_DATA,
    DEFINERS,
    IDS_ALONE,
    KEYS,
    LEDGER,
    NO_POLICY,
    OF_THE_PARTNERSHIP,
    STAFF_ONLY,
    VIEWS,
    WALLED,
)
from tests.town import Town, broken, opened_case, reviewed
from vault.fields import sealed_fields
from vault.ids import uuid7

TABLES = """
    SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class
    WHERE relkind IN ('r', 'p', 'f') AND relnamespace = 'public'::regnamespace"""
# They change nothing: the first answers in words and ids, the second yes or no of a merge of one's own agency, the
# third with ids of agencies under the event of a check.
CALLABLE = {
    "gates_disagree", "merge_contradicted", "known_to", "received_of_the_tied", "recipient_ties", "references_shared",
    "package_behind", "referrals_open_by_team", "flows_counted", "shares_not_carried", "shares_undecided",
}  # fmt: skip
MANY = tuple(name for name in DEFINERS if name.endswith("_"))


def counts(tables: set[str]) -> dict[str, int]:
    """How many rows of each table are seen now."""
    return {table: int(sql(f"SELECT count(*) FROM {table}")[0][0]) for table in sorted(tables)}


def nothing(tables: set[str]) -> dict[str, int]:
    return dict.fromkeys(sorted(tables), 0)


@pytest.fixture
def case(town: Town) -> Case:
    """A town in which every walled table has rows."""
    told = tell(town)
    who, partner = actor(town.caseworker), actor(town.partner)
    file = brought_in(who, people_file(ADA))
    with acting(who):
        add_file(actor=who, case=told.offender, new=NewFile("a.pdf", pdf(), Category.INTERVENTION_RECORD))
        ImportProgress.objects.create(file=file, started_at=timezone.now(), beat_at=timezone.now())
        ask(write, actor=who, subject=told.offender.pk)
        outbox.tell(actor=who, user=town.caseworker, notice=IMPORT_ENDED)
    with acting(partner):
        open_case(partner, told.offender.reference)
    in_conflict(town.auditor, town.colleague, told.offender)
    protected(town.caseworker, town.caseworker, told.victim)
    linker = actor(town.caseworker)
    with acting(linker):
        link_harm(actor=linker, case=told.victim, offender=opened_case(town.caseworker))
    reviewed(town.auditor, broken(make_user(town.partnership, town.police), told.offender))
    moved_in(town, csv_files({"People": PEOPLE}))
    with acting(importer_for(town.police.code, None)):
        take_files(actor=importer_for(town.police.code, None), source="later", files=workbook(EVERYTHING))
    for fill in FILL:
        fill(town, told)
    pretend()
    return told.offender


def test_every_table_is_walled_or_about_staff_alone(owner_connection: psycopg.Connection) -> None:
    found: dict[str, bool] = dict(owner_connection.execute(TABLES).fetchall())
    assert set(found) == WALLED | set(STAFF_ONLY)
    assert {table for table, forced in found.items() if forced} == WALLED


def test_every_model_of_case_data_and_every_sealed_column_is_behind_the_walls() -> None:
    ours = [model for model in apps.get_models() if model._meta.managed]
    sealed = {model._meta.db_table for model in ours if sealed_fields(model) or issubclass(model, Record)}
    of_cases = {model._meta.db_table for model in ours if model._meta.app_label in {"casework", "multiagency"}}
    assert sealed | of_cases
    assert sealed | of_cases <= CASE_DATA


def test_with_its_own_context_an_agency_sees_rows_of_every_table(town: Town, case: Case) -> None:
    with acting(actor(town.caseworker)):
        assert [table for table, seen in counts(WALLED).items() if not seen] == []


def test_t35_without_a_context_there_are_no_rows(town: Town, case: Case) -> None:
    assert counts(WALLED) == nothing(WALLED)
    pretend(partnership=town.partnership.pk)
    assert counts(WALLED - OF_THE_PARTNERSHIP) == nothing(WALLED - OF_THE_PARTNERSHIP)
    pretend(agency=town.police.pk)
    assert counts(WALLED - IDS_ALONE) == nothing(WALLED - IDS_ALONE)


def test_an_agency_that_is_told_nothing_sees_no_rows(town: Town, case: Case) -> None:
    pretend(town.charity.pk, town.partnership.pk)
    assert counts((CASE_DATA | KEYS) - OF_THE_PARTNERSHIP) == nothing((CASE_DATA | KEYS) - OF_THE_PARTNERSHIP)
    about_others = sql("SELECT count(*) FROM ledger_event WHERE %s NOT IN (agency_id, owner_id)", str(town.charity.pk))
    assert about_others == [(0,)]
    assert sql("SELECT count(*) FROM ledger_eventrow WHERE row_id = %s", str(case.pk)) == [(0,)]


def test_an_agency_that_is_told_one_category_sees_that_and_no_more(town: Town, case: Case) -> None:
    pretend(town.probation.pk, town.partnership.pk)
    seen = counts(CASE_DATA)
    assert seen == nothing(CASE_DATA) | {
        "auditlog_logentry": 1,  # of the case it may see
        "casework_case": 1,
        "casework_caseshare": 1,
        "casework_caseteampermission": 2,
        "casework_caseuserpermission": 2,
        "casework_handlingmark": 2,  # of the case, and of the name, which it is told
        "casework_namecodes": 1,
        "casework_person": 1,
        "casework_personidentifier": 1,
        "casework_personindex": seen["casework_personindex"],
        "casework_questionset": 1,  # of the whole partnership, as all that follows
        "multiagency_reliance": 1,
        "multiagency_dryrun": 1,
        "multiagency_routingrule": 1,
        "multiagency_ruleset": 1,
        "multiagency_teamcapacity": 1,
        "multiagency_liaisonofficer": 1,
        "multiagency_agreement": 1,
        "multiagency_agreementversion": 1,
        "multiagency_clause": 1,
        "multiagency_party": 2,
        "multiagency_signatory": 2,
        "multiagency_signature": 2,
        "multiagency_suspension": 1,
        "multiagency_withdrawal": 1,
        "multiagency_discloseditem": 1,  # what was sent to it
        "multiagency_disclosure": 1,
        "multiagency_opening": 1,  # and what came of that
        "multiagency_recall": 1,
        "multiagency_acknowledged": 1,
    }


def test_t35_in_another_partnership_there_are_no_rows_not_even_ones_own(town: Town, case: Case) -> None:
    elsewhere = make_partnership("Easthaven Community Safety Partnership")
    founder = founder_of(elsewhere)
    with acting(founder):
        bring_in_agency(actor=founder, agency=town.police)
    pretend(town.police.pk, elsewhere.pk)
    seen = counts(WALLED - LEDGER)
    assert seen == {**nothing(WALLED - LEDGER), "vault_agencykey": 1}  # the one just made
    assert sql("SELECT count(*) FROM ledger_event WHERE act LIKE 'case%%'") == [(0,)]
    pretend(town.police.pk, elsewhere.pk, oversight="on")
    assert sql("SELECT count(*) FROM ledger_event WHERE act LIKE 'case%%'") == [(0,)]
    assert sql("SELECT count(*) FROM ledger_eventrow WHERE row_id = %s", str(case.pk)) == [(0,)]


def test_t35_a_made_up_agency_sees_no_rows(town: Town, case: Case) -> None:
    members = "{" + f"{town.caseworker.pk},{town.police.pk}" + "}"
    pretend(uuid7(), town.partnership.pk, principals=members, maintenance="on")
    assert counts(WALLED - OF_THE_PARTNERSHIP) == nothing(WALLED - OF_THE_PARTNERSHIP)
    pretend(uuid7(), uuid7(), principals=members, maintenance="on", oversight="on")
    assert counts(WALLED) == nothing(WALLED)


def test_what_the_planner_knows_of_a_walled_table_is_not_shown(town: Town, case: Case) -> None:
    walled = sorted(WALLED)
    assert sql("SELECT count(*) FROM pg_stats WHERE tablename = ANY(%s)", walled) == [(0,)]


def test_a_cheap_function_is_not_shown_the_rows_that_the_wall_hides(town: Town, case: Case) -> None:
    """The planner would run it before the policy, were it allowed to."""
    sql("CREATE TEMP TABLE peeped (reference text)")
    sql(
        "CREATE FUNCTION pg_temp.peep(reference text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
        " $$ BEGIN INSERT INTO peeped VALUES (reference); RETURN true; END $$"
    )
    pretend(town.charity.pk, town.partnership.pk)
    sql("SELECT * FROM casework_case WHERE pg_temp.peep(reference)")
    assert sql("SELECT count(*) FROM peeped") == [(0,)]
    pretend(town.police.pk, town.partnership.pk)
    sql("SELECT * FROM casework_case WHERE pg_temp.peep(reference)")
    assert sql("SELECT count(*) FROM peeped") == [(4,)]


def test_reading_a_whole_table_out_gives_what_the_wall_lets_through(town: Town, case: Case) -> None:
    def copied() -> int:
        with connection.cursor() as cursor, cursor.copy("COPY casework_case (reference) TO STDOUT") as copy:
            return len(list(copy.rows()))

    pretend(town.charity.pk, town.partnership.pk)
    assert copied() == 0
    pretend(town.police.pk, town.partnership.pk)
    assert copied() == 4


def test_every_policy_is_for_one_command_and_every_command_has_one_or_a_reason(
    owner_connection: psycopg.Connection,
) -> None:
    found = owner_connection.execute(
        "SELECT tablename, cmd, roles::text[], permissive FROM pg_policies WHERE schemaname = 'public'"
    ).fetchall()
    of_the_application = [(table, command) for table, command, roles, _ in found if roles != ["rt_owner"]]
    commands = [(table, command) for table in WALLED for command in ("SELECT", "INSERT", "UPDATE", "DELETE")]
    assert sorted(of_the_application) == sorted(set(commands) - set(NO_POLICY))
    assert {tuple(roles) for _, _, roles, _ in found} == {("rt_app",), ("rt_owner",)}
    assert {permissive for *_, permissive in found} == {"PERMISSIVE"}
    assert all(NO_POLICY.values())


def test_t37_what_runs_with_the_owners_rights_is_named_with_its_reason(owner_connection: psycopg.Connection) -> None:
    found = owner_connection.execute(
        "SELECT proname, prorettype::regtype::text, proconfig FROM pg_proc WHERE prosecdef"
        " AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
    ).fetchall()
    assert found
    unknown = [name for name, *_ in found if name not in DEFINERS and not name.startswith(MANY)]
    assert unknown == []
    assert all(DEFINERS.values())
    called = {name for name, kind, _ in found if kind != "trigger"}
    assert called == CALLABLE, "a function that can be called by itself"
    assert {settings[0] for *_, settings in found} == {"search_path=public, pg_temp"}
    others = {setting for *_, settings in found for setting in settings[1:]}
    assert others <= {"rt.maintenance=on", "enable_nestloop=off"}


def test_t37_no_view_looks_past_the_walls(owner_connection: psycopg.Connection) -> None:
    """A view runs with its owner's rights unless it says otherwise; one that is needed is named, with why."""
    views = owner_connection.execute(
        "SELECT relname, 'security_invoker=true' = ANY (reloptions) FROM pg_class"
        " WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    rules = owner_connection.execute(
        "SELECT rulename FROM pg_rules WHERE schemaname = 'public' AND rulename <> '_RETURN'"
    ).fetchall()
    assert (dict(views), rules) == (dict.fromkeys(VIEWS, True), [])
    assert all(VIEWS.values())


def test_the_applications_login_has_no_right_that_it_does_not_need(owner_connection: psycopg.Connection) -> None:
    ask = owner_connection.execute
    granted = ask(
        "SELECT DISTINCT privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee IN ('rt_app', 'PUBLIC') AND table_schema = 'public' ORDER BY 1"
    ).fetchall()
    assert [right for (right,) in granted] == ["DELETE", "INSERT", "SELECT", "UPDATE"]
    may = ask(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
        " WHERE rolname = 'rt_app'"
    ).fetchone()
    assert may == (False,) * 5
    member = ask("SELECT count(*) FROM pg_auth_members WHERE member = 'rt_app'::regrole").fetchone()
    assert member == (0,)
