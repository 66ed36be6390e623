"""After signing in: how long it lasts, what ends it, what is written down, and looking after one's own sign-in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.models import Agency, Partnership, User
from accounts.roles import Role
from accounts.signin import codes, session
from accounts.signin.models import SignIn
from accounts.signin.sessions import hashed, opened
from audit.ledger.models import Event
from tests import cast
from tests.accounts.conftest import Office

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db]

WRONG = "These do not match."


def give_password(visitor: Client, user: User) -> str:
    """Give the right password, and say where that leads."""
    return visitor.post("/sign-in/", {"login": user.email, "password": cast.PASSWORD}).headers["Location"]


def test_signing_in_changes_the_session_key(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    give_password(stranger, asha)
    before = stranger.cookies["session"].value
    stranger.post("/sign-in/code/", {"code": cast.code_of(asha)})
    assert stranger.cookies["session"].value != before
    assert not SignIn.objects.filter(key=hashed(before)).exists()


def test_after_eight_hours_one_signs_in_again(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "LONGEST", timedelta(0))
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=%2Flook%2F"
    assert "Sign in again" in desk.get("/sign-in/").content.decode()


def test_a_session_of_a_password_alone_does_not_grow_when_the_app_comes_elsewhere(stranger: Client, asha: User) -> None:
    give_password(stranger, asha)
    cast.enrol(asha)
    assert stranger.get("/look/").headers["Location"] == "/sign-in/?next=%2Flook%2F"
    assert stranger.get("/look/").headers["Location"] == "/sign-in/?next=/look/"


def test_closing_an_account_counts_on_the_next_request(desk: Client, asha: User, office: Office) -> None:
    office.close(asha)
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=/look/"


def test_taking_a_role_away_counts_on_the_next_request(
    partnership: Partnership, probation: Agency, office: Office
) -> None:
    lead = cast.make_user(partnership, probation, Role.PARTNERSHIP_IG_LEAD, password=cast.PASSWORD)
    desk = cast.signed_in(lead)
    assert desk.get("/context/").content.endswith(b"|on")
    office.take_roles(lead)
    assert desk.get("/context/").content.endswith(b"|")


def test_signing_out_ends_the_session_and_asks_the_browser_to_forget(desk: Client) -> None:
    page = desk.post("/sign-out/")
    assert page["Clear-Site-Data"] == '"cache", "storage"'
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=/look/"


def test_every_step_is_recorded_without_an_address(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    stranger.post("/sign-in/", {"login": "nobody@example.org", "password": "a wrong password"})
    stranger.post("/sign-in/", {"login": asha.email, "password": "a wrong password"})
    give_password(stranger, asha)
    stranger.post("/sign-in/code/", {"code": "000000"})
    stranger.post("/sign-in/code/", {"code": cast.code_of(asha)})
    stranger.post("/sign-out/")
    with acting(cast.actor(asha)):
        events = Event.objects.filter(kind="AUTHENTICATION").order_by("id")
        told = list(events.values_list("act", "subject_id", "actor_kind"))
    known = str(asha.pk)
    assert told == [
        ("accounts.sign_in_failed", known, "system"),
        ("accounts.second_factor_failed", known, "system"),
        ("accounts.signed_in", known, "user"),
        ("accounts.signed_out", known, "user"),
    ]


def test_neither_seeds_nor_sessions_nor_counters_can_be_read_in_the_database(
    stranger: Client, asha: User, owner_text: Callable[[], str]
) -> None:
    give_password(stranger, asha)
    seed = stranger.get("/your-sign-in/app/").context["form"].secret
    stored = SignIn.objects.get(key=hashed(stranger.cookies["session"].value))
    assert (opened(stored) or {})["mfa.totp.secret"] == seed
    code = format_hotp_value(hotp_value(seed, codes.current_step()))
    stranger.post("/your-sign-in/app/", {"code": code})
    text = owner_text()
    assert seed not in text
    assert "127.0.0.1" not in text


def test_a_session_row_that_was_changed_signs_nobody_in(desk: Client) -> None:
    SignIn.objects.update(data="changed")
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=/look/"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "/\\example.com"])
def test_signing_in_leads_nowhere_else(stranger: Client, asha: User, elsewhere: str) -> None:
    cast.enrol(asha)
    stranger.post(f"/sign-in/?next={elsewhere}", {"login": asha.email, "password": cast.PASSWORD})
    assert stranger.post("/sign-in/code/", {"code": cast.code_of(asha)}).headers["Location"] == "/"


def test_whoever_is_half_way_in_can_go_back_and_sign_in_as_somebody_else(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    give_password(stranger, asha)
    assert stranger.get("/sign-in/").headers["Location"] == "/sign-in/code/"
    assert stranger.post("/sign-out/", {"next": "/sign-in/"}).headers["Location"] == "/sign-in/"
    assert stranger.get("/sign-in/").status_code == 200


def test_a_new_password_takes_the_old_one_keeps_the_session_and_is_recorded(desk: Client, asha: User) -> None:
    new = "staple battery horse correct"
    words = {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}
    assert desk.post("/your-sign-in/password/", {**words, "oldpassword": "wrong"}).status_code == 200
    assert desk.post("/your-sign-in/password/", words).headers["Location"] == "/your-sign-in/"
    assert desk.get("/look/").content == b"seen"
    assert User.objects.get(pk=asha.pk).check_password(new)
    with acting(cast.actor(asha)):
        assert Event.objects.filter(act="accounts.password_changed", subject_id=asha.pk).count() == 1


def test_a_short_or_common_password_is_refused(desk: Client) -> None:
    for new in ("short", "password1234"):
        words = {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}
        assert desk.post("/your-sign-in/password/", words).status_code == 200


def test_a_new_phone_takes_a_code_of_the_old_one_and_opens_nothing_until_it_is_set_up(desk: Client, asha: User) -> None:
    assert desk.post("/your-sign-in/app/replace/").headers["Location"].startswith("/your-sign-in/confirm/?next=")
    assert 'href="/your-sign-in/app/replace/"' in desk.get("/your-sign-in/").content.decode()
    desk.post("/your-sign-in/confirm/", {"code": cast.code_of(asha)})
    assert "Have your new phone with you" in desk.get("/your-sign-in/app/replace/").content.decode()
    assert desk.post("/your-sign-in/app/replace/").headers["Location"] == "/your-sign-in/app/"
    assert desk.get("/look/").headers["Location"] == "/your-sign-in/app/"
    assert not Authenticator.objects.filter(user=asha).exists()


@pytest.mark.parametrize(
    "address", ["/your-sign-in/", "/your-sign-in/password/", "/your-sign-in/confirm/", "/sign-out/"]
)
def test_the_pages_of_ones_own_sign_in_can_be_read(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 200


def test_new_recovery_codes_ask_for_a_code_first(desk: Client, asha: User) -> None:
    assert desk.post("/your-sign-in/recovery-codes/new/").headers["Location"].startswith("/your-sign-in/confirm/?next=")
    desk.post("/your-sign-in/confirm/", {"code": cast.code_of(asha)})
    assert desk.post("/your-sign-in/recovery-codes/new/").headers["Location"] == "/your-sign-in/recovery-codes/"
    assert len(set(desk.get("/your-sign-in/recovery-codes/").context["unused_codes"])) == 10


@pytest.mark.parametrize("teams", [0, 3])
def test_a_signed_in_request_costs_the_same_whoever_asks(
    partnership: Partnership, probation: Agency, teams: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mine = [cast.make_team(partnership, probation) for _ in range(teams)]
    roles = list(Role)[: teams + 1]
    desk = cast.signed_in(cast.make_user(partnership, probation, *roles, teams=mine, password=cast.PASSWORD))
    with django_assert_num_queries(QUERIES_OF_A_REQUEST):
        desk.get("/empty/")


QUERIES_OF_A_REQUEST = 10
