"""A conflict of interest hides everything of the person from the member of staff, from the next read on."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CONFLICT_DECLARED, CONFLICT_LIFTED
from casework.cases.front_list import CaseFilters
from casework.cases.models import Case, Priority, Role
from casework.cases.policies import may_work
from casework.cases.selectors import list_cases, open_case
from casework.cases.services import StillNeeded, add_to_case, remove_from_case
from casework.categories import Category
from casework.conflicts.models import Conflict, Kind
from casework.conflicts.services import declare_conflict, lift_conflict
from casework.declaring.selectors import conflicts_of_agency, find_conflict
from casework.finding.selectors import find_people, likely_duplicates, open_person
from casework.people.details import PersonDetails
from tests.access.world import in_conflict
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.security.raw import refused, sql
from tests.town import Town, known_person, opened_case, shared

NAME = PersonDetails("Quillon", "Featherstonehaugh")


@pytest.fixture
def manager(town: Town) -> User:
    """Somebody who looks after the police's conflicts and is in the team."""
    return make_user(
        town.partnership, town.police, StaffRole.TEAM_MANAGER, name="Mana Ger", teams=(town.team,), password=PASSWORD
    )


def seen(user: User, case: Case) -> dict[str, bool]:
    """Everything by which a user could come to know of the case or its person."""
    who = actor(user)

    def known(look: Callable[[], object]) -> bool:
        try:
            look()
        except NotKnown:
            return False
        return True

    with acting(who):
        works = bool(StaffRole.CASEWORKER in who.roles)
        return {
            "list": case in [row.case for row in list_cases(who, CaseFilters(scope="all")).rows],
            "case": known(lambda: open_case(who, case.reference)),
            "person": known(lambda: open_person(who, case.person_id)),
            "search": works and case.person_id in [found.person.pk for found in find_people(who, NAME).candidates],
            "duplicates": works and likely_duplicates(who, [NAME]) != [[]],
            "work": may_work(who, case),
        }


def test_t29_a_relative_who_declares_loses_sight_of_every_case_of_the_person(town: Town) -> None:
    person = known_person(town.caseworker)
    cases = [opened_case(town.caseworker, person, role=role, team=town.team) for role in Role]
    who = actor(town.teammate)
    with acting(who):
        declare_conflict(actor=who, person=person, user=town.teammate, kind=Kind.FAMILY)
    for case in cases:
        assert not any(seen(town.teammate, case).values())
        assert seen(town.caseworker, case)["list"]


