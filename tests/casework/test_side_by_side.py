"""Each field of a candidate is marked beside what was typed, with the reason in words."""

from datetime import date

from accounts.context import acting
from casework.dates import PartialDate, Precision
from casework.finding.selectors import find_people
from casework.finding.side_by_side import Mark, reason_in_words, side_by_side
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, IdentifierKind
from casework.people.services import add_person
from tests.cast import actor
from tests.town import Town

SOUGHT = PersonDetails(
    "Jon", "Smith", born=PartialDate(date(1990, 5, 17)), identifiers=((IdentifierKind.NHS, "943 476 5919"),)
)
KNOWN = PersonDetails("John", "Smith", born=PartialDate(date(1990, 5, 17)))


def marks(sought: PersonDetails, known: PersonDetails) -> dict[str, Mark]:
    return {field.label: field.mark for field in side_by_side(sought, known)}


def test_same_alike_different_and_not_known_are_told_apart() -> None:
    assert marks(SOUGHT, KNOWN) == {
        "Given name": Mark.ALIKE, "Family name": Mark.SAME, "Date of birth": Mark.SAME, "NHS number": Mark.NOT_KNOWN,
    }  # fmt: skip
    other = PersonDetails("Priya", born=PartialDate(date(1960, 1, 1)), identifiers=((IdentifierKind.NHS, "1"),))
    assert marks(SOUGHT, other) == {
        "Given name": Mark.DIFFERENT, "Family name": Mark.NOT_KNOWN, "Date of birth": Mark.DIFFERENT,
        "NHS number": Mark.DIFFERENT,
    }  # fmt: skip


def test_the_reason_says_what_is_the_same_first_and_how_names_are_alike() -> None:
    words = reason_in_words(side_by_side(SOUGHT, KNOWN))
    assert words == "Same family name; same date of birth; given name alike: Jon and John"


def test_what_was_not_typed_is_not_compared_and_a_guessed_year_is_alike() -> None:
    year = PersonDetails(family="Smith", born=PartialDate(date(1991, 1, 1), Precision.YEAR))
    assert marks(year, KNOWN) == {"Family name": Mark.SAME, "Date of birth": Mark.ALIKE}


def test_a_part_of_a_name_is_not_called_the_same_name() -> None:
    labels = {"Smith": "Family name", "John": "Given name", "John Smith": "Name", "Smyth": "Name"}
    for typed, label in labels.items():
        assert marks(PersonDetails(family=typed), KNOWN) == {label: Mark.ALIKE if typed == "Smyth" else Mark.SAME}


def test_an_other_name_that_is_nearest_stands_beside_the_whole_name() -> None:
    known = PersonDetails("Katya", "Wisniewska", aliases=((AliasKind.SPELLING, "Jon Smith"), (AliasKind.STREET, "K")))
    assert marks(SOUGHT, known)["Other name"] is Mark.SAME


def test_a_number_is_compared_with_theirs_of_the_same_kind(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who):
        add_person(
            actor=who, details=PersonDetails("Jon", "Smith", identifiers=((IdentifierKind.NHS, "943-476-5919"),))
        )
        (candidate,) = find_people(who, SOUGHT).candidates
    assert candidate.why == "Same given name; same family name; same NHS number"
    assert [field.mark for field in candidate.fields][2:] == [Mark.NOT_KNOWN, Mark.SAME]
