"""An idle screen locks; a code or a passkey leads back to the very page, and nothing that was sent is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency, KeptForm, Partnership, SignIn, User
from accounts.signin.kept import LONGEST_KEPT, MOST_CHARACTERS, MOST_KEPT
from accounts.signin.models import IDLE, LONGEST
from audit.ledger.models import Event
from tests import cast
from tests.accounts.conftest import Office

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db]

WORDS = "She rang at ten\r\nand was calm."
LOCKED = "/locked/?next=%2Flook%2F"


def left_alone(minutes: float = 15.1) -> None:
    """Nobody has asked for anything for so long."""
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))


def unlock(desk: Client, user: User, back: str = "/look/") -> str:
    """Unlock by a code, and say where that leads."""
    return desk.post("/locked/", {"code": cast.code_of(user), "next": back}).headers["Location"]


def sent_while_locked(desk: Client, **fields: Any) -> str:
    """Send a form that meets the lock, and say where it will be offered again."""
    to = desk.post("/typed/", {"note": WORDS, "tag": ["a", "b"], **fields}).headers["Location"]
    return to.removeprefix("/locked/?next=").replace("%2F", "/")


def test_after_fifteen_idle_minutes_a_code_leads_back_to_the_very_page(desk: Client, asha: User) -> None:
    left_alone(14.5)
    assert desk.get("/look/").content == b"seen"
    left_alone()
    assert desk.get("/look/?page=2").headers["Location"] == "/locked/?next=%2Flook%2F%3Fpage%3D2"
    page = desk.get("/locked/?next=/look/").content.decode()
    assert "Asha Ngata" in page
    assert "govuk-service-navigation" not in page
    assert unlock(desk, asha, "/look/?page=2") == "/look/?page=2"
    assert desk.get("/look/").content == b"seen"
    with acting(cast.actor(asha)):
        assert Event.objects.filter(act="accounts.unlocked", subject_id=asha.pk).count() == 1


def test_nothing_else_opens_a_locked_screen_and_time_does_not_run_back(desk: Client, asha: User) -> None:
    left_alone()
    for _ in range(2):
        for address in ("/look/", "/your-sign-in/", "/your-sign-in/app/", "/your-sign-in/confirm/", "/context/"):
            assert desk.get(address).headers["Location"].startswith("/locked/"), address
    assert desk.post("/locked/", {"code": "000000"}).status_code == 200
    assert desk.get("/look/").headers["Location"] == LOCKED


def test_an_address_that_is_not_there_says_nothing_of_who_is_locked_out(desk: Client, asha: User) -> None:
    left_alone()
    assert "Westhaven" not in desk.get("/nothing/").content.decode()


def test_unlocking_leads_nowhere_else(desk: Client, asha: User) -> None:
    left_alone()
    assert unlock(desk, asha, "https://example.com/") == "/"


def test_a_screen_can_be_locked_before_one_leaves_it(desk: Client, asha: User) -> None:
    assert desk.post("/locked/now/").headers["Location"] == "/locked/"
    assert desk.get("/look/").headers["Location"] == LOCKED
    assert unlock(desk, asha) == "/look/"


def test_a_locked_screen_can_be_left_for_good(desk: Client) -> None:
    left_alone()
    desk.post("/sign-out/")
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=/look/"


def test_a_closed_account_unlocks_nothing(desk: Client, asha: User, office: Office) -> None:
    left_alone()
    code = cast.code_of(asha)
    office.close(asha)
    assert desk.post("/locked/", {"code": code}).headers["Location"].startswith("/sign-in/")


def test_somebody_elses_code_does_not_unlock(desk: Client, partnership: Partnership, probation: Agency) -> None:
    other = cast.make_user(partnership, probation, password=cast.PASSWORD)
    cast.enrol(other)
    left_alone()
    assert desk.post("/locked/", {"code": cast.code_of(other)}).status_code == 200


def test_a_form_that_meets_the_lock_is_offered_again_word_for_word(desk: Client, asha: User) -> None:
    left_alone()
    kept = sent_while_locked(desk)
    assert desk.get(kept).headers["Location"].startswith("/locked/")
    assert unlock(desk, asha, kept) == kept
    page = desk.get(kept)
    assert page.context["words"].fields == [("note", WORDS), ("tag", "a"), ("tag", "b")]
    assert 'action="/typed/"' in page.content.decode()
    again = desk.post("/typed/", {"note": WORDS, "kept_form": kept.split("/")[-2]})
    assert again.content.decode() == WORDS
    assert desk.get(kept).status_code == 404


def test_a_kept_form_can_be_thrown_away_and_is_nobody_elses(
    desk: Client, asha: User, partnership: Partnership, probation: Agency
) -> None:
    left_alone()
    kept = sent_while_locked(desk)
    unlock(desk, asha)
    other = cast.signed_in(cast.make_user(partnership, probation, password=cast.PASSWORD))
    assert other.get(kept).status_code == other.post(kept).status_code == 404
    assert desk.get(kept).status_code == 200
    assert desk.post(kept).headers["Location"] == "/"
    assert not KeptForm.objects.exists()


def test_a_kept_form_stands_in_the_database_sealed_for_its_user_and_row(desk: Client, asha: User) -> None:
    left_alone()
    sent_while_locked(desk)
    assert "rang at ten" not in KeptForm.objects.get().words


def test_a_file_is_not_kept_and_the_page_says_so(desk: Client, asha: User) -> None:
    left_alone()
    kept = sent_while_locked(desk, file=SimpleUploadedFile("letter.pdf", b"%PDF"))
    unlock(desk, asha)
    assert "The file that you chose could not be kept." in desk.get(kept).content.decode()


@pytest.mark.parametrize("secret", ["password", "oldpassword", "code", "credential"])
def test_what_proves_who_one_is_is_never_kept(desk: Client, secret: str) -> None:
    left_alone()
    assert desk.post("/typed/", {secret: "x", "note": WORDS}).headers["Location"] == "/locked/?next=%2F"
    assert not KeptForm.objects.exists()


def test_only_the_latest_few_of_a_bearable_size_are_kept_for_twelve_hours(desk: Client, asha: User) -> None:
    left_alone()
    kept = [sent_while_locked(desk) for _ in range(MOST_KEPT + 2)]
    desk.post("/typed/", {"note": "x" * (MOST_CHARACTERS + 1)})
    assert KeptForm.objects.count() == MOST_KEPT
    unlock(desk, asha)
    assert (desk.get(kept[0]).status_code, desk.get(kept[-1]).status_code) == (404, 200)
    KeptForm.objects.update(kept_at=timezone.now() - LONGEST_KEPT)
    assert desk.get(kept[-1]).status_code == 404


def test_a_form_that_fails_when_it_is_sent_again_is_still_kept(desk: Client, asha: User) -> None:
    left_alone()
    kept = sent_while_locked(desk)
    unlock(desk, asha)
    desk.post("/broken/", {"kept_form": kept.split("/")[-2]})
    assert desk.get(kept).status_code == 200


def test_after_eight_hours_one_signs_in_again_and_what_was_sent_is_there(
    desk: Client, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr("accounts.signin.session.LONGEST", timedelta(0))
        to = desk.post("/typed/", {"note": WORDS}).headers["Location"]
    assert to.startswith("/sign-in/?next=%2Fsend-again%2F")
    desk.post(to, {"login": asha.email, "password": cast.PASSWORD})
    kept = desk.post("/sign-in/code/", {"code": cast.code_of(asha)}).headers["Location"]
    assert desk.get(kept).context["words"].fields == [("note", WORDS)]


def test_a_session_of_more_than_eight_hours_is_gone(desk: Client) -> None:
    SignIn.objects.update(ends_at=timezone.now())
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=/look/"
    assert SignIn.objects.get().ends_at - SignIn.objects.get().began_at < LONGEST


@pytest.mark.parametrize("column", ["began_at", "seen_at"])
def test_a_session_whose_times_lie_in_the_future_is_not_believed(desk: Client, column: str) -> None:
    SignIn.objects.update(**{column: timezone.now() + timedelta(seconds=30)})  # two servers' clocks differ a little
    assert desk.get("/look/").content == b"seen"
    SignIn.objects.update(**{column: timezone.now() + timedelta(minutes=2)})
    assert desk.get("/look/").headers["Location"] == "/sign-in/?next=/look/"


def test_a_script_asks_how_long_is_left_without_counting_as_somebody_there(desk: Client, asha: User) -> None:
    left_alone(14)
    assert 50 <= desk.get("/screen/").json()["locks_in"] <= 60
    assert 50 <= desk.get("/screen/").json()["locks_in"] <= 60
    assert desk.post("/screen/").json()["locks_in"] == IDLE.total_seconds()
    assert desk.get("/screen/").json()["locks_in"] > 890
    left_alone()
    assert desk.get("/screen/").json() == desk.post("/screen/").json() == {"locks_in": 0}
    assert desk.get("/look/").headers["Location"] == LOCKED


def test_a_page_that_asks_again_by_itself_does_not_keep_the_screen_open(desk: Client) -> None:
    left_alone(10)
    before = SignIn.objects.get().seen_at
    desk.get("/by-itself/")
    assert SignIn.objects.get().seen_at == before
    desk.get("/look/")
    assert SignIn.objects.get().seen_at > before


def test_a_script_unlocks_in_place(desk: Client, asha: User) -> None:
    left_alone()
    asked = {"Accept": "application/json"}
    assert desk.get("/locked/", headers=asked).json() == {"passkey": None}
    wrong = desk.post("/locked/", {"code": "000000"}, headers=asked)
    assert (wrong.status_code, "wrong or has been used" in wrong.json()["problem"]) == (422, True)
    assert desk.post("/locked/", {"code": cast.code_of(asha)}, headers=asked).json() == {"locked": False}
    assert desk.get("/look/").content == b"seen"


def test_what_asks_for_a_fresh_code_keeps_what_was_sent_and_leads_back(desk: Client, asha: User) -> None:
    assert desk.get("/far/").content == b"done"  # signed in a moment ago
    an_hour_ago(desk)
    assert desk.get("/far/?part=1").headers["Location"] == "/your-sign-in/confirm/?next=%2Ffar%2F%3Fpart%3D1"
    to = desk.post("/far/", {"note": WORDS}).headers["Location"]
    assert to.startswith("/your-sign-in/confirm/?next=%2Fsend-again%2F")
    kept = desk.post(to, {"code": cast.code_of(asha)}).headers["Location"]
    assert desk.get(kept).context["words"].fields == [("note", WORDS)]
    assert desk.post("/far/", {"note": WORDS, "kept_form": kept.split("/")[-2]}).content == b"done"
    with acting(cast.actor(asha)):
        refused = Event.objects.filter(act="accounts.refused").values_list("facts", flat=True)
        assert [facts["reason"] for facts in refused] == ["STEP_UP_NEEDED"] * 2


def test_what_cannot_be_kept_is_said_so(desk: Client) -> None:
    an_hour_ago(desk)
    page = desk.post("/far/", {"note": "x" * (MOST_CHARACTERS + 1)})
    assert page.status_code == 403
    assert "could not be kept" in page.content.decode()


def an_hour_ago(desk: Client) -> None:
    """Let the second factor have been given an hour ago."""
    session = desk.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.modified = True
    session.save()
