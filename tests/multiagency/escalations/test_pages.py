"""The pages of disputes: raised from a referral or a case, answered, moved up; what they cost and what they reveal."""

from typing import Any

import pytest
from django.test import Client

from multiagency.escalations.ladder import Step
from tests.cast import signed_in
from tests.multiagency.escalations.disputing import disagreed, disputing, raised, worked_by_both
from tests.town import Town
from vault.ids import uuid7

LIST_PAGE, DISPUTE_PAGE = 17, 22


def text(browser: Client, url: str) -> str:
    return browser.get(url).content.decode()


def test_a_dispute_travels_from_the_page_of_a_referral_to_its_end(town: Town) -> None:
    told = disputing(town)
    police, probation = signed_in(told.world.sender), signed_in(told.world.taker)
    url = f"/referrals/{told.referral.pk}/"
    assert "Raise a dispute" in text(police, url)
    assert "Raise a dispute" not in text(probation, url)
    form = {"id": str(uuid7()), "words": "He meets the threshold"}
    led = police.post(f"{url}escalation/new/", form)
    assert police.post(f"{url}escalation/new/", form)["Location"] == led["Location"]
    page = text(probation, led["Location"])
    assert "He meets the threshold" in page
    assert "Withdraw it" not in page
    probation.post(f"{led['Location']}answer/", {"id": str(uuid7()), "words": "We shall look again"})
    ended = police.post(f"{led['Location']}agree/", {"id": str(uuid7()), "words": "They take him"}, follow=True)
    assert "It is recorded that you agreed" in ended.content.decode()
    assert "Agreed" in text(probation, url)


def test_a_disagreement_is_raised_from_the_sharing_page_of_a_case(town: Town) -> None:
    case = worked_by_both(town)
    police = signed_in(town.caseworker)
    assert "Raise a disagreement" in text(police, f"/cases/{case.reference}/sharing/")
    said = {"id": str(uuid7()), "words": "He should be seen weekly", "agency": str(town.probation.pk)}
    led = police.post(f"/cases/{case.reference}/escalation/new/", said)
    assert "He should be seen weekly" in text(signed_in(town.partner), led["Location"])


def test_a_form_that_was_overtaken_says_so_and_keeps_what_was_typed(town: Town) -> None:
    told = disputing(town)
    row = raised(told, Step.RESOLVED)
    police = signed_in(told.world.sender)
    page = police.post(f"/escalations/{row.pk}/withdraw/", {"id": str(uuid7()), "words": "Never mind"})
    assert "no longer where it was when you looked" in page.content.decode()
    assert "Never mind" in page.content.decode()
    assert police.get(f"/escalations/{row.pk}/raise/").status_code == 404


def test_no_page_of_a_dispute_names_whom_it_is_about(town: Town) -> None:
    told = disputing(town)
    row = raised(told, Step.MOVED_UP)
    manager = signed_in(told.world.manager)
    for url in ("/escalations/", f"/escalations/{row.pk}/"):
        assert "Featherstonehaugh" not in text(manager, url)


def test_a_list_costs_the_same_for_three_disputes_as_for_one(town: Town, django_assert_num_queries: Any) -> None:
    told = disputing(town)
    browser = signed_in(town.coordinator)
    for _ in range(3):
        row = raised(told, Step.RESOLVED)
        browser.get("/escalations/")
        with django_assert_num_queries(LIST_PAGE):
            browser.get("/escalations/")
    disagreed(town, worked_by_both(town), town.caseworker)
    with django_assert_num_queries(LIST_PAGE):
        browser.get("/escalations/")
    sender = signed_in(told.world.sender)
    sender.get(f"/escalations/{row.pk}/")
    with django_assert_num_queries(DISPUTE_PAGE):
        sender.get(f"/escalations/{row.pk}/")


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_whoever_may_not_know_of_it_finds_nothing_there(town: Town, who: str) -> None:
    told = disputing(town)
    row, browser = raised(told), signed_in(getattr(town, who))
    for url in (f"/escalations/{row.pk}/", f"/escalations/{row.pk}/answer/"):
        assert browser.get(url).status_code == 404
    assert "None is open" in text(browser, "/escalations/")
