"""Passkeys: added, used as second step, by themselves, to confirm; and what a copied or planted one gets."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_encode
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.models import Agency, Partnership, User
from accounts.signin.passkeys import facts_of
from audit.ledger.models import Event
from tests import cast
from tests.accounts.conftest import Office
from tests.accounts.soft_key import SoftKey

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db]

ADD = "/your-sign-in/passkeys/add/"
BY_PASSKEY = "/sign-in/passkey/"
REFUSED = "This passkey does not open this account."


def add(desk: Client, user: User, key: SoftKey, *, signs_in: bool = True) -> Any:
    """Add a passkey as its owner does, after a fresh code."""
    if desk.get(ADD).status_code != 200:
        desk.post("/your-sign-in/confirm/", {"code": cast.code_of(user)})
    options = desk.get(ADD).context["js_data"]["creation_options"]
    filled = {"name": "Work phone", "credential": key.register(plain(options))}
    return desk.post(ADD, {**filled, **({"passwordless": "on"} if signs_in else {})})


def plain(options: Any) -> dict[str, Any]:
    """Options as a browser gets them."""
    made: dict[str, Any] = json.loads(json.dumps(dict(options), default=dict))
    return made


def sign_in(browser: Client, key: SoftKey) -> Any:
    """Sign in with the passkey alone, and follow to the page that then stands there."""
    options = browser.get(BY_PASSKEY, headers={"Accept": "application/json"}).json()["request_options"]
    return browser.post(BY_PASSKEY, {"credential": key.answer(options)}, follow=True)


def acts(user: User) -> list[str]:
    """What is written down of the user, oldest first."""
    with acting(cast.actor(user)):
        return list(Event.objects.filter(subject_id=user.pk).order_by("pk").values_list("act", flat=True))


@pytest.fixture
def key(desk: Client, asha: User) -> SoftKey:
    """Asha's passkey, which signs in by itself."""
    key = SoftKey()
    add(desk, asha, key)
    return key


def test_a_passkey_signs_in_by_itself(asha: User, key: SoftKey) -> None:
    browser = Client()
    sign_in(browser, key)
    assert browser.get("/look/").content == b"seen"
    assert acts(asha)[-2:] == ["accounts.passkey_added", "accounts.signed_in"]


def test_adding_one_asks_for_a_fresh_code(desk: Client) -> None:
    assert desk.get(ADD).headers["Location"].startswith("/your-sign-in/confirm/?next=")


def test_a_passkey_is_the_second_step_after_a_password(asha: User, key: SoftKey) -> None:
    browser = Client()
    browser.post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD})
    page = browser.get("/sign-in/code/")
    assert "Or use your passkey" in page.content.decode()
    options = plain(page.context["passkey"]["request_options"])
    assert browser.post("/sign-in/code/", {"credential": key.answer(options)}).headers["Location"] == "/"
    assert browser.get("/look/").content == b"seen"


def test_a_passkey_confirms_who_one_is(desk: Client, asha: User, key: SoftKey) -> None:
    options = plain(desk.get("/your-sign-in/confirm/").context["passkey"]["request_options"])
    there = desk.post("/your-sign-in/confirm/?next=/look/", {"credential": key.answer(options)})
    assert there.headers["Location"] == "/look/"
    assert acts(asha)[-1] == "accounts.confirmed"


@pytest.mark.parametrize(("discoverable", "signs_in"), [(True, False), (False, True)])
def test_t42_a_passkey_for_after_the_password_does_not_sign_in_by_itself(
    desk: Client, asha: User, *, discoverable: bool, signs_in: bool
) -> None:
    key = SoftKey(discoverable=discoverable)
    add(desk, asha, key, signs_in=signs_in)
    browser = Client()
    assert REFUSED in sign_in(browser, key).content.decode()
    assert browser.get("/look/").status_code == 302
    assert acts(asha)[-1] == "accounts.second_factor_failed"


