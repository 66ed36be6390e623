"""The walk of a transfer pack through its pages: filled in, shown, sent, read, acknowledged, talked about, closed."""

import re
from typing import Any

import pytest

from multiagency.transfers.checklist import How, checklist
from multiagency.transfers.moves import Move
from tests.cast import signed_in
from tests.multiagency.transfers.moving import Handover, handover, moved, waiting
from tests.town import Town
from vault.ids import uuid7

LIST_PAGE = 20
PACK_PAGE = 23


@pytest.fixture
def world(town: Town) -> Handover:
    return handover(town)


def filled(world: Handover, **other: Any) -> dict[str, Any]:
    """The form as somebody fills it in: one note goes, everything else is not held."""
    absent = {
        f"absent_{paper.code}": How.NOT_HELD.value for paper in checklist().papers_for(world.case.role)
        if paper.code != "contacts"
    }  # fmt: skip
    asked = {f"question_{one.code}": "NOT_KNOWN" for one in checklist().questions}
    return {
        "id": str(uuid7()), "to": f"{world.taker.agency_id}:{world.taker.pk}", "term": "FOR_GOOD", "until": "",
        "purpose": "OFFENDER_MANAGEMENT", "items": [f"intervention:{world.note.pk}"], "gateway": "CDA_115",
        "necessity": "He moves there, and nobody knows him", "told": "TOLD", "cover": "", **absent, **asked, **other,
    }  # fmt: skip


def text(browser: Any, url: str) -> str:
    return str(browser.get(url).content.decode())


def test_a_pack_travels_from_its_form_to_a_closed_case(world: Handover) -> None:
    police, probation = signed_in(world.sender), signed_in(world.taker)
    new, form = f"/cases/{world.case.reference}/transfers/new/", filled(world)
    shown = police.post(new, form).content.decode()
    assert ("Will go: 1" in shown, "Not held" in shown) == (True, True)
    seen = re.findall(r'name="seen" value="([0-9a-f]+)"', shown)[0]
    went = police.post(new, {**form, "seen": seen, "send": "yes"})
    assert police.post(new, {**form, "seen": seen, "send": "yes"})["Location"] == went["Location"]  # a double click
    url = went["Location"]
    closing = {"id": uuid7(), "version": 1, "outcome": "MOVED", "reason": "Lives in Easthaven now"}
    kept = police.post(f"/cases/{world.case.reference}/close/", closing).content.decode()
    assert "has not acknowledged the transfer pack yet" in kept
    assert "Your move" in text(probation, "/transfers/")
    assert "Read the papers" in text(probation, url)
    probation.post(f"{url}acknowledge/", {"id": uuid7(), "words": "He is seen on Monday"})
    assert ("Tamsin Taker" in text(police, url), "He is seen on Monday" in text(police, url)) == (True, True)
    asked = police.post(f"{url}close/", {"id": uuid7(), "words": ""}).content.decode()
    assert "Nobody has written down a conversation" in asked
    police.post(f"{url}close/", {"id": uuid7(), "words": "We wrote to each other"})
    assert "Handed over" in text(police, url)


def test_a_mistake_keeps_what_was_typed_and_every_paper_is_asked_for(world: Handover) -> None:
    wrong = filled(world, absent_risk="", absent_contacts="NOT_HELD", term="FOR_A_TIME")
    page = signed_in(world.sender).post(f"/cases/{world.case.reference}/transfers/new/", wrong).content.decode()
    for words in (
        "Nothing of this is ticked",
        "Something of this is ticked",
        "Enter until when they move",
        "nobody knows him",
    ):
        assert words in page


def test_what_is_for_the_other_side_is_refused_in_words(world: Handover) -> None:
    url = f"/transfers/{waiting(world).pk}/"
    police = signed_in(world.sender)
    page = police.post(f"{url}acknowledge/", {"id": uuid7(), "words": ""}).content.decode()
    assert "for the other agency to do" in page
    assert police.get(f"{url}remind/").status_code == 404


def test_the_pages_cost_the_same_for_three_packs_moves_as_for_one(
    world: Handover, django_assert_num_queries: Any
) -> None:
    pack, browser = waiting(world), signed_in(world.taker)
    for _ in range(2):
        moved(world, pack, Move.TALK, by=world.taker)
        for url, asked in (("/transfers/", LIST_PAGE), (f"/transfers/{pack.pk}/", PACK_PAGE)):
            browser.get(url)
            with django_assert_num_queries(asked):
                browser.get(url)
