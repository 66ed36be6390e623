"""What a break-glass opens, for whom, for how long, and what it never opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted, StepUpNeeded
from accounts.models import User
from accounts.roles import Role
from audit.ledger.models import Event
from casework.break_glass.selectors import Sought, people_to_tell
from casework.break_glass.services import break_glass, raise_overdue
from casework.cases.models import Case
from casework.cases.policies import visible_people
from casework.cases.selectors import CaseFilters, list_cases, open_case
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.dates import PartialDate
from casework.finding.selectors import open_person
from casework.openings.models import BreakGlass, Emergency
from casework.people.details import PersonDetails
from casework.people.services import add_person
from tests.cast import actor, make_user, signed_in
from tests.security.raw import refused, sql
from tests.town import Town, broken, known_person, logged, make_town, opened_case, shared

WORDS = "She has not been seen since last night"
AGED = """
    ALTER TABLE casework_breakglass DISABLE TRIGGER USER;
    UPDATE casework_breakglass SET created_at = created_at - %(by)s, ends_at = ends_at - %(by)s,
      review_due_at = review_due_at - %(by)s;
    ALTER TABLE casework_breakglass ENABLE TRIGGER USER"""

Aged = Callable[[timedelta], None]


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def kept_town(transactional_db: None) -> Town:
    """A town that other connections see as well."""
    return make_town()


@pytest.fixture
def aged(owner_connection: psycopg.Connection) -> Aged:
    """Let time pass for every break-glass there is: the database's clock cannot be moved, so its rows are."""

    def by(time: timedelta) -> None:
        with owner_connection.cursor() as cursor:
            cursor.execute("SELECT set_config('rt.maintenance', 'on', true)")
            for statement in AGED.split(";"):
                cursor.execute(statement, {"by": time} if "%(by)s" in statement else None)
        owner_connection.commit()

    return by


def sure(user: User, ago: timedelta = timedelta(0)) -> Actor:
    """The user, who gave a second factor this long ago."""
    return replace(actor(user), authenticated_at=timezone.now() - ago)


def ask(who: Actor, sought: Sought) -> bool:
    """Whether anything was opened."""
    with acting(who):
        found = break_glass(actor=who, sought=sought, reason=Emergency.SAFEGUARDING, words=WORDS)
    return found is not None and found.opened is not None


def sees(user: User, case: Case) -> bool:
    who = actor(user)
    try:
        with acting(who):
            open_case(who, case.reference)
    except NotKnown:
        return False
    return True


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


def test_an_overdue_review_raises_one_alarm(kept_town: Town, aged: Aged) -> None:
    opened = broken(kept_town.colleague, opened_case(kept_town.caseworker))
    who = actor(kept_town.auditor)
    with acting(who):
        assert raise_overdue(actor=who) == 0
    aged(timedelta(hours=73))
    for new in (1, 0):
        with acting(who):
            assert raise_overdue(actor=who) == new
    with acting(who):
        alarm = Event.objects.get(act="break_glass.overdue")
    assert (alarm.kind, alarm.subject_id, alarm.facts) == ("ALARM", str(opened.pk), {"user": str(opened.opened_by_id)})


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


def test_a_role_that_does_not_act_in_emergencies_opens_nothing(town: Town) -> None:
    case = opened_case(town.caseworker)
    for role in set(Role) - {Role.CASEWORKER, Role.TEAM_MANAGER, Role.PANEL_COORDINATOR}:
        with pytest.raises(NotPermitted):
            ask(sure(make_user(town.partnership, town.police, role)), Sought(case.reference))


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


def test_whoever_has_the_case_opens_nothing_and_nobody_is_told(town: Town) -> None:
    case = opened_case(town.caseworker)
    page = signed_in(town.caseworker).post("/break-glass/", form_for(case), follow=True)
    assert "You see this person&#x27;s cases anyway" in page.content.decode()
    with acting(actor(town.auditor)):
        assert not BreakGlass.objects.exists()


