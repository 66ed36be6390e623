"""Codes of names: which errors they forgive, and what they are made of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.dates import PartialDate, Precision
from casework.people.codes import COLUMNS, sought, sought_further, stored
from casework.people.naming import Name, names_of

LETTERS = st.characters(min_codepoint=ord("a"), max_codepoint=ord("z"))
NAMES = st.text(LETTERS, min_size=2, max_size=12)
PLACES = st.integers(0, 11)


@st.composite
def mistyped(draw: st.DrawFn, word: str) -> str:
    """The word with one letter left out, added, changed, or swapped with its neighbour."""
    at, letter = draw(PLACES) % len(word), draw(LETTERS)
    forms = [
        word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]  # fmt: skip
    return draw(st.sampled_from([form for form in forms if form]))


def shared(known: Name, typed: Name, born: PartialDate | None = None) -> set[str]:
    """The columns by which a first look finds somebody."""
    looked_up = sought([typed], born)
    return {column for column, text in stored(known, born).items() if text in looked_up.get(column, ())}


@given(st.data(), NAMES, NAMES)
def test_one_error_in_each_name_leaves_a_pair_of_halves(data: st.DataObject, first: str, last: str) -> None:
    typed = Name(data.draw(mistyped(first)), data.draw(mistyped(last)))
    assert shared(Name(first, last), typed)
    assert shared(Name(first, last), Name(typed.family, typed.given))


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (("Catherine", "Smith"), ("Kathryn", "Smyth")),
        (("Mohammed", "Hussein"), ("Muhamad", "Husain")),
        (("محمد", "حسين"), ("Mohammed", "Hussein")),
        (("Зебеди", "Квиллфезер"), ("Zebedi", "Kvillfezer")),
        (("Zoë", "Łukasiewicz"), ("Zoe", "Lukasievicz")),
        (("María del Carmen", "García López"), ("Maria", "Lopez")),
        (("Ann", "Smith-Jones"), ("Ann", "Jones")),
    ],
    ids=["sounds", "more sounds", "Arabic", "Cyrillic", "accents", "two family names", "a double name"],
)
def test_names_written_otherwise_share_a_code(known: tuple[str, str], typed: tuple[str, str]) -> None:
    looked_up = sought(names_of(*typed), None)
    texts = [stored(name, None) for name in names_of(*known)]
    assert any(text in looked_up.get(column, ()) for one in texts for column, text in one.items())


@pytest.mark.parametrize(
    "born",
    [
        PartialDate(date(1991, 3, 4)),
        PartialDate(date(1991, 4, 3)),
        PartialDate(date(1991, 3, 1), Precision.MONTH),
        PartialDate(date(1991, 1, 1), Precision.YEAR),
        PartialDate(date(1989, 1, 1), Precision.ESTIMATED),
    ],
)
def test_a_date_known_in_part_finds_a_family_name_with_another_given_name(born: PartialDate) -> None:
    looked_up = sought([Name("quux", "featherstone")], born)
    known = stored(Name("zebedee", "featherstone"), PartialDate(date(1991, 3, 4)))
    assert known["year"] in looked_up["year"]


def test_a_given_name_with_its_day_of_birth_finds_whoever_has_married() -> None:
    born = PartialDate(date(1991, 3, 4))
    assert shared(Name("zebedea", "featherstone"), Name("zebedea", "ortolan"), born) == {"birth"}
    assert not shared(Name("zebedea", "featherstone"), Name("other", "ortolan"), born)


@pytest.mark.parametrize("typed", ["featherston", "faetherstone", "featherxstone", "feathrestone"])
def test_the_second_look_finds_a_name_alone_with_an_error(typed: str) -> None:
    known = stored(Name("", "featherstone"), None)
    assert known["sound"] in sought_further([Name("", typed)])["sound"]


def test_the_second_look_takes_an_initial() -> None:
    known = stored(Name("zebedee", "featherstone"), None)
    assert known["initial"] in sought_further([Name("z", "featherstone")])["initial"]


@pytest.mark.parametrize("text", ["", " ", "🕯️", "—"])
def test_what_holds_no_word_is_no_name(text: str) -> None:
    assert names_of(text, text) == ()
    assert not sought(names_of("", text), None)


def test_no_column_is_forgotten() -> None:
    born = PartialDate(date(1991, 3, 4))
    assert set(stored(Name("zebedee", "featherstone"), born)) == set(COLUMNS)
