"""Where somebody is signed in, ending it, and cookies that are stolen, tossed, fixed or used again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.denials import NotPermitted, StepUpNeeded
from accounts.models import Agency, Partnership, SignIn, User
from accounts.roles import Role
from accounts.signin.devices import device_of
from accounts.signin.services import end_sign_ins, reset_second_factor
from accounts.signin.sessions import hashed
from audit.ledger.models import Event
from tests import cast

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db]

WHERE = "/your-sign-in/where/"
ON_AN_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1 Version/17.4 Safari/604.1"
ON_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"


def elsewhere(user: User, agent: str = ON_AN_IPHONE) -> Client:
    """Another browser in which the user has signed in."""
    return cast.sign_in(Client(headers={"user-agent": agent}), user)


def with_cookie(value: str) -> Client:
    """A browser with this session cookie and nothing else."""
    browser = Client()
    browser.cookies["session"] = value
    return browser


def is_in(browser: Client) -> bool:
    """Whether the browser is let in."""
    return browser.get("/look/").status_code == 200


def administrator(partnership: Partnership, agency: Agency, *, ago: int = 1) -> Actor:
    """An agency's administrator who confirmed who they are so many minutes ago."""
    user = cast.make_user(partnership, agency, Role.AGENCY_ADMINISTRATOR)
    return actor_for(user, authenticated_at=timezone.now() - timedelta(minutes=ago))


def test_ones_sign_ins_are_listed_by_device_without_a_network_address(desk: Client, asha: User) -> None:
    assert "End all others" not in desk.get(WHERE).content.decode()
    elsewhere(asha)
    page = desk.get(WHERE)
    words = page.content.decode()
    assert "End all others" in words
    assert "Safari on an iPhone" in words
    assert "This one" in words
    assert "127.0.0.1" not in words
    assert {sign_in.user_id for sign_in in page.context["sign_ins"]} == {asha.pk}


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (ON_AN_IPHONE, ("SAFARI", "IPHONE")),
        (ON_WINDOWS, ("EDGE", "WINDOWS")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", ("FIREFOX", "LINUX")),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126 Mobile Safari/537", ("CHROME", "ANDROID")),
        ("<script>alert(1)</script>", ("OTHER", "OTHER")),
    ],
)
def test_a_device_is_named_from_a_closed_list(agent: str, device: tuple[str, str]) -> None:
    assert device_of(agent) == device


def test_ending_one_counts_on_its_next_request(desk: Client, asha: User) -> None:
    phone = elsewhere(asha)
    there = SignIn.objects.get(key=hashed(phone.cookies["session"].value))
    assert desk.post(f"{WHERE}{there.pk}/end/").headers["Location"] == WHERE
    met = phone.get("/look/")
    assert (met.headers["Location"], met.headers["Clear-Site-Data"]) == ("/sign-in/?next=/look/", '"cache", "storage"')
    assert (is_in(phone), is_in(desk)) == (False, True)


def test_ending_the_one_here_asks_the_browser_to_forget(desk: Client, asha: User) -> None:
    here = SignIn.objects.get(user=asha)
    page = desk.post(f"{WHERE}{here.pk}/end/")
    assert (page.headers["Location"], page.headers["Clear-Site-Data"]) == ("/sign-in/", '"cache", "storage"')
    assert not is_in(desk)


def test_ending_all_others_leaves_the_one_here(desk: Client, asha: User) -> None:
    phones = [elsewhere(asha)]
    desk.post(f"{WHERE}others/end/")
    assert [is_in(phone) for phone in phones] == [False]
    assert is_in(desk)


def test_nobody_ends_somebody_elses(desk: Client, partnership: Partnership, probation: Agency) -> None:
    other = cast.signed_in(cast.make_user(partnership, probation, password=cast.PASSWORD))
    theirs = SignIn.objects.get(key=hashed(other.cookies["session"].value))
    assert desk.post(f"{WHERE}{theirs.pk}/end/").status_code == 404
    assert is_in(other)


def test_an_administrator_ends_a_persons_sign_ins(
    desk: Client, asha: User, partnership: Partnership, probation: Agency
) -> None:
    who = administrator(partnership, probation)
    with acting(who):
        assert end_sign_ins(actor=who, user=asha) == 1
        assert Event.objects.filter(act="accounts.sign_in_ended", subject_id=asha.pk).count() == 1
    assert not is_in(desk)


def test_an_administrator_of_another_agency_or_partnership_does_not(
    desk: Client, asha: User, partnership: Partnership, probation: Agency
) -> None:
    foreign = replace(administrator(partnership, probation), partnership_id=cast.make_partnership().pk)
    for who in (administrator(partnership, cast.make_agency(partnership)), foreign):
        with pytest.raises(NotPermitted), acting(who):
            end_sign_ins(actor=who, user=asha)
        with pytest.raises(NotPermitted), acting(who):
            reset_second_factor(actor=who, user=asha)
    assert is_in(desk)


