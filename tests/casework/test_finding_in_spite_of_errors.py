"""Somebody is found although the name is misspelt, swapped, heard, in another alphabet, or not their only one."""

from datetime import date

import pytest

from accounts.context import acting
from accounts.models import User
from casework.categories import Category
from casework.dates import PartialDate, Precision
from casework.finding.selectors import find_people
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, Person
from casework.people.services import add_person
from tests.cast import actor
from tests.town import Town, known_person, opened_case, shared

ZEBEDEE = PersonDetails(
    given="Zébedee", other="Amadeus", family="O'Quillfeather", born=PartialDate(date(1991, 3, 4)),
    aliases=((AliasKind.STREET, "Lanky Zed"), (AliasKind.SPELLING, "Зебеди Куиллфезер")),
)  # fmt: skip
STREET = {"family": "Lanky Zed"}


def found(user: User, **sought: object) -> list[tuple[str, str]]:
    who = actor(user)
    with acting(who):
        candidates = find_people(who, PersonDetails(**sought)).candidates  # type: ignore[arg-type]
    return [(one.name.text, ", ".join(one.reasons)) for one in candidates]


@pytest.fixture
def zebedee(town: Town) -> None:
    """Zebedee among others of whom none is like him."""
    for given, family in (("Ann", "Ortolan"), ("Bob", "Pipistrelle"), ("Cy", "Quagga")):
        known_person(town.caseworker, given, family)
    who = actor(town.caseworker)
    with acting(who):
        add_person(actor=who, details=ZEBEDEE)


@pytest.mark.usefixtures("zebedee")
@pytest.mark.parametrize(
    ("sought", "reasons"),
    [
        (("Zebedee", "Oquilfeather"), "One letter differs in the family name, Same given name"),
        (("Zebeede", "Oquillfeather"), "Same family name, One letter differs in the given name"),
        (("Zebdee", "Oquillfaether"), "One letter differs in the family name, One letter differs in the given name"),
        (("O'Quillfeather", "Zebedee"), "Names swapped"),
        (("Oquilfeather", "Zebedee"), "Names swapped, One letter differs in the family name, Same given name"),
        (("Zebbedy", "Oquilfether"), "The family name sounds alike, The given name sounds alike"),
        (("Amadeus", "O'Quillfeather"), "Same name"),
        (("Z", "O'Quillfeather"), "Same family name, Same initial of the given name"),
        (("", "Oquilfeather"), "One letter differs in the family name"),
        (("", "Zebedee O'Quillfeather"), "Same name"),
        (("Зебеди", "Куиллфезер"), "Another name of theirs, Same name"),
        (("Lanky", "Zedd"), "Another name of theirs, One letter differs in the last word, Same first word"),
        (("", "Zed"), "Another name of theirs, Same last word"),
    ],
)
def test_the_one_who_is_sought_is_found_with_the_reason(town: Town, sought: tuple[str, str], reasons: str) -> None:
    (candidate,) = found(town.caseworker, given=sought[0], family=sought[1])
    assert candidate == ("Zébedee Amadeus O'Quillfeather", reasons)


@pytest.mark.usefixtures("zebedee")
@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (PartialDate(date(1991, 3, 4)), "Same date of birth"),
        (PartialDate(date(1991, 4, 3)), "Day and month of birth swapped"),
        (PartialDate(date(1991, 3, 1), Precision.MONTH), "Same month and year of birth"),
        (PartialDate(date(1991, 1, 1), Precision.YEAR), "Same birth year"),
        (PartialDate(date(1989, 1, 1), Precision.ESTIMATED), "Birth years close"),
    ],
)
def test_a_date_of_birth_known_in_part_adds_to_the_reasons(town: Town, born: PartialDate, reason: str) -> None:
    ((_, reasons),) = found(town.caseworker, family="Oquillfeather", born=born)
    assert reasons == f"Same family name, {reason}"


@pytest.mark.usefixtures("zebedee")
def test_somebody_who_has_married_is_found_by_given_name_and_birthday(town: Town) -> None:
    born = PartialDate(date(1991, 3, 4))
    ((name, reasons),) = found(town.caseworker, given="Zebedee", family="Marriott", born=born)
    assert (name, reasons) == ("Zébedee Amadeus O'Quillfeather", "Same given name, Same date of birth")


@pytest.mark.usefixtures("zebedee")
def test_nobody_is_shown_who_is_not_like_the_one_sought(town: Town) -> None:
    assert found(town.caseworker, given="Wilhelmina", family="Throgmorton") == []


def test_a_business_is_found_by_part_of_its_name_misspelt(town: Town) -> None:
    known_person(town.caseworker, "", "Crooked Billet Stores")
    assert found(town.caseworker, family="Croked Billet Stores") == [
        ("Crooked Billet Stores", "Same last word, One letter differs in the first word")
    ]


@pytest.mark.usefixtures("zebedee")
def test_another_agency_finds_by_another_name_only_where_other_names_are_shared(town: Town) -> None:
    known = find_one(town)
    case = opened_case(town.caseworker, known)
    shared(town.caseworker, case, town.charity, Category.IDENTITY)
    assert found(town.stranger, **STREET) == []
    shared(town.caseworker, case, town.charity, Category.ALIAS_LINKS)
    assert len(found(town.stranger, **STREET)) == 1


@pytest.mark.usefixtures("zebedee")
def test_a_name_that_is_not_shared_stays_sealed_among_the_found(town: Town) -> None:
    case = opened_case(town.caseworker, find_one(town))
    shared(town.caseworker, case, town.charity, Category.ALIAS_LINKS)
    assert found(town.stranger, **STREET) == [("", "A name is alike, and sealed")]


def find_one(town: Town) -> Person:
    who = actor(town.caseworker)
    with acting(who):
        return find_people(who, PersonDetails(family="Oquillfeather")).candidates[0].person