def form_for(case: Case) -> dict[str, str]:
    return {"reference": case.reference, "reason": "SAFEGUARDING", "words": WORDS}


def page_without_what_was_typed(browser: Client, reference: str, queries: list[int]) -> str:
    form = {"reference": reference, "reason": "SAFEGUARDING", "words": WORDS}
    with CaptureQueriesContext(connection) as asked:
        page = browser.post("/break-glass/", form)
    queries.append(len(asked))
    assert page.status_code == 200
    lines = page.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrf" not in line).replace(reference, "")


def test_absent_and_forbidden_answer_alike_in_words_and_number_of_queries(town: Town) -> None:
    hidden = opened_case(town.caseworker)
    browser = signed_in(town.stranger)
    queries: list[int] = []
    pages = [page_without_what_was_typed(browser, one, queries) for one in ("RT-2222-2222", hidden.reference)]
    assert pages[0] == pages[1]
    assert "Nothing was opened" in pages[0]
    assert len(set(queries)) == 1


def test_those_who_answer_for_it_hear_of_it(town: Town) -> None:
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), name="Mana Ger")
    case = opened_case(town.caseworker, team=town.team)
    opened = broken(town.colleague, case)
    with acting(actor(town.colleague)):
        assert [user.name for user in people_to_tell(opened)] == ["Audrey Tor", "Casey Worker", "Mana Ger"]
    for user in (town.caseworker, manager):
        page = signed_in(user).get("/").content.decode()
        assert "Cole League</strong> of Westhaven Police opened" in page
        assert case.reference in page
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/access/").content.decode()
    assert "Cole League, Westhaven Police" in page
    assert "Not reviewed yet" in page


def test_the_reader_sees_until_when(town: Town) -> None:
    case = opened_case(town.caseworker)
    opened = broken(town.colleague, case)
    until = f"{timezone.localtime(opened.ends_at):%H:%M}"
    browser = signed_in(town.colleague)
    assert f"opened by break-glass until {until}" in browser.get("/").content.decode()
    assert f"Opened by break-glass until {until}" in browser.get(f"/cases/{case.reference}/").content.decode()
    assert browser.get(f"/people/{case.person_id}/cases/start/").status_code == 403


def test_its_words_are_sealed_and_readable_by_the_agency_that_holds_the_record(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    opened = broken(make_user(town.partnership, town.probation), case, "A very particular reason, in words")
    page = signed_in(town.auditor).get(f"/audit/break-glass/{opened.pk}/").content.decode()
    assert "A very particular reason, in words" in page
    assert signed_in(town.stranger).get(f"/audit/break-glass/{opened.pk}/").status_code == 403


def test_the_database_keeps_the_times_the_name_and_the_waiting_for_a_review(town: Town) -> None:
    case = opened_case(town.caseworker)
    opened = broken(town.colleague, case)
    assert opened.ends_at - opened.created_at == timedelta(minutes=60)
    assert opened.review_due_at - opened.created_at == timedelta(hours=72)
    with acting(actor(town.colleague)):
        assert "permission denied" in refused("UPDATE casework_breakglass SET ends_at = 'infinity'")
        assert "permission denied" in refused("DELETE FROM casework_breakglass")
        again = BreakGlass(
            partnership_id=opened.partnership_id, owner_id=opened.owner_id, person_id=opened.person_id,
            holder_id=opened.holder_id, opened_by_id=opened.opened_by_id, reason="LOSS_OF_LIFE", words=opened.words,
        )  # fmt: skip
        with pytest.raises(IntegrityError, match="waits for its review"), transaction.atomic():
            again.save(force_insert=True)
        again.opened_by_id = town.teammate.pk
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            again.save(force_insert=True)
    assert sql("SELECT count(*) FROM casework_breakglass") == [(0,)]  # with no context, none is seen
