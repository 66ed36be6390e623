"""What a break-glass opens, for whom, for how long, and what it never opens."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted, StepUpNeeded
from accounts.roles import Role
from audit.ledger.models import Event
from casework.break_glass.selectors import Sought
from casework.break_glass.services import break_glass
from casework.cases.front_list import CaseFilters
from casework.cases.models import Role as CaseRole
from casework.cases.policies import visible_people
from casework.cases.selectors import list_cases, open_case
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.dates import PartialDate
from casework.finding.selectors import open_person
from casework.openings.models import Emergency
from casework.people.details import PersonDetails
from casework.people.services import add_person
from tests.casework.break_glass.asking import WORDS, ask, sees, sure
from tests.cast import actor, make_user, signed_in
from tests.town import Town, broken, known_person, logged, opened_case, shared

Aged = Callable[[timedelta], None]


def test_it_opens_every_case_of_one_person_for_reading_and_nobody_elses(town: Town) -> None:
    first = opened_case(town.caseworker)
    second = opened_case(town.caseworker, first.person, restricted=True)
    other = opened_case(town.caseworker, known_person(town.caseworker, "Ann", "Other"))
    assert not sees(town.colleague, first)
    broken(town.colleague, first)
    assert [sees(town.colleague, case) for case in (first, second, other)] == [True, True, False]
    who = actor(town.colleague)
    with acting(who):
        opened = open_case(who, first.reference)
        assert not opened.may_work
        assert opened.glass_until
        assert opened.glass_until - timezone.now() <= timedelta(minutes=60)


def test_no_case_is_offered_to_be_opened_for_a_person_seen_by_break_glass(town: Town) -> None:
    case = opened_case(town.caseworker)
    page, start = f"/people/{case.person_id}/", f"/people/{case.person_id}/cases/start/"
    assert start in signed_in(town.caseworker).get(page).content.decode()
    broken(town.colleague, case)
    assert start not in signed_in(town.colleague).get(page).content.decode()


def test_an_exact_name_with_the_date_of_birth_opens_it_as_a_reference_does(town: Town) -> None:
    who, born = actor(town.caseworker), PartialDate(timezone.localdate().replace(year=1988, month=3, day=4))
    with acting(who):
        person = add_person(actor=who, details=PersonDetails("Araminta", "Thistlewood", born=born))
    case = opened_case(town.caseworker, person)
    wrong_day = PartialDate(born.date.replace(day=5))
    for sought in (
        Sought(given="Araminta", family="Thistlewood", born=wrong_day),
        Sought(given="Minta", family="Thistlewood", born=born),
    ):
        assert not ask(sure(town.colleague), sought)
    assert ask(sure(town.colleague), Sought(given="araminta", family="THISTLEWOOD", born=born))
    assert sees(town.colleague, case)


def test_of_two_people_with_one_name_and_birthday_neither_is_opened(town: Town) -> None:
    who, born = actor(town.caseworker), PartialDate(timezone.localdate().replace(year=1988, month=3, day=4))
    for _ in range(2):
        with acting(who):
            person = add_person(actor=who, details=PersonDetails("Ann", "Other", born=born))
        opened_case(town.caseworker, person)
    assert not ask(sure(town.colleague), Sought(given="Ann", family="Other", born=born))


def test_it_never_opens_gate_1_or_3(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "At home")
    untold = make_user(town.partnership, town.charity)
    assert not ask(sure(untold), Sought(case.reference))
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    partner = make_user(town.partnership, town.probation)
    assert ask(sure(partner), Sought(case.reference))
    who = actor(partner)
    with acting(who):
        opened = open_case(who, case.reference)
        assert opened.name.text
        assert opened.reason.sealed  # no share of that category: no row and no key of it


def test_t40_without_a_reason_nothing_is_opened(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.colleague)
    for said in ({"reason": ""}, {"words": ""}, {"words": "urgent"}, {"reason": "CURIOSITY"}):
        form = {"reference": case.reference, "reason": "SAFEGUARDING", "words": WORDS, **said}
        assert "There is a problem" in browser.post("/break-glass/", form).content.decode()
    assert not sees(town.colleague, case)


def test_t40_without_a_fresh_second_factor_nothing_is_opened(town: Town) -> None:
    case = opened_case(town.caseworker)
    with pytest.raises(StepUpNeeded):
        ask(sure(town.colleague, timedelta(minutes=6)), Sought(case.reference))
    assert not sees(town.colleague, case)


def test_t40_it_is_over_after_sixty_minutes_by_the_databases_clock(kept_town: Town, aged: Aged) -> None:
    case = opened_case(kept_town.caseworker)
    broken(kept_town.colleague, case)
    aged(timedelta(minutes=59))
    assert sees(kept_town.colleague, case)
    aged(timedelta(minutes=1))
    assert not sees(kept_town.colleague, case)
    who = actor(kept_town.colleague)
    with acting(who):
        assert not visible_people(who).filter(pk=case.person_id).exists()
        assert list_cases(who, CaseFilters()).under_glass == ()


def test_t40_a_second_person_is_not_opened_by_the_first_ones_glass(town: Town) -> None:
    first, second = (
        opened_case(town.caseworker),
        opened_case(town.caseworker, known_person(town.caseworker, "Ann", "O")),
    )
    broken(town.colleague, first)
    assert not sees(town.colleague, second)
    with acting(who := actor(town.colleague)), pytest.raises(NotKnown):
        open_person(who, second.person_id)


def test_t40_there_is_no_renewal_before_the_review(kept_town: Town, aged: Aged) -> None:
    case = opened_case(kept_town.caseworker)
    broken(kept_town.colleague, case)
    aged(timedelta(minutes=61))
    with pytest.raises(NotPermitted, match="NOT_PERMITTED"):
        ask(sure(kept_town.colleague), Sought(case.reference))
    assert not sees(kept_town.colleague, case)


def test_t40_with_a_review_overdue_nothing_more_is_opened(kept_town: Town, aged: Aged) -> None:
    first = opened_case(kept_town.caseworker)
    other = opened_case(kept_town.caseworker, known_person(kept_town.caseworker, "Ann", "Other"))
    broken(kept_town.colleague, first)
    aged(timedelta(hours=71))
    assert ask(sure(kept_town.colleague), Sought(other.reference))
    aged(timedelta(hours=2))
    third = opened_case(kept_town.caseworker, known_person(kept_town.caseworker, "Bea", "Other"))
    with pytest.raises(NotPermitted):
        ask(sure(kept_town.colleague), Sought(third.reference))
    assert "it has not been reviewed" in signed_in(kept_town.colleague).get("/break-glass/").content.decode()


def test_t40_what_a_conflict_hides_is_never_opened_nor_told_to_be_there(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.colleague)
    with acting(who):
        declare_conflict(actor=who, person=case.person, user=town.colleague, kind=Kind.FAMILY)
    assert not ask(sure(town.colleague), Sought(case.reference))
    other = opened_case(town.caseworker, known_person(town.caseworker, "Ann", "Other"))
    broken(town.colleague, other)
    with acting(who):
        declare_conflict(actor=who, person=other.person, user=town.colleague, kind=Kind.FRIEND)
    assert not sees(town.colleague, other)


def test_t40_the_reference_of_a_hidden_case_of_somebody_one_knows_gets_no_silent_answer(town: Town) -> None:
    offence = opened_case(town.caseworker)
    harm = opened_case(town.colleague, offence.person, role=CaseRole.VICTIM)
    assert not ask(sure(town.colleague), Sought(harm.reference))  # theirs anyway: nothing is opened, nobody is told
    assert ask(sure(town.colleague), Sought(offence.reference))
    assert sees(town.colleague, offence)
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="break_glass.open", subject_id=str(offence.person_id)).count() == 1
    with acting(who := actor(town.colleague)):
        assert open_case(who, harm.reference).may_work


def test_a_role_that_does_not_act_in_emergencies_opens_nothing(town: Town) -> None:
    case = opened_case(town.caseworker)
    for role in set(Role) - {Role.CASEWORKER, Role.TEAM_MANAGER, Role.PANEL_COORDINATOR}:
        with pytest.raises(NotPermitted):
            ask(sure(make_user(town.partnership, town.police, role)), Sought(case.reference))


def test_tries_at_once_wait_for_each_other_so_that_all_are_counted(
    town: Town, owner_connection: psycopg.Connection
) -> None:
    who = sure(town.colleague)
    free = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
    with acting(who):
        tried = break_glass(actor=who, sought=Sought("RT-2222-2222"), reason=Emergency.SAFEGUARDING, words=WORDS)
        assert tried is None
        assert owner_connection.execute(free, [f"break-glass {who.principal}"]).fetchone() == (False,)


def test_five_tries_an_hour_whatever_comes_of_them(town: Town) -> None:
    case = opened_case(town.caseworker)
    for _ in range(5):
        assert not ask(sure(town.colleague), Sought("RT-2222-2222"))
    with pytest.raises(NotPermitted):
        ask(sure(town.colleague), Sought(case.reference))
    who = actor(town.auditor)
    with acting(who):
        assert Event.objects.filter(act="break_glass.miss", kind="DENIAL").count() == 5
    assert ask(sure(make_user(town.partnership, town.police)), Sought(case.reference))
