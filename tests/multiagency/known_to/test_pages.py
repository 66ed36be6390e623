"""The pages of the known-to check: what they say, what they refuse in words, and what they cost."""

from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from audit.ledger.models import Event
from casework.cases.models import Role as CaseRole
from casework.people.details import PersonDetails
from casework.people.models import AliasKind
from multiagency.acts import KNOWN_TO_CHECKED
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.multiagency.known_to.asking import BORN, PURPOSE, TYPED, recorded, worked
from tests.town import Town, broken, known_person, opened_case

pytestmark = pytest.mark.django_db

ALIASES: Final = ((AliasKind.STREET, "Quillon Featherstonehaugh"),)
HIT: Final = "contact the information-sharing desk at Westhaven Police"


def test_the_page_tells_whom_to_ask_and_nothing_else(town: Town, officer: User) -> None:
    case = worked(town.caseworker)
    client = signed_in(officer)
    said = client.post("/people/known-to/", TYPED).content.decode()
    assert HIT in said
    assert "1 agency knows them" in said
    told = (case.reference, str(case.pk), str(case.person_id), "Casey Worker", "burglaries", "High priority", "Active")
    assert [word for word in told if word in said] == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"date_of_birth": ""}, "Enter the whole date of birth, or an identifier."),
        ({"date_of_birth": "March 1984"}, "Enter the whole date of birth, or an identifier."),
        ({"date_of_birth": "31/2/1984"}, "date"),
        ({"given": "", "family": ""}, "A date of birth alone is not enough"),
        ({"identifier": "1999/0123456X"}, "Choose what kind of identifier this is."),
        ({"purpose": ""}, "Choose what you need to know it for."),
        ({"purpose": "IG_AUDIT"}, "IG_AUDIT is not one of the available choices."),
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_asks_nobody(
    town: Town, officer: User, typed: dict[str, str], words: str
) -> None:
    said = signed_in(officer).post("/people/known-to/", {**TYPED, **typed}).content.decode()
    assert "There is a problem" in said
    assert words in said
    with acting(actor(officer)):
        assert not Event.objects.filter(act=KNOWN_TO_CHECKED.code).exists()


def test_what_was_typed_to_find_them_is_taken_along(town: Town, officer: User) -> None:
    found = {"given": "Quillon", "family": "Featherstonehaugh", "date_of_birth": "9/3/1984"}
    client = signed_in(officer)
    assert "Ask whether other agencies know this person" in client.post("/people/find/", found).content.decode()
    said = client.post("/people/known-to/", found).content.decode()
    assert "There is a problem" not in said
    assert all(f'value="{typed}"' in said for typed in found.values())


def test_a_person_on_record_is_asked_about_by_what_is_known_of_them(town: Town, officer: User) -> None:
    worked(town.caseworker)
    own = worked(officer, PersonDetails(given="Quill", family="Feather", born=BORN, aliases=ALIASES))
    client = signed_in(officer)
    address = f"/people/{own.person_id}/known-to/"
    assert address in client.get(f"/people/{own.person_id}/").content.decode()
    assert HIT not in client.get(address).content.decode()
    assert HIT in client.post(address, {"purpose": PURPOSE.value}).content.decode()


def test_a_person_without_a_whole_date_cannot_be_asked_about(town: Town, officer: User) -> None:
    own = opened_case(officer, known_person(officer))
    said = signed_in(officer).post(f"/people/{own.person_id}/known-to/", {"purpose": PURPOSE.value}).content.decode()
    assert "Their whole date of birth is not recorded" in said
    assert "answers" not in said


def test_about_somebody_known_as_a_victim_alone_nobody_is_asked(town: Town, officer: User) -> None:
    worked(town.caseworker)
    own = worked(officer, role=CaseRole.VICTIM)
    said = signed_in(officer).post(f"/people/{own.person_id}/known-to/", {"purpose": PURPOSE.value}).content.decode()
    assert "send it a referral" in said
    assert "hit" not in said


def test_a_person_seen_by_break_glass_is_not_asked_about(town: Town, officer: User) -> None:
    case = worked(officer)
    colleague = make_user(town.partnership, town.probation, Role.CASEWORKER, password=PASSWORD)
    address = f"/people/{case.person_id}/known-to/"
    client = signed_in(colleague)
    assert client.post(address, {"purpose": PURPOSE.value}).status_code == 404
    broken(colleague, case)
    assert client.post(address, {"purpose": PURPOSE.value}).status_code == 403


def test_the_pages_take_a_constant_number_of_statements(town: Town, officer: User) -> None:
    own = recorded(officer)
    client = signed_in(officer)
    costs = []
    for address, typed in (("/people/known-to/", TYPED), (f"/people/{own.pk}/known-to/", {"purpose": PURPOSE.value})):
        client.post(address, typed)
        with CaptureQueriesContext(connection) as captured:
            client.post(address, typed)
        costs.append(len(captured))
    assert costs == [33, 43]