def test_t42_changing_that_in_the_database_does_not_help(desk: Client, asha: User) -> None:
    key = SoftKey()
    add(desk, asha, key, signs_in=False)
    row = Authenticator.objects.get(user=asha, type="webauthn")
    row.data["credential"]["clientExtensionResults"] = {"credProps": {"rk": True}}
    row.data["passwordless"] = True
    row.save()
    assert REFUSED in sign_in(Client(), key).content.decode()


def test_t41_a_counter_that_goes_back_locks_the_passkey_and_raises_an_alarm(desk: Client, asha: User) -> None:
    key = SoftKey(count=7)
    add(desk, asha, key)
    copy = SoftKey(count=2, credential=key.credential, private=key.private, owner=key.owner)
    assert "This passkey is locked" in sign_in(Client(), copy).content.decode()
    assert acts(asha)[-1] == "accounts.passkey_copied"
    assert "This passkey is locked" in sign_in(Client(), key).content.decode()  # nor the true one: who knows which is
    assert "A copy of it may exist" in desk.get("/your-sign-in/").content.decode()


def test_t41_a_locked_passkey_opens_again_once_it_is_removed_and_added(desk: Client, asha: User) -> None:
    key = SoftKey(count=7)
    add(desk, asha, key)
    sign_in(Client(), SoftKey(count=2, credential=key.credential, private=key.private, owner=key.owner))
    locked = Authenticator.objects.get(user=asha, type="webauthn")
    assert desk.post(f"/your-sign-in/passkeys/{locked.pk}/remove/").headers["Location"] == "/your-sign-in/"
    add(desk, asha, key)
    browser = Client()
    sign_in(browser, key)
    assert browser.get("/look/").content == b"seen"


def test_t41_an_answer_counts_once(asha: User, key: SoftKey) -> None:
    first, second = Client(), Client()
    options = first.get(BY_PASSKEY, headers={"Accept": "application/json"}).json()["request_options"]
    answer = key.answer(options)
    first.post(BY_PASSKEY, {"credential": answer})
    assert first.get("/look/").content == b"seen"
    second.get(BY_PASSKEY, headers={"Accept": "application/json"})
    for replaying in (second, Client()):
        replaying.post(BY_PASSKEY, {"credential": answer})
        assert replaying.get("/look/").status_code == 302


def test_a_key_that_never_counts_is_taken_again_and_again(desk: Client, asha: User) -> None:
    key = SoftKey(count=0)
    add(desk, asha, key)
    for _ in range(2):
        key.count = -1
        browser = Client()
        sign_in(browser, key)
        assert browser.get("/look/").content == b"seen"


def test_a_key_that_asks_for_no_pin_is_not_added(desk: Client, asha: User) -> None:
    add(desk, asha, SoftKey(verifies=False))
    assert not Authenticator.objects.filter(user=asha, type="webauthn").exists()


@pytest.mark.parametrize("wrong", [{"verifies": False}, {"origin": "https://elsewhere.example"}, {"private": None}])
def test_an_answer_without_pin_for_another_site_or_by_another_key_is_refused(key: SoftKey, wrong: Any) -> None:
    for name, value in wrong.items():
        setattr(key, name, value or SoftKey().private if name == "private" else value)
    browser = Client()
    assert REFUSED in sign_in(browser, key).content.decode()
    assert browser.get("/look/").status_code == 302


def test_a_passkey_planted_in_the_database_opens_nothing(
    desk: Client, asha: User, partnership: Partnership, probation: Agency, key: SoftKey
) -> None:
    victim = cast.make_user(partnership, probation, password=cast.PASSWORD)
    planted = Authenticator.objects.get(user=asha, type="webauthn")
    planted.pk, planted.user = None, victim
    planted.save(force_insert=True)
    assert facts_of(planted) is None
    key.owner = websafe_encode(victim.pk.hex.encode())
    browser = Client()
    assert REFUSED in sign_in(browser, key).content.decode()
    assert browser.get("/look/").status_code == 302


