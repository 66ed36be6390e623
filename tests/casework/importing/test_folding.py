"""Folding: two ways of writing one name are equal, two names are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.people.folding import fold
from tests.casework.importing.files import UNHURRIED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "o’brien"),
        ("O'Brien", "OBRIEN"),
        ("Smith-Jones", "Smith Jones"),
        ("Smith-Jones", "smith\u2010jones"),
        ("  Anna   Lee ", "anna lee"),
        ("José", "Jose"),
        ("José", unicodedata.normalize("NFD", "José")),
        ("Łukasz", "Lukasz"),
        ("Øster", "oster"),
        ("Weiß", "WEISS"),
        ("J.R.", "jr"),
        ("İbrahim", "ibrahim"),
        ("Y\u0131ld\u0131z", "yildiz"),
        ("مُحَمَّد", "محمد"),
        ("\uff21nna", "Anna"),
    ],
)
def test_one_name_written_two_ways_is_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Anne"), ("राम", "रोम"), ("Smith Jones", "Smithjones"), ("王", "李")]
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_signs_alone_are_nothing() -> None:
    assert fold(" ' - . ") == ""


@UNHURRIED
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@UNHURRIED
@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_composed_and_taken_apart_are_equal(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
