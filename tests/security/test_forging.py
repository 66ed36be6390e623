"""Rows that one agency would forge, and what it could find out by trying to: with the application's own login."""

import pytest
from django.db import IntegrityError, transaction

from accounts.context import acting
from audit.ledger.events import event, shown
from casework.acts import CASE_CHANGED, CASE_MEMBER_ADDED, CASE_SHARED
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.finding.selectors import find_people
from casework.people.details import PersonDetails
from casework.people.services import add_person
from tests.cast import actor
from tests.security.raw import COPIED, changed, refused, sql
from tests.security.story import DETAILS, tell
from tests.town import Town, logged, opened_case

VIEW_CASE = """
    SELECT p.id FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
    WHERE p.codename = 'view_case' AND t.model = 'case'"""
# guardian's other way of granting, in a table that nothing walls because nothing reads it
GENERIC = """
    INSERT INTO guardian_userobjectpermission (object_pk, content_type_id, permission_id, user_id)
    SELECT %s, content_type_id, id, %s FROM auth_permission WHERE id = %s"""


@pytest.fixture
def case(town: Town) -> Case:
    """A case of the police's, of which probation is told who it is about."""
    return tell(town).offender


def test_a_taken_reference_tells_nothing_but_that_it_is_taken(town: Town, case: Case) -> None:
    """References are unique in a partnership, random, and chosen by nobody: no form and no service takes one."""
    mine = opened_case(town.stranger)
    who = actor(town.stranger)
    with acting(who), event(CASE_CHANGED, by=who):
        said = refused(COPIED.format("casework_case"), changed(reference=case.reference), mine.pk)
        assert "case_reference" in said
        assert case.reference not in said
        assert str(town.police.pk) not in said
        assert "bound" in refused("UPDATE casework_case SET reference = %s WHERE id = %s", case.reference, mine.pk)


def test_what_one_agency_knows_does_not_stand_in_anothers_way(town: Town, case: Case) -> None:
    """The same person may be added again, and nothing in the answer says who else has them."""
    who = actor(town.stranger)
    with acting(who):
        person = add_person(actor=who, details=DETAILS)
        assert [candidate.person.pk for candidate in find_people(who, DETAILS).candidates] == [person.pk]


def test_nobody_makes_another_agencys_person_findable_by_a_name_of_their_choice(town: Town, case: Case) -> None:
    who = actor(town.stranger)
    with acting(who), event(CASE_CHANGED, by=who):
        person = add_person(actor=who, details=DETAILS)
        move = "UPDATE casework_namecodes SET person_id = %s WHERE person_id = %s"
        assert "namecodes_of_owner" in refused(f"{move}; SET CONSTRAINTS ALL IMMEDIATE", case.person_id, person.pk)


@pytest.mark.parametrize("table", ["casework_intervention", "casework_personidentifier", "casework_personindex"])
def test_nobody_hangs_a_row_of_their_own_on_another_agencys_record(town: Town, case: Case, table: str) -> None:
    """The owner would not see it, and could neither delete the record nor say why."""
    who = actor(town.stranger)
    with acting(who):
        person = add_person(actor=who, details=PersonDetails("Ann", "Other", identifiers=DETAILS.identifiers))
    mine = opened_case(town.stranger, person)
    logged(town.stranger, mine, "Mine")
    theirs = {"case_id": case.pk} if table == "casework_intervention" else {"person_id": case.person_id}
    with acting(who), event(CASE_CHANGED, by=who):
        (pk,) = sql(f"SELECT id FROM {table} LIMIT 1")[0]
        sql(COPIED.format(table), changed(token=r"\x00"), pk)  # a column that only the index has
        with pytest.raises(IntegrityError, match="of_owner"), transaction.atomic():
            sql(COPIED.format(table), changed(**theirs, token=r"\x01"), pk)


