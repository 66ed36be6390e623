"""The timeline merges what one agency may see of one case, tells what is new, and shows what was known on a day."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.chronology.asking import Asked
from casework.chronology.models import ChronologyEvent, Happening, LastLook, Statement
from casework.chronology.selectors import ChronologyPage, chronology, new_since, weeks
from casework.chronology.services import SITTING, NewEvent, add_event, looked
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.services import Entry, log_intervention
from casework.timeline.selectors import cases_told_together
from casework.timeline.strip import drawn
from tests.casework.chronology.lines import happened
from tests.cast import actor, signed_in
from tests.pages import lasting
from tests.town import Town, known_person, logged, opened_case, shared

DAY = dt.timedelta(days=1)


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


def told(
    user: User, case: Case, words: str, ago: dt.timedelta, *, recorded: dt.timedelta | None = None, **more: object
) -> None:
    """A line of something that happened some time ago, recorded some time ago."""
    who, now = actor(user), timezone.now()
    usual = {"kind": Happening.EVENT, "statement": Statement.FACT, "category": Category.RISK_ASSESSMENT}
    new = NewEvent(**{**usual, **more}, words=words, occurred_at=now - ago)  # type: ignore[arg-type]
    with acting(who), event(CASE_CHANGED, by=who, subject=case.subject):
        row = add_event(who, case, new)
        if recorded is not None:
            ChronologyEvent.objects.filter(pk=row.pk).update(recorded_at=now - recorded)


def read(user: User, case: Case, asked: Asked = Asked(), **more: object) -> ChronologyPage:  # noqa: B008  frozen
    who = actor(user)
    with acting(who):
        opened = open_case(who, case.reference)
        return chronology(who, opened, asked, cases_told_together(who, opened), **more)  # type: ignore[arg-type]


def words(page: ChronologyPage) -> list[str]:
    shown = [entry.contact.note if entry.contact else entry.line and entry.line.words for entry in page.entries]
    return [one.text for one in shown if one]


def html(browser: Client, case: Case, asked: str = "") -> str:
    return browser.get(f"/cases/{case.reference}/timeline/{asked}").content.decode()


def test_contacts_and_lines_stand_in_one_order_over_all_pages(town: Town, case: Case) -> None:
    for number in range(40):
        told(town.caseworker, case, f"Line {number}", DAY * (2 * number + 1), recorded=dt.timedelta())
    who, now = actor(town.caseworker), timezone.now()
    with acting(who):
        for number in range(40):
            entry = Entry(Mode.VISIT, Result.SPOKE, f"Contact {number}", now - DAY * (2 * number + 2))
            log_intervention(actor=who, case=case, entry=entry)
    found: list[str] = []
    after, pages = "", 0
    while pages == 0 or after:
        page = read(town.caseworker, case, after=after)
        found, after, pages = found + words(page), page.older, pages + 1
    assert found == [text for number in range(40) for text in (f"Line {number}", f"Contact {number}")]
    assert pages == 4


def test_a_cursor_that_somebody_made_up_begins_at_the_newest(town: Town, case: Case) -> None:
    happened(town.caseworker, case, "One")
    for cursor in ("x", "2026-13-01_0", "\0", "2026-01-01T00:00:00_" + "0" * 32):
        assert words(read(town.caseworker, case, after=cursor)) == ["One"]


def test_the_page_and_the_case_cost_the_same_for_few_and_for_many(town: Town, case: Case) -> None:
    browser = signed_in(town.caseworker)

    def cost(rest: str) -> int:
        address = f"/cases/{case.reference}/{rest}"
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    logged(town.caseworker, case, "One")
    happened(town.caseworker, case, "One")
    pages = ("timeline/", "timeline/?new=on", "")
    few = [cost(rest) for rest in pages]
    logged(town.caseworker, case, *["More"] * 60)
    happened(town.caseworker, case, *["More"] * 60)
    who = actor(town.caseworker)
    with acting(who):  # both kinds on the first page, as before
        log_intervention(actor=who, case=case, entry=Entry(Mode.VISIT, Result.SPOKE, "Last", timezone.now()))
    assert [cost(rest) for rest in pages] == few


def test_another_agency_reads_what_it_is_shared_and_counts_nothing_else(town: Town, case: Case) -> None:
    shared(town.caseworker, case, town.probation, Category.ORDERS_CONDITIONS)
    happened(town.caseworker, case, "Breached", category=Category.ORDERS_CONDITIONS)
    partner = signed_in(town.partner)
    html(partner, case)
    before = lasting(partner.get(f"/cases/{case.reference}/timeline/"))
    happened(town.caseworker, case, "Went from amber to red")
    logged(town.caseworker, case, "Told to nobody else")
    after = lasting(partner.get(f"/cases/{case.reference}/timeline/"))
    assert "Breached" in after
    assert before == after


def test_the_two_roles_of_one_person_are_never_merged(town: Town) -> None:
    person = known_person(town.caseworker)
    offends, harmed = (opened_case(town.caseworker, person, role=role) for role in (Role.OFFENDER, Role.VICTIM))
    happened(town.caseworker, offends, "Was arrested")
    logged(town.caseworker, harmed, "Is afraid of her brother")
    assert words(read(town.caseworker, offends)) == ["Was arrested"]
    assert words(read(town.caseworker, harmed)) == ["Is afraid of her brother"]


def test_int_03_facts_and_assessments_are_told_apart_on_the_page_and_asked_for_apart(town: Town, case: Case) -> None:
    happened(town.caseworker, case, "Was arrested")
    happened(town.caseworker, case, "Seems to be drinking", statement=Statement.ASSESSMENT)
    happened(town.caseworker, case, "His sister says that he left", statement=Statement.REPORTED)
    text = html(signed_in(town.caseworker), case)
    marked = re.findall(r"rt-line--(\w+).*?rt-line__words\">\s*(.*?)\s*</div>", text, re.DOTALL)
    assert marked == [
        ("reported", "His sister says that he left"), ("assessment", "Seems to be drinking"), ("fact", "Was arrested"),
    ]  # fmt: skip
    assert words(read(town.caseworker, case, Asked(rests_on="FACT"))) == ["Was arrested"]
    assert len(words(read(town.caseworker, case, Asked(rests_on="VIEW")))) == 2


def test_p24_what_is_recorded_a_day_late_says_so_with_when(town: Town, case: Case) -> None:
    told(town.caseworker, case, "In time", dt.timedelta(hours=23))
    assert "Recorded late" not in html(signed_in(town.caseworker), case)
    told(town.caseworker, case, "Late", dt.timedelta(hours=25))
    text = html(signed_in(town.teammate), case)
    assert text.count("Recorded late") == 1
    assert "</time>, recorded" in text


def test_it_is_narrowed_by_kind_and_by_days(town: Town, case: Case) -> None:
    today = timezone.localdate()
    told(town.caseworker, case, "An order", 3 * DAY, kind=Happening.ORDER)
    told(town.caseworker, case, "An incident", 9 * DAY, kind=Happening.INCIDENT)
    logged(town.caseworker, case, "A visit")
    assert words(read(town.caseworker, case, Asked(kind="ORDER"))) == ["An order"]
    assert words(read(town.caseworker, case, Asked(kind="INTERVENTION"))) == ["A visit"]
    assert words(read(town.caseworker, case, Asked(since=today - 3 * DAY))) == ["A visit", "An order"]
    assert words(read(town.caseworker, case, Asked(until=today - 9 * DAY))) == ["An incident"]


def test_days_that_cannot_be_are_answered_in_words_and_narrow_nothing(town: Town, case: Case) -> None:
    happened(town.caseworker, case, "One")
    browser = signed_in(town.caseworker)
    for asked, said in (
        ("?since=31/02/2026", "Enter a day that exists"),
        ("?since=2/3/2026&until=1/3/2026", "before the day that you want to begin with"),
        ("?as_of=1/1/2099", "still to come"),
        ("?kind=MADE_UP", "Select a valid choice"),
    ):
        text = html(browser, case, asked)
        assert said in text
        assert "One" in text


def test_what_was_known_on_a_day_is_what_was_recorded_by_its_end(town: Town, case: Case) -> None:
    told(town.caseworker, case, "Known then", 20 * DAY, recorded=20 * DAY)
    told(town.caseworker, case, "Happened then, known later", 20 * DAY, recorded=2 * DAY)
    then = timezone.localdate() - 10 * DAY
    assert words(read(town.caseworker, case, Asked(as_of=then))) == ["Known then"]
    assert len(words(read(town.caseworker, case, Asked(as_of=timezone.localdate())))) == 2
    text = html(signed_in(town.caseworker), case, f"?as_of={then:%d/%m/%Y}")
    assert "As it was known on" in text
    assert "known later" not in text


def test_what_is_withdrawn_does_not_come_back_as_it_was_known(town: Town, case: Case) -> None:
    told(town.caseworker, case, "Wrong person", 20 * DAY, recorded=20 * DAY)
    who = actor(town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who, subject=case.subject):
        ChronologyEvent.objects.filter(case=case).update(withdrawn_at=timezone.now())
    assert words(read(town.caseworker, case, Asked(as_of=timezone.localdate() - 10 * DAY))) == []


def looked_before(user: User, case: Case, ago: dt.timedelta) -> None:
    who = actor(user)
    with acting(who):
        looked(who, case)
        LastLook.objects.filter(case=case, user=user).update(seen_at=timezone.now() - ago)


def test_what_others_recorded_since_the_last_look_is_new_and_the_rest_stands_below_a_line(
    town: Town, case: Case
) -> None:
    told(town.teammate, case, "Seen before", 9 * DAY, recorded=9 * DAY)
    looked_before(town.caseworker, case, 3 * DAY)
    told(town.teammate, case, "New", DAY, recorded=dt.timedelta(hours=2))
    told(town.teammate, case, "New, of long ago", 30 * DAY, recorded=dt.timedelta(hours=2))
    told(town.caseworker, case, "One's own", dt.timedelta(hours=1))
    browser = signed_in(town.caseworker)
    for _ in range(2):  # it stays marked while they read
        text = html(browser, case)
        assert "2 new" in text
        assert text.count(">New<") == 2
    alone = html(browser, case, "?new=on")
    assert "New, of long ago" in alone
    assert "Seen before" not in alone
    assert "One&#x27;s own" not in alone


def test_the_line_stands_where_the_new_ones_end(town: Town, case: Case) -> None:
    told(town.teammate, case, "Seen before", 9 * DAY, recorded=9 * DAY)
    looked_before(town.caseworker, case, 3 * DAY)
    told(town.teammate, case, "New", DAY, recorded=dt.timedelta(hours=2))
    told(town.caseworker, case, "One's own since", dt.timedelta(hours=1))
    text = html(signed_in(town.caseworker), case)
    assert text.index(">New<") < text.index("You had seen what follows") < text.index("Seen before")


def test_whoever_looks_for_the_first_time_has_nothing_marked(town: Town, case: Case) -> None:
    happened(town.teammate, case, "Something")
    assert ">New<" not in html(signed_in(town.caseworker), case)


def test_a_sitting_ends_after_a_while(town: Town, case: Case) -> None:
    who = actor(town.caseworker)
    with acting(who):
        assert looked(who, case) is None
        assert looked(who, case) is None
    looked_before(town.caseworker, case, SITTING + dt.timedelta(minutes=1))
    with acting(who):
        before = looked(who, case)
        assert before is not None
        assert looked(who, case) == before


def test_what_is_new_on_many_cases_is_one_statement(town: Town, case: Case) -> None:
    other, unseen = opened_case(town.caseworker), opened_case(town.caseworker)
    for one in (case, other):
        looked_before(town.caseworker, one, 3 * DAY)
    logged(town.teammate, case, "One", "Two")
    happened(town.teammate, case, "Three")
    logged(town.caseworker, case, "One's own")
    who = actor(town.caseworker)
    with acting(who), CaptureQueriesContext(connection) as queries:
        found = new_since(who, [case, other, unseen])
    assert len(queries) == 1
    assert {pk: new.count for pk, new in found.items()} == {case.pk: 3, other.pk: 0}


def test_the_strip_is_drawn_the_same_says_what_its_table_says_and_has_no_style(town: Town, case: Case) -> None:
    told(town.caseworker, case, "An order", 3 * DAY, kind=Happening.ORDER)
    told(town.caseworker, case, "A view", 40 * DAY, statement=Statement.ASSESSMENT)
    told(town.caseworker, case, "Long ago", 500 * DAY)
    logged(town.caseworker, case, *["A visit"] * 3)
    who, today = actor(town.caseworker), timezone.localdate()
    with acting(who):
        found = weeks([case], Asked())
    strip = drawn(found, today)
    assert strip is not None
    assert strip == drawn(found, today)
    assert [lane.words for lane in strip.lanes] == ["Interventions", "Orders", "Event"]
    assert sum(week.count for week in found) == 5
    assert sum(int(number) for month in strip.months for number in re.findall(r" (\d+)", month.words)) == 5
    assert [mark.is_view for mark in strip.marks].count(True) == 1
    assert all(strip.label <= mark.x <= strip.width for mark in strip.marks)
    text = html(signed_in(town.caseworker), case)
    assert "style=" not in text[text.index('<svg class="rt-strip') : text.index("</figure>")]


def test_interventions_of_the_old_page_are_all_there(town: Town, case: Case) -> None:
    logged(town.caseworker, case, *[f"Note {number}" for number in range(7)])
    browser = signed_in(town.caseworker)
    overview = browser.get(f"/cases/{case.reference}/").content.decode()
    assert overview.count("moj-timeline__item") == 5
    assert f"/cases/{case.reference}/timeline/" in overview
    with acting(actor(town.caseworker)):
        assert Intervention.objects.filter(case=case).count() == 7
    assert html(browser, case).count("moj-timeline__item") == 7