def test_a_lost_second_factor_is_taken_away_after_a_fresh_code_and_set_up_anew(
    desk: Client, asha: User, partnership: Partnership, probation: Agency
) -> None:
    stale, who = administrator(partnership, probation, ago=6), administrator(partnership, probation)
    with pytest.raises(StepUpNeeded), acting(stale):
        reset_second_factor(actor=stale, user=asha)
    with acting(who):
        reset_second_factor(actor=who, user=asha)
        assert Event.objects.filter(act="accounts.second_factor_reset", subject_id=asha.pk).count() == 1
    assert not is_in(desk)
    assert not Authenticator.objects.filter(user=asha).exists()
    browser = Client()
    browser.post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD})
    assert browser.get("/look/").headers["Location"] == "/your-sign-in/app/"


def test_nobody_takes_their_own_second_factor_away(partnership: Partnership, probation: Agency) -> None:
    who = administrator(partnership, probation)
    with pytest.raises(NotPermitted, match="NOT_PERMITTED"), acting(who):
        reset_second_factor(actor=who, user=User.objects.get(pk=who.principal))


def test_t64_a_session_gets_a_new_key_at_every_step_and_the_old_one_opens_nothing(desk: Client, asha: User) -> None:
    new = "staple battery horse correct"
    steps: list[tuple[str, dict[str, str]]] = [
        ("/your-sign-in/confirm/", {"code": ""}),
        ("/your-sign-in/password/", {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}),
    ]
    for address, form in steps:
        before = desk.cookies["session"].value
        desk.post(address, {**form, **({"code": cast.code_of(asha)} if "code" in form else {})})
        assert desk.cookies["session"].value != before, address
        assert not is_in(with_cookie(before)), address
        assert is_in(desk), address


def test_t64_unlocking_gives_a_new_key_too(desk: Client, asha: User) -> None:
    desk.post("/locked/now/")
    before = desk.cookies["session"].value
    desk.post("/locked/", {"code": cast.code_of(asha)})
    assert desk.cookies["session"].value != before
    assert (is_in(with_cookie(before)), is_in(desk)) == (False, True)


def test_t64_a_cookie_from_before_signing_out_opens_nothing(desk: Client, asha: User) -> None:
    stolen = desk.cookies["session"].value
    assert is_in(with_cookie(stolen))
    desk.post("/sign-out/")
    assert not is_in(with_cookie(stolen))
    assert not SignIn.objects.filter(user=asha).exists()


def test_t64_a_session_that_an_attacker_began_is_not_the_one_that_is_signed_in(asha: User) -> None:
    cast.enrol(asha)
    attacker = Client()
    attacker.post("/sign-in/", {"login": asha.email, "password": "wrong"})
    attacker.get("/sign-in/passkey/", headers={"Accept": "application/json"})
    fixed = attacker.cookies["session"].value
    victim = cast.sign_in(with_cookie(fixed), asha)
    assert is_in(victim)
    assert victim.cookies["session"].value != fixed
    assert not is_in(attacker)


@pytest.mark.parametrize("tossed", ["a" * 43, "x", "", "../../etc", "é", "a" * 5000])
def test_t64_a_tossed_cookie_is_never_adopted(asha: User, tossed: str) -> None:
    cast.enrol(asha)
    victim = cast.sign_in(with_cookie(tossed), asha)
    assert is_in(victim)
    assert victim.cookies["session"].value != tossed
    assert not SignIn.objects.filter(key=hashed(tossed)).exists()


def test_t64_what_is_kept_of_a_cookie_does_not_sign_in(desk: Client, asha: User) -> None:
    assert not is_in(with_cookie(SignIn.objects.get(user=asha).key))


def test_t64_what_one_session_holds_does_not_open_in_the_row_of_another(
    desk: Client, asha: User, partnership: Partnership, probation: Agency
) -> None:
    other = cast.signed_in(cast.make_user(partnership, probation, password=cast.PASSWORD))
    theirs = SignIn.objects.exclude(user=asha).get()
    SignIn.objects.filter(pk=theirs.pk).update(data=SignIn.objects.get(user=asha).data)
    assert not is_in(other)


def test_t64_no_more_sign_ins_at_once_than_are_allowed(desk: Client, asha: User, settings: Any) -> None:
    settings.SIGN_INS_AT_ONCE = 2
    a_minute_goes_by(asha)
    second = elsewhere(asha)
    a_minute_goes_by(asha)
    third = elsewhere(asha)
    assert [is_in(browser) for browser in (desk, second, third)] == [False, True, True]


def a_minute_goes_by(user: User) -> None:
    """Let every code that was used be long ago."""
    cache.clear()
    app = Authenticator.objects.get(user=user, type="totp")
    app.data.pop("last_step", None)
    app.save()
    SignIn.objects.update(seen_at=F("seen_at") - timedelta(minutes=1))


def test_t64_nobody_is_signed_in_from_another_site(asha: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/")
    forged = {"login": asha.email, "password": cast.PASSWORD}
    assert browser.post("/sign-in/", forged).status_code == 403
    assert browser.post("/sign-in/", {**forged, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert browser.post("/sign-in/passkey/", {"credential": "{}"}).status_code == 403
    assert not SignIn.objects.exclude(user=None).exists()


def test_looking_at_the_sign_in_page_begins_no_session(stranger: Client) -> None:
    stranger.get("/sign-in/")
    assert "session" not in stranger.cookies
    assert not SignIn.objects.exists()
