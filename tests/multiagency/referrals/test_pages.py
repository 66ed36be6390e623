"""The walk of a referral through its pages: filled in, checked, sent, opened, asked about, answered, accepted."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.context import acting
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.dates import PartialDate
from casework.people.details import PersonDetails
from casework.people.services import add_person
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move, State
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.routed import facts_of
from multiagency.referrals.services.drafting import keep_draft
from tests.casework.closing.turns import closed
from tests.cast import actor, signed_in
from tests.multiagency.referrals.referring import Referring, draft_of, drafted, moved, referring, sent
from tests.multiagency.referrals.sending import COVERED, agreeing, form_of, ready, submitted
from tests.multiagency.sharing.sending import agreed
from tests.town import Town, opened_case
from vault.ids import uuid7


def filled(world: Referring, **other: Any) -> dict[str, Any]:
    """The form of an IOM referral as somebody fills it in."""
    return {
        "id": str(uuid7()), "to": f"person:{world.taker.pk}", "urgency": "2", "gateway": "CDA_115", "conf_basis": "",
        "part_0": [f"name:{world.case.person_id}"], "grounds__cohort": "FIXED", "grounds__why": "Nine burglaries",
        "change__pathways": "", "change__domestic_abuse": "NO", "change__aware": "YES", **other,
    }  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    """What the page that checks carries."""
    return dict(re.findall(r'name="(body|seen)" value="([0-9a-f]{64})"', page))


def state(world: Referring) -> str:
    with acting(actor(world.sender)):
        return Referral.objects.get().state


def text(browser: Client, url: str) -> str:
    return browser.get(url).content.decode()


def test_a_referral_travels_from_its_form_to_a_case_of_the_other_agency(town: Town) -> None:
    world = agreeing(town)
    police, probation = signed_in(world.sender), signed_in(world.taker)
    assert "Integrated offender management" in text(police, f"/cases/{world.case.reference}/referrals/")
    led = police.post(f"/cases/{world.case.reference}/referrals/IOM/", filled(world))
    page = text(police, led["Location"])
    assert ("Would go" in page, "Would stay" in page, state(world)) == (True, True, "DRAFT")
    went = police.post(led["Location"], hidden(page), follow=True).content.decode()
    assert "The referral is sent to Westhaven Probation" in went
    url = went_to(world)
    assert "What was kept back" in text(police, url)
    assert "Nothing went with it" not in text(police, url)
    assert "Quillon Featherstonehaugh" in text(probation, "/referrals/")
    assert "Nine burglaries" in text(probation, url)
    assert state(world) == State.RECEIVED
    asked = probation.post(f"{url}ask/", {"id": str(uuid7()), "words": "Which court?"}, follow=True)
    assert "The clock stands still" in asked.content.decode()
    assert "Which court?" in text(police, url)
    police.post(f"{url}answer/", {"id": str(uuid7()), "words": "Westhaven Crown Court"})
    accept = {
        "id": str(uuid7()), "taking": "new", "given": "Quillon", "family": "Featherstonehaugh", "born": "",
        "reason": "Referred by the police",
    }  # fmt: skip
    done = probation.post(f"{url}accept/", accept, follow=True).content.decode()
    assert ("The referral is accepted" in done, "Your case" in done) == (True, True)
    assert "Accepted" in text(police, url)
    with acting(actor(world.taker)):
        assert Case.objects.filter(owner=town.probation).count() == 1


def went_to(world: Referring) -> str:
    with acting(actor(world.sender)):
        return f"/referrals/{Referral.objects.get().pk}/"


def test_a_mistake_keeps_what_was_typed_and_says_what_is_missing(town: Town) -> None:
    world = agreeing(town)
    page = signed_in(world.sender).post(
        f"/cases/{world.case.reference}/referrals/IOM/", filled(world, grounds__cohort="", to="")
    )
    assert "There is a problem" in page.content.decode()
    assert "Nine burglaries" in page.content.decode()


def test_what_is_not_confirmed_is_not_sent(town: Town) -> None:
    world = agreeing(town)
    police = signed_in(world.sender)
    led = police.post(f"/cases/{world.case.reference}/referrals/IOM/", filled(world, part_0=[]))
    assert "Name and date of birth" not in text(police, led["Location"])


def test_a_draft_is_changed_with_what_the_record_knows_to_be_confirmed_anew(town: Town) -> None:
    world = agreeing(town)
    draft, police = ready(world), signed_in(world.sender)
    page = text(police, f"/referrals/drafts/{draft.pk}/change/")
    assert "Nine burglaries since spring" in page
    assert "checked" not in page.split("Who this is about")[1].split("Offending, orders and risk")[0]


def test_sent_twice_is_sent_once_and_both_lead_to_it(town: Town) -> None:
    world = agreeing(town)
    draft, police = ready(world), signed_in(world.sender)
    url = f"/referrals/drafts/{draft.pk}/"
    carried = hidden(text(police, url))
    for _ in range(2):
        assert police.post(url, carried)["Location"] == f"/referrals/{draft.pk}/"
    assert state(world) == State.SUBMITTED


def test_with_nothing_that_may_go_there_is_no_button_to_send(town: Town) -> None:
    world = agreeing(town)
    draft = drafted(world, form={**form_of(), "claims": {}}, addressee=world.taker)
    page = text(signed_in(world.sender), f"/referrals/drafts/{draft.pk}/")
    assert "Would stay" in page
    assert "Send what would go" not in page


def test_a_draft_is_thrown_away_from_its_page(town: Town) -> None:
    world = agreeing(town)
    draft = ready(world)
    signed_in(world.sender).post(f"/referrals/drafts/{draft.pk}/", {"drop": "1"})
    with acting(actor(world.sender)):
        assert not Referral.objects.exists()


def test_somebody_else_of_the_agency_finds_nothing_there(town: Town) -> None:
    world = agreeing(town)
    draft, _ = submitted(world, ready(world))
    stranger = signed_in(town.stranger)
    for url in (f"/referrals/{draft.pk}/", f"/referrals/drafts/{draft.pk}/", f"/referrals/{draft.pk}/accept/"):
        assert stranger.get(url).status_code == 404
    assert "Nothing waits" in text(stranger, "/referrals/")


def test_a_move_that_somebody_overtook_says_so(town: Town) -> None:
    world = agreeing(town)
    referral = sent(world, Move.OPEN, Move.DECLINE)
    page = signed_in(world.taker).post(f"/referrals/{referral.pk}/ask/", {"id": str(uuid7()), "words": "Which court?"})
    assert "no longer where it was when you looked" in page.content.decode()


def test_the_case_closed_behind_it_is_said_on_the_page_and_asked_before_acceptance(town: Town) -> None:
    world = agreeing(town)
    referral = sent(world, Move.OPEN)
    closed(world.sender, world.case)
    probation = signed_in(world.taker)
    assert "closed its own case" in text(probation, f"/referrals/{referral.pk}/")
    new = {"taking": "new", "family": "Featherstonehaugh", "reason": "Referred"}
    url = f"/referrals/{referral.pk}/accept/"
    assert "closed its own case on" in probation.post(url, {"id": str(uuid7()), **new}).content.decode()
    assert (
        probation.post(url, {"id": str(uuid7()), **new, "though_closed": "on"})["Location"]
        == f"/referrals/{referral.pk}/"
    )


def test_the_other_agency_is_not_told_what_was_kept_back(town: Town) -> None:
    world = agreeing(town)
    referral, _ = submitted(world, ready(world))
    page = text(signed_in(world.taker), f"/referrals/{referral.pk}/")
    assert "What was sent" in page
    assert "What was kept back" not in page


@pytest.mark.parametrize(("who", "page", "asked"), [("taker", "", 27), ("taker", "accept/", 25), ("sender", "", 29)])
def test_what_the_pages_of_a_referral_cost(
    town: Town, who: str, page: str, asked: int, django_assert_num_queries: Any
) -> None:
    world = agreeing(town)
    referral, _ = submitted(world, ready(world, 5))
    browser, url = signed_in(getattr(world, who)), f"/referrals/{referral.pk}/{page}"
    moved(world, referral, Move.OPEN)
    browser.get(url)
    with django_assert_num_queries(asked):
        browser.get(url)


def test_a_list_costs_the_same_for_three_referrals_as_for_one(town: Town, django_assert_num_queries: Any) -> None:
    world = agreeing(town)
    browser = signed_in(world.taker)
    for _ in range(3):
        submitted(world, ready(world, 1))
        browser.get("/referrals/")
        with django_assert_num_queries(LIST_PAGE):
            browser.get("/referrals/")


LIST_PAGE = 23


def test_what_was_sent_back_is_begun_anew_for_the_agency_that_was_named(town: Town) -> None:
    world = agreeing(town)
    referral = redirected(world)
    police = signed_in(world.sender)
    assert "Begin a new referral from this one" in text(police, f"/referrals/{referral.pk}/")
    page = text(police, f"/referrals/{referral.pk}/again/")
    assert ("sent it back for Night Shelter Outreach" in page, "He sleeps at the boatyard" in page) == (True, True)
    assert "Nine burglaries since spring" in page
    led = police.post(f"/referrals/{referral.pk}/again/", filled(world))
    with acting(actor(world.sender)):
        begun = Referral.objects.exclude(pk=referral.pk).get()
    assert (led["Location"], begun.instead_of_id) == (f"/referrals/drafts/{begun.pk}/", referral.pk)
    assert "A new referral was begun in its place" in text(police, f"/referrals/{referral.pk}/")


def redirected(world: Referring) -> Referral:
    """A referral that probation sent back for the outreach service."""
    referral, _ = submitted(world, ready(world))
    moved(world, referral, Move.OPEN)
    moved(world, referral, Move.REDIRECT, words="He sleeps at the boatyard", agency=world.town.charity)
    return referral


def test_what_is_still_on_its_way_is_not_begun_anew(town: Town) -> None:
    world = agreeing(town)
    referral = sent(world, Move.OPEN)
    led = signed_in(world.sender).get(f"/referrals/{referral.pk}/again/")
    assert led["Location"] == f"/referrals/{referral.pk}/"
    with pytest.raises(CannotMove, match="still on its way"), acting(actor(world.sender)):
        keep_draft(actor=actor(world.sender), case=world.case, draft=draft_of(world), instead_of=referral)


def test_no_rule_sends_it_again_to_who_sent_it_back(town: Town) -> None:
    world = agreeing(town)
    referral = redirected(world)
    who = actor(world.sender)
    with acting(who):
        facts = facts_of(who, open_case(who, world.case.reference), "IOM", {}, referral)
    assert facts.path == (town.probation.pk,)


def test_whoever_accepts_does_not_type_again_who_it_is(town: Town) -> None:
    agreed(town, *COVERED)
    who = actor(town.caseworker)
    with acting(who):
        details = PersonDetails(given="Peregrine", family="Winterbourne", born=PartialDate(date(1991, 3, 14)))
        person = add_person(actor=who, details=details)
    world = referring(town, opened_case(town.caseworker, person))
    referral, _ = submitted(world, ready(world, notes=0))
    moved(world, referral, Move.OPEN)
    page = text(signed_in(world.taker), f"/referrals/{referral.pk}/accept/")
    for typed in ("Peregrine", "Winterbourne", "14 March 1991"):
        assert f'value="{typed}"' in page
