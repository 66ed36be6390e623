"""Who hears of a break-glass, what its pages say, and what the database keeps of it."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from accounts.outbox.models import Message
from accounts.outbox.services import POST
from accounts.roles import Role
from audit.ledger.models import Event
from casework.break_glass.overdue import look_every_hour, raise_overdue
from casework.break_glass.selectors import people_to_tell
from casework.cases.models import Case
from casework.categories import Category
from casework.openings.models import BreakGlass
from tests.access.world import in_conflict
from tests.casework.break_glass.asking import WORDS
from tests.cast import PASSWORD, actor, bring_in, make_partnership, make_user, signed_in
from tests.pages import lasting
from tests.security.raw import COPIED, changed, refused, sql
from tests.town import Town, broken, opened_case, shared

Aged = Callable[[timedelta], None]


def test_an_overdue_review_raises_one_alarm(kept_town: Town, aged: Aged) -> None:
    opened = broken(kept_town.colleague, opened_case(kept_town.caseworker))
    who = actor(kept_town.auditor)
    with acting(who):
        assert raise_overdue(actor=who) == 0
    aged(timedelta(hours=73))
    for new in (1, 0):
        with acting(who):
            assert raise_overdue(actor=who) == new
    keeper = system_actor("round", kept_town.partnership.pk)
    with acting(keeper):
        look_every_hour(keeper)
    with acting(who):
        alarm = Event.objects.get(act="break_glass.overdue")
    assert (alarm.kind, alarm.subject_id, alarm.facts) == ("ALARM", str(opened.pk), {"user": str(opened.opened_by_id)})


def form_for(case: Case) -> dict[str, str]:
    return {"reference": case.reference, "reason": "SAFEGUARDING", "words": WORDS}


def page_without_what_was_typed(browser: Client, reference: str, queries: list[int]) -> str:
    form = {"reference": reference, "reason": "SAFEGUARDING", "words": WORDS}
    with CaptureQueriesContext(connection) as asked:
        page = browser.post("/break-glass/", form)
    queries.append(len(asked))
    assert page.status_code == 200
    return lasting(page).replace(reference, "")


def test_whoever_has_the_case_opens_nothing_and_nobody_is_told(town: Town) -> None:
    case = opened_case(town.caseworker)
    page = signed_in(town.caseworker).post("/break-glass/", form_for(case), follow=True)
    assert "You see this person&#x27;s cases anyway" in page.content.decode()
    with acting(actor(town.auditor)):
        assert not BreakGlass.objects.exists()


def test_absent_and_forbidden_answer_alike_in_words_and_number_of_queries(town: Town) -> None:
    hidden = opened_case(town.caseworker)
    browser = signed_in(town.stranger)
    queries: list[int] = []
    pages = [page_without_what_was_typed(browser, one, queries) for one in ("RT-2222-2222", hidden.reference)]
    assert pages[0] == pages[1]
    assert "Nothing was opened" in pages[0]
    assert len(set(queries)) == 1


def test_those_who_answer_for_it_hear_of_it(town: Town) -> None:
    manager = make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), name="Mana Ger", password=PASSWORD
    )
    case = opened_case(town.caseworker, team=town.team)
    opened = broken(town.colleague, case)
    with acting(actor(town.colleague)):
        assert [user.name for user in people_to_tell(opened)] == ["Audrey Tor", "Casey Worker", "Mana Ger"]
    keeper = system_actor(POST, town.partnership.pk)
    with acting(keeper):
        told = Message.objects.filter(notice="casework.glass_was_broken").values_list("user__name", flat=True)
        assert sorted(told) == ["Audrey Tor", "Casey Worker", "Mana Ger"]
    lead = signed_in(town.caseworker)
    for browser in (lead, signed_in(manager)):
        page = browser.get("/").content.decode()
        assert "Cole League</strong> of Westhaven Police opened" in page
        assert case.reference in page
    page = lead.get(f"/cases/{case.reference}/access/").content.decode()
    assert "Cole League, Westhaven Police" in page
    assert "Not reviewed yet" in page


def test_nobody_hears_of_it_for_a_role_in_another_partnership_nor_of_somebody_they_know(town: Town) -> None:
    """An officer elsewhere alone has no oversight here; a lead who knows the person is not to know of the case."""
    elsewhere = make_partnership()
    bring_in(elsewhere, town.police)
    make_user(elsewhere, town.police, Role.IG_OFFICER, name="Else Where")
    case = opened_case(town.caseworker)
    in_conflict(town.auditor, town.caseworker, case)
    opened = broken(town.colleague, case)
    with acting(actor(town.colleague)):
        assert [user.name for user in people_to_tell(opened)] == ["Audrey Tor"]


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
    opened = broken(town.colleague, opened_case(town.caseworker))
    copied = COPIED.format("casework_breakglass")
    assert opened.ends_at - opened.created_at == timedelta(minutes=60)
    assert opened.review_due_at - opened.created_at == timedelta(hours=72)
    with acting(actor(town.colleague)):
        assert "permission denied" in refused("UPDATE casework_breakglass SET ends_at = 'infinity'")
        assert "permission denied" in refused("DELETE FROM casework_breakglass")
        assert "waits for its review" in refused(copied, changed(), opened.pk)
        assert "row-level security" in refused(copied, changed(opened_by_id=town.teammate.pk), opened.pk)
    assert sql("SELECT count(*) FROM casework_breakglass") == [(0,)]  # with no context, none is seen
