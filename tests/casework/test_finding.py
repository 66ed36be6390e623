"""Whether a person is known, to me or to anyone I may know about."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from audit.ledger.models import EventRow
from casework.acts import PEOPLE_SEARCHED
from casework.categories import Category
from casework.dates import PartialDate
from casework.finding import selectors
from casework.finding.forms import FindPersonForm
from casework.finding.selectors import Candidate, find_people, likely_duplicates, open_person
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, IdentifierKind
from casework.people.services import add_person
from tests.cast import actor
from tests.town import Town, known_person, opened_case, shared

ZEBEDEE = PersonDetails(
    given="Zébedee", family="O'Quillfeather", born=PartialDate(date(1991, 3, 4)),
    aliases=((AliasKind.STREET, "Lanky Zed"),), identifiers=((IdentifierKind.PNC, "1999/0123456X"),),
)  # fmt: skip


def found(user: User, **sought: object) -> list[Candidate]:
    """Who is found for a user."""
    who = actor(user)
    with acting(who):
        return list(find_people(who, PersonDetails(**sought)).candidates)  # type: ignore[arg-type]


@pytest.fixture
def zebedee(town: Town) -> None:
    """A person whom the police know and who has no case yet."""
    who = actor(town.caseworker)
    with acting(who):
        add_person(actor=who, details=ZEBEDEE)


@pytest.mark.usefixtures("zebedee")
@pytest.mark.parametrize(
    ("sought", "reason"),
    [
        ({"given": "zebedee", "family": "OQUILLFEATHER"}, "Same name"),
        ({"family": "o'quillfeather"}, "Same family name"),
        ({"family": "Lanky  Zed"}, "Another name of theirs, Same name"),
        ({"identifiers": ((IdentifierKind.PNC, "1999 0123456x"),)}, "Same identifier"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(town: Town, sought: dict[str, object], reason: str) -> None:
    (candidate,) = found(town.caseworker, **sought)
    assert candidate.name.text == "Zébedee O'Quillfeather"
    assert ", ".join(candidate.reasons) == reason


@pytest.mark.usefixtures("zebedee")
def test_a_date_of_birth_alone_finds_nobody(town: Town) -> None:
    assert found(town.caseworker, family="Elsewhere", born=PartialDate(date(1991, 3, 4))) == []


@pytest.mark.usefixtures("zebedee")
def test_the_likeliest_comes_first(town: Town) -> None:
    known_person(town.caseworker, "Barnaby", "O'Quillfeather")
    both = found(town.caseworker, family="OQuillfeather", born=PartialDate(date(1991, 3, 4)))
    assert [candidate.name.text for candidate in both] == ["Zébedee O'Quillfeather", "Barnaby O'Quillfeather"]
    assert both[0].reasons == ("Same family name", "Same date of birth")


def test_a_person_worked_by_others_in_the_agency_is_not_found(town: Town) -> None:
    opened_case(town.caseworker, known_person(town.caseworker))
    assert found(town.colleague, given="Quillon", family="Featherstonehaugh") == []
    assert len(found(town.caseworker, given="Quillon", family="Featherstonehaugh")) == 1


def test_another_agency_finds_a_person_only_through_a_share_of_identity(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.charity, Category.INTERVENTION_RECORD)
    assert found(town.stranger, given="Quillon", family="Featherstonehaugh") == []
    shared(town.caseworker, case, town.charity, Category.IDENTITY)
    assert len(found(town.stranger, given="Quillon", family="Featherstonehaugh")) == 1


def test_an_officer_who_audits_does_not_search(town: Town) -> None:
    with pytest.raises(NotPermitted):
        found(town.auditor, family="Featherstonehaugh")


def test_an_officer_who_audits_adds_nobody(town: Town) -> None:
    who = actor(town.auditor)
    with acting(who), pytest.raises(NotPermitted):
        add_person(actor=who, details=ZEBEDEE)


def test_a_person_is_added_under_a_name(town: Town) -> None:
    who = actor(town.caseworker)
    with pytest.raises(ValueError, match="needs a name"), acting(who):
        add_person(actor=who, details=PersonDetails(born=ZEBEDEE.born))


def test_of_a_common_name_no_more_is_written_down_than_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST", 2)
    for given in ("Ann", "Bob", "Cy", "Quillon"):
        known_person(town.caseworker, given, "Smith")
    who = actor(town.caseworker)
    with acting(who):
        people = find_people(who, PersonDetails(family="Smith"))
    with acting(actor(town.auditor)):
        written = EventRow.objects.filter(event__act=PEOPLE_SEARCHED.code, op=EventRow.Op.SHOWN).count()
    assert people.more
    assert (len(people.candidates), written) == (2, 2)


def test_a_person_who_is_not_there_and_one_not_theirs_get_the_same_refusal(town: Town) -> None:
    hidden = known_person(town.caseworker)
    who = actor(town.stranger)
    for person_id in (hidden.pk, uuid4()):
        with acting(who), pytest.raises(NotKnown):
            open_person(who, person_id)


@pytest.mark.usefixtures("zebedee")
def test_likely_duplicates_need_an_identifier_or_a_name_with_its_date(town: Town) -> None:
    who = actor(town.caseworker)
    same_number = PersonDetails(family="Alias", identifiers=((IdentifierKind.PNC, "1999/0123456X"),))
    same_both = PersonDetails(given="Zebedee", family="OQuillfeather", born=PartialDate(date(1991, 3, 4)))
    same_name = PersonDetails(given="Zebedee", family="OQuillfeather")
    with acting(who):
        counted = [len(one) for one in likely_duplicates(who, [same_number, same_both, same_name])]
    assert counted == [1, 1, 0]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "family"),
        ({"family": "X", "date_of_birth": "29/02/1991"}, "date_of_birth"),
        ({"family": "X", "date_of_birth": "1 1 2999"}, "date_of_birth"),
        ({"identifier": "123"}, "identifier_kind"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_in_words(typed: dict[str, str], field: str) -> None:
    form = FindPersonForm(typed)
    assert not form.is_valid()
    assert str(form.errors[field][0]).endswith(".")
