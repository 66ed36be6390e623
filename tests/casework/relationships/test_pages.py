"""The forms of relationships as a browser without scripts sends them: nothing lost, nothing saved twice."""

import pytest
from django.test import Client

from casework.cases.models import Case
from casework.relationships.kinds import Kind
from tests.casework.relationships.ties import related, seen_by, told
from tests.cast import signed_in
from tests.town import Town, known_person, opened_case
from vault.ids import uuid7


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


def form(**changes: str) -> dict[str, str]:
    """The form as a caseworker fills it in."""
    return {
        "id": str(uuid7()), "name": "Wilhelmina Starling", "kind": "PARTNER", "risk": "NOT_KNOWN", "known": "NO",
        "basis": "REPORTED", "began": "about 2019", "ended": "", "born": "", "words": "Met at work", **changes,
    }  # fmt: skip


def add(browser: Client, case: Case, said: dict[str, str]) -> str:
    return browser.post(f"/cases/{case.reference}/relationships/add/", said, follow=True).content.decode()


def test_it_is_added_once_and_shown_with_what_it_rests_on(town: Town, browser: Client, case: Case) -> None:
    said = form()
    for _ in range(2):
        page = add(browser, case, said)
    assert "since about 2019" in page
    assert ">Reported<" in page
    assert told(seen_by(town.caseworker, case)) == [("Wilhelmina Starling", "PARTNER")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Enter a name, or the reference of a case of theirs."),
        ({"name": "?!"}, "Write a name with letters in it."),
        ({"kind": ""}, "Choose what they are to the person of this case."),
        ({"risk": ""}, "or that it is not known"),
        ({"known": ""}, "or that it is not known"),
        ({"basis": ""}, "a fact, reported, or an assessment"),
        ({"began": "31/02/2020"}, "does not exist"),
        ({"ended": "1/1/2099"}, "in the future"),
        ({"began": "2020", "ended": "2019"}, "cannot end before it began"),
        ({"reference": "RT-2222-2222"}, "You see no case with this reference"),
        ({"reference": "nonsense"}, "A reference looks like"),
        ({"kind": "MADE_UP"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_what_was_typed_stays(
    browser: Client, case: Case, changes: dict[str, str], words: str
) -> None:
    page = add(browser, case, form(**changes))
    assert words in page
    assert "Met at work" in page


def test_the_same_form_with_other_words_is_asked_again(browser: Client, case: Case) -> None:
    said = form()
    add(browser, case, said)
    assert "already saved once, with other words" in add(browser, case, {**said, "words": "Met at the station"})


def test_a_case_gives_the_name_that_is_not_typed(town: Town, browser: Client, case: Case) -> None:
    other = opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))
    page = add(browser, case, form(name="", reference=other.reference, kind="CO_OFFENDER"))
    assert "Jasper Thorncastle" in page
    assert other.reference in page


def test_a_case_that_somebody_does_not_see_is_as_one_that_is_not_there(town: Town, browser: Client, case: Case) -> None:
    hidden = opened_case(town.colleague, known_person(town.colleague, "Ambrose", "Pettigrew"))
    page = add(browser, case, form(reference=hidden.reference))
    assert "You see no case with this reference" in page
    assert "Pettigrew" not in page


def test_changing_keeps_a_link_to_a_case_that_the_writer_does_not_see(town: Town, case: Case) -> None:
    hidden = opened_case(town.colleague, known_person(town.colleague, "Ambrose", "Pettigrew"))
    row = related(town.caseworker, case, "Ambrose", Kind.SIBLING, other=hidden)
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/relationships/{row.pk}/change/"
    shown = browser.get(address).content.decode()
    assert hidden.reference not in shown
    browser.post(address, form(name="Ambrose", kind="SIBLING"))
    (tie,) = seen_by(town.caseworker, case).ties
    assert tie.relationship.other_case_id == hidden.pk
    assert tie.case is None


def test_changed_twice_at_once_the_second_is_told(town: Town, case: Case) -> None:
    row = related(town.caseworker, case)
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/relationships/{row.pk}/change/"
    assert browser.post(address, form()).status_code == 302
    assert browser.post(address, form()).status_code == 404


def test_what_is_typed_is_kept_as_a_draft(browser: Client, case: Case) -> None:
    assert 'name="draft"' in browser.get(f"/cases/{case.reference}/relationships/add/").content.decode()
