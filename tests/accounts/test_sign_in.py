"""Signing in: password, then a code; a password alone opens nothing, and nobody learns who has an account."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Agency, Partnership, User
from accounts.signin import codes
from tests import cast
from tests.accounts.conftest import Office

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db]

WRONG = "These do not match."


def give_password(visitor: Client, user: User) -> str:
    """Give the right password, and say where that leads."""
    return visitor.post("/sign-in/", {"login": user.email, "password": cast.PASSWORD}).headers["Location"]


def test_signing_in_takes_a_password_and_a_code(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    assert give_password(stranger, asha) == "/sign-in/code/"
    assert stranger.get("/look/").headers["Location"].startswith("/sign-in/")
    assert stranger.post("/sign-in/code/", {"code": cast.code_of(asha)}).headers["Location"] == "/"
    assert stranger.get("/look/").content == b"seen"


def test_nothing_is_open_without_signing_in_but_what_is_marked(stranger: Client) -> None:
    assert stranger.get("/look/").headers["Location"] == "/sign-in/?next=/look/"
    assert stranger.get("/open/").content == b"actor None"


@pytest.mark.parametrize("address", ["/look/", "/context/", "/your-sign-in/", "/your-sign-in/recovery-codes/"])
def test_a_password_alone_leads_only_to_setting_up_an_app(stranger: Client, asha: User, address: str) -> None:
    give_password(stranger, asha)
    assert stranger.get(address).headers["Location"] == "/your-sign-in/app/"
    assert stranger.post(address).headers["Location"] == "/your-sign-in/app/"


def test_a_password_alone_makes_no_actor_even_on_an_open_page(stranger: Client, asha: User) -> None:
    give_password(stranger, asha)
    assert stranger.get("/open/").content == b"actor None"


def test_setting_up_an_app_gives_recovery_codes_once_and_opens_the_rest(stranger: Client, asha: User) -> None:
    give_password(stranger, asha)
    form = stranger.get("/your-sign-in/app/").context["form"]
    code = format_hotp_value(hotp_value(form.secret, codes.current_step()))
    assert stranger.post("/your-sign-in/app/", {"code": code}).headers["Location"] == "/your-sign-in/recovery-codes/"
    shown = stranger.get("/your-sign-in/recovery-codes/").context["unused_codes"]
    assert len(set(shown)) == 10
    assert set(stranger.get("/your-sign-in/recovery-codes/").context["unused_codes"]) == {"****"}
    assert stranger.get("/look/").content == b"seen"


def test_t41_a_recovery_code_opens_the_door_once(asha: User) -> None:
    cast.enrol(asha)
    code = Authenticator.objects.get(user=asha, type="recovery_codes").wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    give_password(first, asha)
    first.post("/sign-in/code/", {"code": code})
    assert first.get("/look/").content == b"seen"
    give_password(second, asha)
    assert second.post("/sign-in/code/", {"code": code}).status_code == 200
    assert second.get("/look/").status_code == 302


def test_t41_a_code_counts_once(asha: User) -> None:
    cast.enrol(asha)
    code = cast.code_of(asha)
    first, second = Client(), Client()
    give_password(first, asha)
    first.post("/sign-in/code/", {"code": code})
    give_password(second, asha)
    page = second.post("/sign-in/code/", {"code": code})
    assert "wrong or has been used" in page.content.decode()
    assert second.get("/look/").status_code == 302


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_t41_a_seed_put_into_anothers_row_opens_nothing(
    stranger: Client, asha: User, partnership: Partnership, probation: Agency, kind: str
) -> None:
    """Somebody who can only write rows gives her the second factor that they hold themselves."""
    thief = cast.make_user(partnership, probation)
    for user in (asha, thief):
        cast.enrol(user)
    mine = Authenticator.objects.get(user=thief, type=kind)
    code = cast.code_of(thief) if kind == "totp" else RecoveryCodes(mine).get_unused_codes()[0]
    Authenticator.objects.filter(user=asha, type=kind).update(data=mine.data)
    give_password(stranger, asha)
    assert "is wrong or has been used" in stranger.post("/sign-in/code/", {"code": code}).content.decode()
    assert stranger.get("/look/").status_code == 302


def test_a_code_counts_once_also_when_the_library_has_forgotten_it(asha: User) -> None:
    app = cast.enrol(asha)
    code = cast.code_of(asha)
    assert codes.spend(app, code)
    cache.clear()
    visitor = Client()
    give_password(visitor, asha)
    assert visitor.post("/sign-in/code/", {"code": code}).status_code == 200
    assert visitor.get("/look/").status_code == 302


def test_the_code_that_set_up_the_app_does_not_sign_anybody_in(stranger: Client, asha: User) -> None:
    give_password(stranger, asha)
    form = stranger.get("/your-sign-in/app/").context["form"]
    code = format_hotp_value(hotp_value(form.secret, codes.current_step()))
    stranger.post("/your-sign-in/app/", {"code": code})
    thief = Client()
    give_password(thief, asha)
    assert thief.post("/sign-in/code/", {"code": code}).status_code == 200


def test_an_unknown_address_a_wrong_password_and_a_closed_account_look_alike(
    stranger: Client, asha: User, partnership: Partnership, probation: Agency, office: Office
) -> None:
    closed = cast.make_user(partnership, probation, password=cast.PASSWORD)
    office.close(closed)
    answers = [
        stranger.post("/sign-in/", {"login": address, "password": password})
        for address, password in [
            ("nobody@example.org", cast.PASSWORD), (asha.email, "a wrong password"), (closed.email, cast.PASSWORD),
        ]
    ]  # fmt: skip
    tokens_and_address = re.compile(r'value="[^"]*"')
    assert {answer.status_code for answer in answers} == {200}
    assert len({tokens_and_address.sub("", answer.content.decode()) for answer in answers}) == 1
    assert WRONG in answers[0].content.decode()


def test_an_unknown_address_costs_as_many_queries_as_a_wrong_password(
    stranger: Client, asha: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stranger.post("/sign-in/", {"login": "nobody@example.org", "password": "a wrong password"})
    with django_assert_num_queries(QUERIES_OF_A_WRONG_PASSWORD):
        stranger.post("/sign-in/", {"login": "another@example.org", "password": "a wrong password"})
    with django_assert_num_queries(QUERIES_OF_A_WRONG_PASSWORD):
        stranger.post("/sign-in/", {"login": asha.email, "password": "a wrong password"})


QUERIES_OF_A_WRONG_PASSWORD = 22


def test_an_unknown_address_costs_as_many_slow_hashes_as_a_wrong_password(
    stranger: Client, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    stranger.post("/sign-in/", {"login": "nobody@example.org", "password": "a wrong password"})
    assert hashed == ["a wrong password"]
    stranger.post("/sign-in/", {"login": asha.email, "password": "a wrong password"})
    assert hashed == ["a wrong password"] * 2


def test_after_five_wrong_passwords_the_right_one_must_wait(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    for _ in range(5):
        stranger.post("/sign-in/", {"login": asha.email, "password": "a wrong password"})
    page = stranger.post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD})
    assert "Too many wrong tries" in page.content.decode()


def test_after_five_wrong_codes_the_right_one_must_wait(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    give_password(stranger, asha)
    for _ in range(5):
        stranger.post("/sign-in/code/", {"code": "000000"})
    page = stranger.post("/sign-in/code/", {"code": cast.code_of(asha)})
    assert "Too many wrong tries" in page.content.decode()


def test_nobody_signs_up_resets_or_changes_an_address(desk: Client) -> None:
    for address in ("/signup/", "/accounts/signup/", "/password/reset/", "/email/"):
        assert desk.get(address).status_code == 404


def test_the_sign_in_page_says_what_is_missing_in_its_own_words(stranger: Client) -> None:
    page = stranger.post("/sign-in/", {}).content.decode()
    for words in ("E-mail address", "Enter your e-mail address.", "Enter your password."):
        assert words in page


def test_until_an_app_is_set_up_no_page_is_offered_that_would_lead_back_here(stranger: Client, asha: User) -> None:
    give_password(stranger, asha)
    page = stranger.get("/your-sign-in/app/").content.decode()
    assert "Sign out" in page
    assert "govuk-service-navigation" not in page
    assert 'href="/your-sign-in/"' not in page
