"""Two people save one form at the very same moment, again and again: one wins, the other is told, nothing is lost."""

import copy
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from accounts.context import acting
from audit.ledger.models import Event, EventRow
from casework.cases.selectors import open_case
from casework.interventions.models import Intervention
from tests.cast import actor, signed_in
from tests.pages import Page
from tests.security.story import Story, log_form
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Save:
    """What one of the two typed in a round, and the answer to it."""

    typed: str
    status: int


class Desk:
    """A browser that sends its form when the other one does."""

    def __init__(self, browser: Client, together: Barrier, name: str) -> None:
        self.browser, self.together, self.name = browser, together, name

    def send(self, address: str, form: dict[str, str]) -> Page:
        """Wait for the other, and send; each thread has a connection of its own."""
        try:
            self.together.wait(timeout=30)
            return self.browser.post(address, form)
        finally:
            connection.close()

    def save(self, address: str, version: int, turn: int) -> Save:
        """Save a reason that nobody else types."""
        typed = f"{self.name}'s reason in round {turn}"
        form = {"version": str(version), "state": "ACTIVE", "priority": "2", "reason": typed, "warning": "None known"}
        return Save(typed, self.send(address, form).status_code)


@pytest.fixture
def desks(town: Town, story: Story) -> tuple[Desk, Desk]:
    """The caseworker and a teammate, who both work the case."""
    together = Barrier(2)
    return Desk(signed_in(town.caseworker), together, "Casey"), Desk(signed_in(town.teammate), together, "Terry")


def now(town: Town, story: Story) -> tuple[int, str]:
    """The version of the case and why it is open, as they stand."""
    who = actor(town.caseworker)
    with acting(who):
        opened = open_case(who, story.offender.reference)
        return opened.case.version, opened.reason.text


@pytest.mark.parametrize("rounds", [4, pytest.param(50, marks=pytest.mark.slow)])
def test_of_two_who_save_at_once_one_wins_and_the_other_is_told(
    town: Town, story: Story, desks: tuple[Desk, Desk], rounds: int
) -> None:
    address = f"/cases/{story.offender.reference}/change/"
    lost, answers = [], []
    with ThreadPoolExecutor(2) as people:
        for turn in range(rounds):
            version, _ = now(town, story)
            saves = [future.result() for future in [people.submit(desk.save, address, version, turn) for desk in desks]]
            answers.append(sorted(save.status for save in saves))
            after, reason = now(town, story)
            (won,) = [save.typed for save in saves if save.status == 302] or [""]
            lost += [(turn, reason)] if (after, reason) != (version + 1, won) else []
    assert answers == [[302, 409]] * rounds
    assert lost == []
    assert changes_written_down(town, story) == rounds


def changes_written_down(town: Town, story: Story) -> int:
    """The changes that the ledger tells of, each of which changed the case's row; none is told that did not happen."""
    with acting(actor(town.lead_auditor)):
        told = Event.objects.filter(act="case.change", subject_id=str(story.offender.pk))
        done = EventRow.objects.filter(event__in=told, op="U", table="casework_case", row_id=str(story.offender.pk))
        assert done.values("event").distinct().count() == told.count()
        return told.count()


def test_one_form_sent_twice_at_once_is_logged_once(town: Town, story: Story) -> None:
    """As a phone does that loses the answer and tries again."""
    together, phone, again = Barrier(2), signed_in(town.caseworker), Client()
    again.cookies = copy.deepcopy(phone.cookies)
    desks = (Desk(phone, together, "Casey"), Desk(again, together, "Casey"))
    address = f"/cases/{story.offender.reference}/interventions/log/"
    forms = [log_form(note=f"Round {turn}") for turn in range(10)]
    with ThreadPoolExecutor(2) as people:
        for form in forms:
            sent = [people.submit(desk.send, address, form) for desk in desks]
            assert {future.result().status_code for future in sent} == {302}
    with acting(actor(town.caseworker)):
        logged = {str(pk) for pk in Intervention.objects.filter(case=story.offender).values_list("pk", flat=True)}
    assert {form["id"] for form in forms} <= logged
    assert len(logged) == len(forms) + len(story.interventions)
    with acting(actor(town.lead_auditor)):
        told = Event.objects.filter(act="intervention.log", subject_id=str(story.offender.pk)).count()
    assert told == len(forms) + 1
