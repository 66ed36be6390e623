"""What was received is sent on only as its owner allows: that thing, to that recipient, for that purpose (R62)."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.asked_decisions.models import Ask, Decider
from multiagency.recalls.models import Why
from multiagency.recalls.services import NewRecall, recall
from multiagency.sharing.models import DisclosedItem
from multiagency.sharing.receiving import sendable_on
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.multiagency.asked_decisions.asking import REASONS
from tests.multiagency.disclosures.sending import (
    TOLD,
    agreed,
    carried,
    disclosed,
    filled,
    looked,
    picked,
    pressed,
    texts,
)
from tests.pages import Page
from tests.town import Town, logged, opened_case

LAW = "Offender Management Act 2007, section 14"
NOTE = "Seen at the Blue Heron with a limp"
WHY = {
    "because": REASONS.necessity, "proportionality": REASONS.proportionality,
    "less_intrusive": REASONS.less_intrusive, "put": "yes",
}  # fmt: skip


@dataclass(frozen=True)
class Received:
    """What probation received of the police, and probation's own case and worker."""

    town: Town
    theirs: Case
    worker: User
    case: Case
    copy: DisclosedItem
    owner: User
    reader: User

    @property
    def thing(self) -> tuple[str, object]:
        """The copy as the form names it."""
        return "received-intervention", self.copy.pk

    def form(self, **said: object) -> dict[str, object]:
        """What probation's worker fills in to send the copy to the shelter."""
        return filled(self.town.charity, self.thing, gateway="PUBLIC_INTEREST", le_citation=LAW) | said


@pytest.fixture
def received(town: Town) -> Received:
    agreed(town)
    onward = clauses(town.probation, town.charity, *TOLD, gateway=Gateway.PUBLIC_INTEREST)
    in_force(town, [onward], town.charity, owner=town.probation)
    theirs = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, theirs, NOTE)
    sent = disclosed(town.caseworker, theirs, picked(theirs, town.probation, ("intervention", note.pk)))
    worker = make_user(town.partnership, town.probation, Role.CASEWORKER, name="Petra Robation", password=PASSWORD)
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, name="Manny Ager", password=PASSWORD)
    with acting(actor(worker)):
        copy = DisclosedItem.objects.get(disclosure=sent)
    return Received(town, theirs, worker, opened_case(worker), copy, manager, town.stranger)


def asked(received: Received, browser: Client, form: dict[str, object]) -> Ask:
    """The question to the owner, put from the page that says what will not go."""
    page = looked(browser, received.case, form)
    assert "Ask the agency that owns it" in texts(page)
    put = carried(page) | WHY | {"decider": Decider.OWNER.value}
    assert browser.post(f"/cases/{received.case.reference}/share/ask/", put).status_code == 302
    with acting(actor(received.worker)):
        return Ask.objects.latest("pk")


def answered(received: Received, one: Ask, outcome: str) -> Page:
    browser = signed_in(received.owner)
    assert f"/decisions/{one.pk}/" in browser.get("/decisions/").content.decode()
    page = browser.get(f"/decisions/{one.pk}/")
    assert NOTE in texts(page)  # the owner decides on the words themselves
    return browser.post(f"/decisions/{one.pk}/", {"outcome": outcome, "reason": "The shelter needs it tonight"})


def test_dis_08_its_owner_is_asked_and_what_they_allow_goes_with_its_owner_named(received: Received) -> None:
    browser = signed_in(received.worker)
    where = f"/received/{received.copy.disclosure_id}/"
    assert "Send some of it on" in texts(browser.get(where))
    begun = browser.post(f"{where}on/", {"reference": received.case.reference})
    share = begun.headers["location"]
    assert share == f"/cases/{received.case.reference}/share/?received={received.copy.disclosure_id}"
    assert "received from Westhaven Police" in texts(browser.get(share))
    form = received.form()
    one = asked(received, browser, form)
    assert (one.asked_of_id, one.rules, one.item_id) == (received.town.police.pk, ["R62"], received.copy.pk)
    assert answered(received, one, "GRANTED").status_code == 302
    page = looked(browser, received.case, form)
    assert "Will go: 1" in texts(page)
    sent = pressed(browser, received.case, page).headers["location"].rstrip("/").rsplit("/", 1)[1]
    told = texts(signed_in(received.reader).get(f"/received/{sent}/"))
    assert NOTE in told
    assert "Westhaven Police" in told
    with acting(actor(received.reader)):  # DIS-08: only its first owner answers for it, and is not asked twice removed
        second = DisclosedItem.objects.get(disclosure_id=UUID(sent))
        assert not sendable_on(actor(received.reader)).filter(pk=second.pk).exists()


def test_dis_08_what_its_owner_refuses_does_not_go(received: Received) -> None:
    browser, form = signed_in(received.worker), received.form()
    answered(received, asked(received, browser, form), "REFUSED")
    assert "Will go: 0" in texts(looked(browser, received.case, form))


def test_the_answer_holds_for_that_thing_that_recipient_and_that_purpose_alone(received: Received) -> None:
    town, browser = received.town, signed_in(received.worker)
    named = {"to": f"{town.charity.pk}:{received.reader.pk}"}
    answered(received, asked(received, browser, received.form(**named)), "GRANTED")
    (other,) = logged(town.caseworker, received.theirs, "Another visit")
    what = picked(received.theirs, town.probation, ("intervention", other.pk))
    sent = disclosed(town.caseworker, received.theirs, what)
    with acting(actor(received.worker)):
        copy = DisclosedItem.objects.get(disclosure=sent)
    things = {"items": [f"received-intervention:{copy.pk}"]}
    for said in ({}, named | things, named | {"purpose": Purpose.MAPPA.value}):
        assert "owns this item" in texts(looked(browser, received.case, received.form(**said)))
    assert "Will go: 1" in texts(looked(browser, received.case, received.form(**named)))


def test_somebody_else_s_copy_and_one_that_was_recalled_cannot_be_sent_on(received: Received) -> None:
    who = actor(received.town.caseworker)
    with acting(who):
        opened = open_case(who, received.theirs.reference)
        recall(actor=who, opened=opened, new=NewRecall([received.copy.item_id], Why.CORRECTED, "It was the day before"))
    page = texts(looked(signed_in(received.worker), received.case, received.form()))
    assert "Will go" not in page
    other = opened_case(received.reader)
    told = looked(signed_in(received.reader), other, filled(received.town.police, received.thing, gateway="CDA_115"))
    assert "Will go" not in texts(told)


def test_a_case_that_is_not_ones_own_is_no_place_to_send_it_from(received: Received) -> None:
    browser = signed_in(received.worker)
    where = f"/received/{received.copy.disclosure_id}/"
    for reference in ("", "no such thing", received.theirs.reference):
        assert browser.post(f"{where}on/", {"reference": reference}).headers["location"] == where