def test_t42_another_public_key_under_a_passkeys_name_opens_nothing(desk: Client, asha: User, key: SoftKey) -> None:
    """Somebody who can only write rows puts their own key where hers was, under the name that hers had."""
    theirs = SoftKey(credential=key.credential)
    made = json.loads(theirs.register(plain(desk.get(ADD).context["js_data"]["creation_options"])))
    row = Authenticator.objects.get(user=asha, type="webauthn")
    row.data["credential"]["response"] = made["response"]
    row.save()
    browser = Client()
    assert REFUSED in sign_in(browser, theirs).content.decode()
    assert browser.get("/look/").status_code == 302


@pytest.mark.parametrize(
    "sent", ["", "null", "[]", "7", '"x"', "{}", '{"response": {}}', '{"response": {"userHandle": 7}}', "not json"]
)
def test_what_is_no_answer_is_refused_in_words(stranger: Client, sent: str) -> None:
    stranger.get(BY_PASSKEY, headers={"Accept": "application/json"})
    page = stranger.post(BY_PASSKEY, {"credential": sent}, follow=True)
    assert page.redirect_chain == [("/sign-in/", 302)]
    assert "passkey" in page.content.decode()


def test_the_challenge_is_the_same_for_everybody_and_names_no_key(asha: User, key: SoftKey) -> None:
    asked = Client().get(BY_PASSKEY, {"login": asha.email}, headers={"Accept": "application/json"}).json()
    assert set(asked["request_options"]["publicKey"]) <= {"challenge", "rpId", "userVerification", "allowCredentials"}
    assert not asked["request_options"]["publicKey"].get("allowCredentials")


def test_t65_a_passkey_of_nobody_or_of_a_closed_account_is_answered_as_a_wrong_one(
    asha: User, key: SoftKey, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    nobody, wrong = SoftKey(owner=websafe_encode(b"0" * 32)), SoftKey(owner=key.owner)
    answers = []
    for each in (nobody, wrong):
        browser = Client()
        options = browser.get(BY_PASSKEY, headers={"Accept": "application/json"}).json()["request_options"]
        with django_assert_num_queries(QUERIES_OF_A_WRONG_PASSKEY):
            browser.post(BY_PASSKEY, {"credential": each.answer(options)})
        answers.append(browser.get("/sign-in/").content.decode())
    office.close(asha)
    assert all(REFUSED in answer for answer in (*answers, sign_in(Client(), key).content.decode()))


QUERIES_OF_A_WRONG_PASSKEY = 13


def test_a_passkey_is_renamed_and_removed(desk: Client, asha: User, key: SoftKey) -> None:
    mine = Authenticator.objects.get(user=asha, type="webauthn")
    page = f"/your-sign-in/passkeys/{mine.pk}/"
    assert desk.get(f"{page}name/").status_code == desk.get(f"{page}remove/").status_code == 200
    desk.post(f"{page}name/", {"name": "Old phone"})
    assert "Old phone" in desk.get("/your-sign-in/").content.decode()
    desk.post(f"{page}remove/")
    assert acts(asha)[-1] == "accounts.passkey_removed"
    assert REFUSED in sign_in(Client(), key).content.decode()


def test_somebody_elses_passkey_cannot_be_renamed_or_removed(
    asha: User, partnership: Partnership, probation: Agency, key: SoftKey
) -> None:
    mine = Authenticator.objects.get(user=asha, type="webauthn")
    other = cast.make_user(partnership, probation, password=cast.PASSWORD)
    browser = cast.signed_in(other)
    browser.post("/your-sign-in/confirm/", {"code": cast.code_of(other)})
    for page in ("name", "remove"):
        assert browser.post(f"/your-sign-in/passkeys/{mine.pk}/{page}/", {"name": "Mine"}).status_code == 404