def test_t29_every_way_of_having_the_case_is_hidden_and_comes_back_when_it_is_lifted(town: Town, manager: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    for user in (town.caseworker, town.teammate, town.coordinator):
        before = seen(user, case)
        assert before["list"]
        conflict = in_conflict(manager, user, case)
        assert not any(seen(user, case).values())
        who = actor(manager)
        with acting(who):
            lift_conflict(actor=who, conflict=conflict)
        assert seen(user, case) == before


def test_t29_what_is_shared_is_hidden_from_the_relative_at_the_other_agency_alone(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    other = make_user(town.partnership, town.probation, StaffRole.PANEL_COORDINATOR)
    who = actor(town.partner)
    with acting(who):
        declare_conflict(
            actor=who, person=open_case(who, case.reference).case.person, user=town.partner, kind=Kind.SELF
        )
    assert not any(seen(town.partner, case).values())
    assert seen(other, case)["case"]
    assert seen(town.caseworker, case)["case"]


def test_t29_a_page_is_not_short_and_its_cost_is_the_same_for_what_is_hidden(
    town: Town, django_assert_num_queries: Callable[[int], Callable[..., object]]
) -> None:
    known = [opened_case(town.caseworker, priority=Priority.IMMEDIATE) for _ in range(3)]
    others = [opened_case(town.caseworker, priority=Priority.STANDARD) for _ in range(4)]
    for case in known:
        in_conflict(town.auditor, town.caseworker, case)
    who = actor(town.caseworker)
    with acting(who):
        page = list_cases(who, CaseFilters(), size=3)
        rest = list_cases(who, CaseFilters(), page.older, size=3)
    assert [len(page.rows), len(rest.rows), rest.older] == [3, 1, ""]
    assert {row.case for row in (*page.rows, *rest.rows)} == set(others)


def test_a_conflict_follows_who_moves_to_an_agency_that_is_told_of_the_case(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    in_conflict(town.auditor, town.coordinator, case)
    founder = actor(town.coordinator)
    with acting(founder), event(CONFLICT_DECLARED, by=founder):
        User.objects.filter(pk=town.coordinator.pk).update(agency=town.probation)
    assert not any(seen(town.coordinator, case).values())
    assert seen(town.partner, case)["case"]


def test_who_declares_for_whom(town: Town, manager: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    for by, about, allowed in (
        (town.caseworker, town.caseworker, True),
        (manager, town.teammate, True),
        (town.auditor, town.colleague, True),
        (town.caseworker, town.colleague, False),
        (manager, town.partner, False),
        (town.coordinator, town.colleague, False),
    ):
        who = actor(by)
        with acting(actor(town.teammate)):
            person = case.person
        try:
            with acting(who):
                declare_conflict(actor=who, person=person, user=about, kind=Kind.FRIEND)
        except NotPermitted:
            assert not allowed
        else:
            assert allowed


def test_nobody_lifts_their_own_and_a_caseworker_lifts_none(town: Town, manager: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    own = in_conflict(town.auditor, manager, case)
    others = in_conflict(town.auditor, town.teammate, case)
    for user, conflict in ((manager, own), (town.caseworker, others), (town.teammate, others)):
        who = actor(user)
        with acting(who), pytest.raises(NotPermitted):
            lift_conflict(actor=who, conflict=conflict)
    who = actor(manager)
    with acting(who):
        with pytest.raises(NotKnown):
            find_conflict(who, own.pk)
        assert [line.conflict.pk for line in conflicts_of_agency(who)] == [others.pk]
        lift_conflict(actor=who, conflict=others)
        lift_conflict(actor=who, conflict=others)
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act=CONFLICT_LIFTED.code).count() == 1


def test_a_conflict_declared_twice_is_one(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert in_conflict(town.auditor, town.colleague, case).pk == in_conflict(town.auditor, town.colleague, case).pk
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act=CONFLICT_DECLARED.code).count() == 1


def test_who_is_in_conflict_does_not_count_as_somebody_who_has_the_case(town: Town) -> None:
    case = opened_case(town.caseworker, restricted=True)
    who = actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=town.colleague)
        add_to_case(actor=who, case=case, user=town.teammate)
    in_conflict(town.auditor, town.colleague, case)
    in_conflict(town.auditor, town.caseworker, case)
    who = actor(town.teammate)
    with acting(who), pytest.raises(StillNeeded, match="by name"):
        remove_from_case(actor=who, case=case, user=town.teammate)


def test_the_database_refuses_conflicts_about_others_people_unseen_persons_and_changed_ones(town: Town) -> None:
    case = opened_case(town.caseworker)
    conflict = in_conflict(town.auditor, town.colleague, case)
    columns = "partnership_id, owner_id, user_id, detail, declared_about, person_id"
    copied = f"INSERT INTO casework_conflict (id, {columns}) SELECT gen_random_uuid(), %s, %s, %s, detail,"
    copied += " declared_about, %s FROM casework_conflict LIMIT 1"
    own = known_person(town.stranger)
    who = actor(town.auditor)
    with acting(who), event(CONFLICT_DECLARED, by=who):
        tenant = (town.partnership.pk, town.police.pk)
        assert "row-level" in refused(copied, *tenant, town.partner.pk, case.person_id)
        assert "row-level" in refused(copied, *tenant, town.colleague.pk, own.pk)
        assert "once_in_force" in refused(copied, *tenant, town.colleague.pk, case.person_id)
        assert "permission denied" in refused("UPDATE casework_conflict SET user_id = %s", town.teammate.pk)
        with pytest.raises(IntegrityError, match="lifted_by_another"), transaction.atomic():
            sql("UPDATE casework_conflict SET lifted_at = now(), lifted_by_id = user_id WHERE id = %s", conflict.pk)
    with acting(actor(town.stranger)):
        assert Conflict.objects.count() == 0
    who = actor(town.caseworker)
    with acting(who), pytest.raises(DatabaseError, match="without an open event"), transaction.atomic():
        Conflict.objects.all().delete()


def test_the_page_of_a_case_leads_to_declaring_and_the_case_is_gone(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    browser = signed_in(town.teammate)
    assert "I know this person" in browser.get(f"/cases/{case.reference}/").content.decode()
    address = f"/cases/{case.reference}/conflict/"
    assert "There is a problem" in browser.post(address, {"kind": ""}).content.decode()
    page = browser.post(address, {"kind": "FAMILY", "words": "My cousin"}, follow=True)
    assert "You no longer see the cases of this person" in page.content.decode()
    assert browser.get(f"/cases/{case.reference}/").status_code == 404
    assert browser.get(address).status_code == 404


def test_a_manager_reads_who_is_in_conflict_with_whom_and_an_officer_reads_no_name(town: Town, manager: User) -> None:
    case = opened_case(town.caseworker, team=town.team)
    who = actor(town.caseworker)
    with acting(who):
        declare_conflict(
            actor=who, person=case.person, user=town.caseworker, kind=Kind.FAMILY, words="My former partner"
        )  # fmt: skip
    text = signed_in(manager).get("/conflicts/").content.decode()
    for words in ("Casey Worker", "Featherstonehaugh", "My former partner", "Still leads", case.reference):
        assert words in text
    text = signed_in(town.auditor).get("/conflicts/").content.decode()
    assert "Casey Worker" in text
    assert "Featherstonehaugh" not in text
    assert case.reference not in text


def test_an_officer_declares_by_reference_and_a_manager_only_for_cases_they_see(town: Town, manager: User) -> None:
    case, unseen = opened_case(town.caseworker, team=town.team), opened_case(town.colleague)
    form = {"user": str(town.teammate.pk), "kind": "NEIGHBOUR", "words": ""}

    def posted(browser: Client, reference: str) -> str:
        return browser.post("/conflicts/", {**form, "reference": reference}, follow=True).content.decode()

    managing, auditing = signed_in(manager), signed_in(town.auditor)
    for reference in (unseen.reference, "RT-2222-2222"):
        assert "You oversee no case with this reference" in posted(managing, reference)
    assert "A reference looks like" in posted(managing, "7")
    assert "From now on your colleague does not see" in posted(managing, case.reference.lower())
    assert "From now on your colleague does not see" in posted(auditing, unseen.reference)
    assert not any(seen(town.teammate, case).values())
    with acting(actor(town.auditor)):
        denials = Event.objects.filter(kind="DENIAL", actor_id=str(manager.pk)).values_list("subject_id", flat=True)
        assert set(denials) == {unseen.reference, "RT-2222-2222"}
