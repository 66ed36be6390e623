"""A fault, a refusal and whatever is printed in a hurry show kinds of things, never what a case says."""

import sys
from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError, connection
from django.test import Client, RequestFactory, override_settings
from django.views.debug import ExceptionReporter

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases import selectors
from casework.cases.models import OffenderCase, Priority, State
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.cases.services import CaseChanges
from casework.finding.selectors import find_people, open_person
from casework.interventions.models import Intervention
from casework.people.models import Person
from tests.cast import actor, signed_in
from tests.security.story import DETAILS, FAMILY, GIVEN, REASON, WARNING, Story, leaked, log_form
from tests.town import Town

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.security.broken")]

FIND = {"given": GIVEN, "family": FAMILY, "date_of_birth": "23/06/1987"}


@pytest.fixture
def desk(town: Town, story: Story) -> Client:
    """The caseworker's browser."""
    return signed_in(town.caseworker)


@pytest.mark.parametrize("debug", [False, True])
def test_t19_an_error_page_shows_nothing_of_what_the_view_had_open(
    desk: Client,
    story: Story,
    debug: bool,  # noqa: FBT001
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk.raise_request_exception = False
    with override_settings(DEBUG=debug):
        page = desk.get(f"/broken/{story.offender.reference}/")
    assert page.status_code == 500
    assert leaked(page.content) == []
    assert ("Traceback" in page.content.decode()) is debug
    captured = capsys.readouterr()
    assert leaked(captured.out + captured.err) == []


@pytest.mark.parametrize("debug", [False, True])
def test_nor_of_what_was_being_opened_or_typed_when_it_happened(
    desk: Client,
    story: Story,
    debug: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fault comes where the opened words are in plain variables, and the typed ones in the request."""

    def failing(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(selectors, "show_birth", failing)
    desk.raise_request_exception = False
    with override_settings(DEBUG=debug):
        page = desk.post(f"/cases/{story.offender.reference}/interventions/log/", log_form())
    assert page.status_code == 500
    assert leaked(page.content) == []


def test_t19_nor_would_a_report_by_mail(town: Town, story: Story) -> None:
    request = RequestFactory().post("/people/find/", FIND)
    who = actor(town.caseworker)
    try:
        with acting(who):
            name = open_case(who, story.offender.reference).name.text
            int(name[:0])
    except ValueError:
        report = ExceptionReporter(request, *sys.exc_info())
    assert "name" in report.get_traceback_text()
    assert leaked(report.get_traceback_text() + report.get_traceback_html()) == []


def refusals(town: Town, story: Story) -> Iterator[BaseException]:
    """The exceptions that refusing somebody raises, caught with everything that they carry."""
    caseworker, reader, peer = actor(town.caseworker), actor(town.coordinator), actor(town.colleague)
    attempts: list[tuple[type[BaseException], Actor, Callable[[], object]]] = [
        (NotKnown, peer, lambda: open_case(peer, story.offender.reference)),
        (NotKnown, peer, lambda: open_person(peer, story.person.pk)),
        (NotPermitted, reader, lambda: find_people(reader, DETAILS)),
        (NotPermitted, reader, lambda: require_work(reader, CASE_CHANGED, story.offender)),
        (IntegrityError, caseworker, lambda: unlawful(caseworker, story.person)),
        (IntegrityError, caseworker, lambda: twice(caseworker, story)),
    ]
    for kind, who, attempt in attempts:
        with pytest.raises(kind) as refused, acting(who):
            attempt()
        yield refused.value


def unlawful(who: Actor, person: Person) -> None:
    """Plain text for a sealed column, by SQL."""
    with event(CASE_CHANGED, by=who), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_person SET name = %s WHERE id = %s", [f"{GIVEN} {FAMILY}".encode() * 9, person.pk]
        )


def twice(who: Actor, story: Story) -> None:
    """A row that is there already."""
    with event(CASE_CHANGED, by=who):
        Intervention.objects.bulk_create([Intervention.objects.get(pk=story.interventions[0].pk)])


def test_no_refusal_carries_words_of_a_case(town: Town, story: Story) -> None:
    raised = list(refusals(town, story))
    assert len(raised) == 6
    told = [f"{error!r} {error} {error.args} {error.__cause__!r} {vars(error)}" for error in raised]
    assert [text for text in told if leaked(text)] == []


def test_what_holds_content_in_memory_says_nothing_of_it_when_printed(town: Town, story: Story) -> None:
    """A traceback with local variables, a breakpoint or a careless log line prints these."""
    who = actor(town.caseworker)
    with acting(who):
        opened, person = open_case(who, story.offender.reference), open_person(who, story.person.pk)
        found = find_people(who, DETAILS)
        part = OffenderCase.objects.get(case=story.offender)
        held = [opened, person, found, part, part.reason, vars(part), DETAILS, opened.name, opened.bar]
        changes = CaseChanges(State.ACTIVE, Priority.HIGH, None, REASON, WARNING)
    assert opened.name.text == f"{GIVEN} {FAMILY}"
    assert [type(thing) for thing in [*held[:-1], changes] if leaked(repr(thing))] == []
