"""Guessing passwords and codes: it does not work, it keeps nobody out, and it tells nobody who has an account."""

from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Agency, Partnership, User
from accounts.signin.browsers import MOST_PEOPLE
from tests import cast
from tests.accounts.conftest import Office

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db]

WRONG = "a wrong password"
TOO_MANY = "Too many wrong tries"
PLACES = [f"192.0.2.{place}" for place in range(1, 21)]


def at(place: str) -> Client:
    """A browser on another network."""
    return Client(REMOTE_ADDR=place)


def try_password(browser: Client, address: str, password: str = WRONG) -> str:
    """Try once, and give the page, or where it leads."""
    answer = browser.post("/sign-in/", {"login": address, "password": password})
    return answer.headers.get("Location", "") or answer.content.decode()


def let_in(browser: Client, user: User) -> bool:
    """Whether the user can sign in there with both factors."""
    cast.sign_in(browser, user)
    return browser.get("/look/").status_code == 200


def attack(user: User, tries: int) -> None:
    """Wrong passwords for one account from twenty networks."""
    for turn in range(tries):
        try_password(at(PLACES[turn % len(PLACES)]), user.email)


def test_t65_wrong_passwords_from_elsewhere_do_not_keep_the_owner_out(asha: User) -> None:
    cast.enrol(asha)
    attack(asha, 60)
    assert let_in(at("198.51.100.7"), asha)


@pytest.mark.slow
def test_t65_ten_thousand_wrong_passwords_do_not_keep_the_owner_out(asha: User) -> None:
    cast.enrol(asha)
    attack(asha, 10_000)
    assert let_in(at("198.51.100.7"), asha)


def test_t65_on_the_attackers_own_network_a_known_browser_still_gets_in(desk: Client, asha: User) -> None:
    desk.post("/sign-out/")
    attacker = Client()
    for _ in range(70):  # more than a network may try in a minute
        try_password(attacker, asha.email)
    assert TOO_MANY in try_password(attacker, asha.email, cast.PASSWORD) or attacker.get("/look/").status_code == 302
    assert let_in(desk, asha)


def test_t65_a_known_browser_is_known_for_its_own_people_alone(
    desk: Client, asha: User, partnership: Partnership, probation: Agency
) -> None:
    other = cast.make_user(partnership, probation, password=cast.PASSWORD)
    desk.post("/sign-out/")
    for _ in range(5):
        try_password(desk, other.email)
    assert TOO_MANY in try_password(Client(), other.email, cast.PASSWORD)  # it was counted by its network
    assert TOO_MANY not in try_password(desk, asha.email)


def test_a_known_browser_cannot_guess_for_ever_either(desk: Client, asha: User) -> None:
    desk.post("/sign-out/")
    for _ in range(5):
        try_password(desk, asha.email)
    assert TOO_MANY in try_password(desk, asha.email, cast.PASSWORD)


def test_a_cookie_of_ones_own_making_makes_no_browser_known(asha: User) -> None:
    for made_up in ("x", "x.y", "." * 50, "a.b.c.d.e.f.g.h", ""):
        browser = Client()
        browser.cookies["browser"] = made_up
        for _ in range(5):
            try_password(browser, asha.email)
        assert TOO_MANY in try_password(Client(), asha.email)
        cache.clear()


def test_the_cookie_of_a_known_browser_names_nobody_and_stays_small(desk: Client, asha: User) -> None:
    kept = desk.cookies["browser"]
    assert asha.email not in kept.value
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/")
    assert len(kept.value) < 33 + 65 * MOST_PEOPLE


def test_t65_wrong_codes_from_elsewhere_do_not_keep_the_owner_out(desk: Client, asha: User) -> None:
    desk.post("/sign-out/")
    for place in PLACES[:20]:  # by somebody who has the password
        thief = at(place)
        try_password(thief, asha.email, cast.PASSWORD)
        for _ in range(5):
            thief.post("/sign-in/code/", {"code": "000000"})
    assert let_in(desk, asha)


def test_t65_a_botnet_with_the_password_gets_sixty_codes_an_hour_at_most(asha: User) -> None:
    cast.enrol(asha)
    answers = []
    for place in PLACES[:16]:
        thief = at(place)
        try_password(thief, asha.email, cast.PASSWORD)
        answers += [thief.post("/sign-in/code/", {"code": "000000"}).content.decode() for _ in range(4)]
    assert [TOO_MANY in answer for answer in answers].count(False) == 60


def test_wrong_codes_at_a_locked_screen_do_not_count_anywhere_else(desk: Client, asha: User) -> None:
    desk.post("/locked/now/")
    for _ in range(5):
        desk.post("/locked/", {"code": "000000"})
    assert TOO_MANY in desk.post("/locked/", {"code": cast.code_of(asha)}).content.decode()
    assert let_in(at("198.51.100.7"), asha)


@pytest.mark.slow
@pytest.mark.serial
def test_t65_unknown_closed_and_known_accounts_take_the_same_time(
    asha: User, partnership: Partnership, probation: Agency, office: Office, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    closed = cast.make_user(partnership, probation, password=cast.PASSWORD)
    office.close(closed)
    tried = {
        "unknown": ("nobody@example.org", "a wrong password"),
        "known": (asha.email, "a wrong password"),
        "closed": (closed.email, cast.PASSWORD),
    }
    times: dict[str, list[float]] = {name: [] for name in tried}
    browser = Client()
    for _ in range(TIMINGS):
        for name, (address, password) in tried.items():
            began = perf_counter()
            try_password(browser, address, password)
            times[name].append(perf_counter() - began)
    medians = [median(taken) * 1000 for taken in times.values()]
    assert max(medians) - min(medians) < 1, medians


TIMINGS = 2_000