def test_t35_nobody_gives_themselves_another_agencys_case(town: Town, case: Case) -> None:
    who = actor(town.stranger)
    with acting(who), event(CASE_MEMBER_ADDED, by=who):
        (may,) = sql(VIEW_CASE)[0]
        by_name = (
            "INSERT INTO casework_caseuserpermission (content_object_id, user_id, permission_id) VALUES (%s, %s, %s)"
        )
        by_team = by_name.replace("caseuser", "caseteam").replace("user_id", "group_id")
        assert "row-level security" in refused(by_name, case.pk, town.stranger.pk, may)
        assert "row-level security" in refused(by_name, case.pk, town.caseworker.pk, may)
        assert "row-level security" in refused(by_team, case.pk, town.team.pk, may)
        mine = opened_case(town.stranger)
        assert "row-level security" in refused(by_name, mine.pk, town.caseworker.pk, may)
        sql(GENERIC, case.pk, town.stranger.pk, may)
        assert not visible_cases(who).filter(pk=case.pk).exists()


def test_nobody_shares_another_agencys_case_with_themselves(town: Town, case: Case) -> None:
    with acting(actor(town.partner)):
        (share,) = sql("SELECT id FROM casework_caseshare")[0]
    who = actor(town.partner)
    with acting(who), event(CASE_SHARED, by=who):
        more = changed(category="INTERVENTION_RECORD")
        assert "row-level security" in refused(COPIED.format("casework_caseshare"), more, share)
        own = changed(category="INTERVENTION_RECORD", owner_id=town.probation.pk, agency_id=town.charity.pk)
        assert "foreign key" in refused(COPIED.format("casework_caseshare"), own, share)
        sql("UPDATE casework_caseshare SET ends_at = 'infinity' WHERE id = %s", share)
        assert sql("SELECT count(*) FROM casework_caseshare WHERE ends_at = 'infinity'") == [(0,)]


def test_what_is_changed_without_an_event_of_ones_own_leaves_no_history(town: Town, case: Case) -> None:
    """The history of clear columns says what was changed under which event: nobody writes it for another."""
    forged = (
        "INSERT INTO auditlog_logentry (object_pk, object_repr, action, changes_text, changes, cid, content_type_id,"
        " timestamp) SELECT %s, 'x', 1, '', '{}', %s, id, now() FROM django_content_type WHERE model = 'case'"
    )
    with acting(actor(town.caseworker)):
        (theirs,) = sql("SELECT id FROM ledger_event WHERE act = 'case.start' LIMIT 1")[0]
    with acting(actor(town.stranger)):
        assert "row-level security" in refused(forged, str(case.pk), str(theirs))
        assert "row-level security" in refused(forged, str(case.pk), "")


def test_nobody_attaches_what_they_did_not_show_or_to_another_agencys_event(town: Town, case: Case) -> None:
    row = "INSERT INTO ledger_eventrow (event_id, \"table\", op, row_id, owner_id) VALUES (%s, 'x', %s, %s, '')"
    who, other = actor(town.caseworker), actor(town.stranger)
    with acting(who), event(CASE_CHANGED, by=who) as mine:
        for op in "IUD":
            assert "row-level security" in refused(row, mine.event_id, op, str(case.pk))
        sql(row, mine.event_id, "S", str(case.pk))
        with acting(other):
            assert "row-level security" in refused(row, mine.event_id, "S", str(case.pk))


def test_nobody_puts_an_event_before_the_officer_of_an_agency_of_whom_it_showed_nothing(town: Town, case: Case) -> None:
    tell_them = "INSERT INTO ledger_eventowner (event_id, owner_id) VALUES (%s, %s)"
    who = actor(town.stranger)
    with acting(who), event(CASE_CHANGED, by=who) as mine:
        assert "by a row of theirs" in refused(tell_them, mine.event_id, str(town.police.pk))
        shown(mine, Case, [(case.pk, town.police.pk)])
        assert sql("SELECT count(*) FROM ledger_event WHERE id = %s", mine.event_id) == [(1,)]
        with acting(actor(town.partner)):
            assert "row-level security" in refused(tell_them, mine.event_id, str(town.police.pk))
