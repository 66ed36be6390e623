"""Wishes are kept word for word, shown first, superseded and never edited; an agreement is no consent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.refusals import AlreadySent
from casework.wishes.models import AboutSharing, Participation, ServiceAgreement, Wishes
from casework.wishes.selectors import agreements_of, summary, wishes_of
from casework.wishes.services import NewAnswer, NewWishes, record_agreement, write_wishes
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case, shared

WORDS = "I just want it to stop. I don’t want him to lose the kids\n& I'm not going back <3"


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


def said(user: User, case: Case, words: str = WORDS, *, days_ago: int = 0) -> NewWishes:
    who, new = actor(user), NewWishes(words, timezone.localdate() - timedelta(days=days_ago), AboutSharing.OBJECTS)
    with acting(who):
        write_wishes(actor=who, case=case, new=new)
    return new


def test_they_are_kept_word_for_word_with_who_wrote_them_down(town: Town, case: Case) -> None:
    said(town.caseworker, case)
    with acting(who := actor(town.caseworker)):
        latest = summary(who, open_case(who, case.reference))
    assert latest
    assert latest.words.text == WORDS
    assert (latest.row.written_by, latest.about_sharing) == (town.caseworker, AboutSharing.OBJECTS)


def test_they_stand_first_on_the_page_of_a_victims_case(town: Town, case: Case) -> None:
    said(town.caseworker, case, "I want my door mended")
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/").content.decode()
    assert page.index("I want my door mended") < page.index("Log an intervention")
    assert page.index("I want my door mended") < page.index("Why this case is open")


def test_later_words_supersede_and_earlier_ones_stay(town: Town, case: Case) -> None:
    said(town.caseworker, case, "Nothing, leave me be", days_ago=30)
    said(town.caseworker, case, "A new lock, please")
    said(town.caseworker, case, "Written down late", days_ago=10)
    with acting(who := actor(town.caseworker)):
        opened = open_case(who, case.reference)
        assert [one.words.text for one in wishes_of(who, opened)] == [
            "A new lock, please", "Written down late", "Nothing, leave me be",
        ]  # fmt: skip
        assert "bound to" in refused("UPDATE casework_wishes SET said_on = said_on - 1")


def test_sent_twice_they_are_one_and_other_words_under_the_id_are_refused(town: Town, case: Case) -> None:
    new = said(town.caseworker, case)
    who = actor(town.caseworker)
    with acting(who):
        write_wishes(actor=who, case=case, new=new)
        assert Wishes.objects.count() == 1
        with pytest.raises(AlreadySent):
            write_wishes(actor=who, case=case, new=replace(new, words="Something else"))
        with pytest.raises(ValidationError):
            write_wishes(actor=who, case=case, new=NewWishes(" ", timezone.localdate() + timedelta(days=1)))


def test_another_agency_sees_them_by_the_share_of_their_category_alone(town: Town, case: Case) -> None:
    said(town.caseworker, case, "I want my door mended")
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    browser, page = signed_in(town.partner), f"/cases/{case.reference}/"
    assert "door mended" not in browser.get(page).content.decode()
    shared(town.caseworker, case, town.probation, Category.VULNERABILITY_ASSESSMENT)
    assert "door mended" in browser.get(page).content.decode()
    with pytest.raises(NotPermitted):
        said(town.partner, case)


def test_taking_part_is_kept_with_its_words_and_the_latest_answer_counts(town: Town, case: Case) -> None:
    today = timezone.localdate()
    who = actor(town.caseworker)
    with acting(who):
        for state, days in ((Participation.AGREED, 9), (Participation.ENDED, 1)):
            new = NewAnswer(state, "Weekly calls", today - timedelta(days=days), "Too much just now")
            record_agreement(actor=who, case=case, new=new)
            record_agreement(actor=who, case=case, new=new)
        assert ServiceAgreement.objects.count() == 2
        answers = agreements_of(who, open_case(who, case.reference))
        assert [(one.state, one.what.text) for one in answers] == [
            ("Stopped taking part", "Weekly calls"), ("Agreed to take part", "Weekly calls"),
        ]  # fmt: skip
        with pytest.raises(ValidationError):
            record_agreement(actor=who, case=case, new=NewAnswer(Participation.AGREED, "", today))


def test_what_was_typed_stays_when_the_form_is_refused(town: Town, case: Case) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    browser = signed_in(town.caseworker)
    form = {"id": "0190a0a0-0000-7000-8000-000000000001", "words": "Kept words", "said_on": f"{tomorrow:%d/%m/%Y}"}
    page = browser.post(f"/cases/{case.reference}/wishes/", form).content.decode()
    assert "Kept words" in page
    assert "still to come" in page
