"""What an agreement does not let a referral say is put to a second authoriser, and goes as far as they allow."""

import re

import pytest
from django.test import Client

from accounts.context import acting
from multiagency.asked_decisions.models import Ask, Outcome
from multiagency.referrals.models import Referral
from multiagency.sharing.models import Disclosure
from tests.cast import actor, signed_in
from tests.multiagency.asked_decisions.asking import granted
from tests.multiagency.referrals.referring import Referring, drafted
from tests.multiagency.referrals.sending import ANSWERS, agreeing, form_of, looked, ready, submitted, titles
from tests.multiagency.referrals.test_pages import hidden, text
from tests.town import Town

pytestmark = pytest.mark.django_db

HELD = "What would help"
REASONS = {
    "because": "They decide on Monday whether he has a bed", "proportionality": "Two answers about one person, no more",
    "less_intrusive": "Without these answers they cannot decide",
}  # fmt: skip


def put(world: Referring, referral: Referral, again: Client | None = None) -> Client:
    """The sender asks a second authoriser, from the page that shows what would stay; twice, by a double click."""
    browser, url = again or signed_in(world.sender), f"/referrals/drafts/{referral.pk}/"
    page = browser.post(url, {**hidden(text(browser, url)), "decider": "SECOND"}).content.decode()
    assert "Ask a second authoriser" in page
    form = re.search(r'name="id" value="([^"]+)"', page)
    assert form is not None
    sent = {"id": form[1], "decider": "SECOND", "put": "yes", **REASONS}
    browser.post(url, sent)
    assert "It is put to them" in browser.post(url, sent, follow=True).content.decode()
    return browser


def asked(world: Referring) -> Ask:
    with acting(actor(world.sender)):
        return Ask.objects.get()


def test_what_a_second_authoriser_allows_goes_with_the_referral(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world)
    assert titles(looked(world, referral)[0], going=False) == [HELD]
    browser = put(world, referral)
    assert titles(looked(world, referral)[0], going=False) == [HELD], "asking sends nothing"
    granted(town, asked(world))
    assert "Ask a second authoriser" not in text(browser, f"/referrals/drafts/{referral.pk}/")
    _, sent = submitted(world, referral)
    assert sent is not None
    assert "ALLOW_OVERRIDE" in {row.outcome for row in sent.decisions}
    with acting(actor(world.sender)):
        assert Disclosure.objects.get().items.count() == len(sent.decisions)


def test_what_they_refuse_stays_and_can_be_asked_again(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world)
    browser = put(world, referral)
    granted(town, asked(world), Outcome.REFUSED)
    assert titles(looked(world, referral)[0], going=False) == [HELD]
    put(world, referral, browser)
    with acting(actor(world.sender)):
        assert Ask.objects.count() == 2


def test_what_was_allowed_does_not_let_other_words_go_in_their_place(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world, notes=0)
    put(world, referral)
    granted(town, asked(world))
    assert titles(looked(world, referral)[0], going=False) == []
    form = form_of([("name", world.case.person_id)], ANSWERS | {"change": {"domestic_abuse": "YES", "aware": "NO"}})
    drafted(world, id=referral.pk, form=form, addressee=world.taker)
    assert titles(looked(world, referral)[0], going=False) == [HELD]


def test_what_was_allowed_for_one_person_does_not_go_to_another(town: Town) -> None:
    world = agreeing(town)
    referral = ready(world, notes=0)
    put(world, referral)
    granted(town, asked(world))
    form = form_of([("name", world.case.person_id)])
    drafted(world, id=referral.pk, form=form, addressee=world.manager)
    assert titles(looked(world, referral)[0], going=False) == [HELD]
