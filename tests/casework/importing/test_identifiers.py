"""Identifiers of other systems: one written form each, and slips caught where the number can show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.importing.fields import IDENTIFIER_FIELDS, Field
from casework.importing.identifiers import Identifier, NotAnIdentifier, read_identifier
from tests.casework.importing.files import UNHURRIED


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Field.PNC, "2002/0073319Z", "2002/0073319Z"),
        (Field.PNC, "20020073319z", "2002/0073319Z"),
        (Field.PNC, "02/73319Z", "2002/0073319Z"),
        (Field.PNC, "0273319Z", "2002/0073319Z"),
        (Field.PNC, "79/163001B", "1979/0163001B"),
        (Field.PNC, "033Y", "2003/0000003Y"),
        (Field.CRO, "265416/21G", "265416/21G"),
        (Field.CRO, "65656/91h", "065656/91H"),
        (Field.CRO, "SF05/482703J", "SF05/482703J"),
        (Field.CRO, "SF83/50058Z", "SF83/50058Z"),
        (Field.NHS, "943 476 5919", "9434765919"),
        (Field.NHS, "943-476-5919", "9434765919"),
        (Field.NHS, '="9434765919"', "9434765919"),
        (Field.NHS, "'9434765919", "9434765919"),
        (Field.NDELIUS_CRN, " x123456 ", "X123456"),
        (Field.NOMS, "a1234bc", "A1234BC"),
        (Field.HOUSING, "ten/004 12", "TEN/004 12"),
        (Field.ECINS, "00042", "00042"),
    ],
)
def test_an_identifier_has_one_written_form(kind: Field, typed: str, value: str) -> None:
    assert read_identifier(kind, typed, 2026) == Identifier(kind, value)


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (Field.PNC, "2002/0073319A", "The last letter does not fit the number. Check the PNC number"),
        (Field.PNC, "2002-73319Z", "A PNC number is a year, a slash"),
        (Field.PNC, "1923/1234567AA", "A PNC number is a year, a slash"),
        (Field.CRO, "85227/65G", "The last letter does not fit the number. Check the CRO number"),
        (Field.CRO, "265416-21G", "A CRO number looks like 265416/21G"),
        (Field.NHS, "943 476 5918", "The last figure does not fit the others"),
        (Field.NHS, "0000000000", "The last figure does not fit the others"),
        (Field.NHS, "943476591", "An NHS number has 10 figures and this has 9"),
        (Field.NHS, "94347659190", "An NHS number has 10 figures, such as"),
        (Field.NHS, "9.43477E+09", "A spreadsheet has turned this into a number"),
        (Field.HOUSING, "1234.5", "A spreadsheet has turned this into a number"),
        (Field.NDELIUS_CRN, "123456", "A CRN is a letter and six figures"),
        (Field.NOMS, "1234", "A prison (NOMS) number looks like"),
        (Field.HOUSING, "=A1", "signs that such a reference does not have"),
        (Field.HOUSING, "9" * 51, "more than 50 characters"),
    ],
)
def test_a_slip_is_caught_and_explained(kind: Field, typed: str, words: str) -> None:
    read = read_identifier(kind, typed, 2026)
    assert isinstance(read, NotAnIdentifier)
    assert words in read.message


@UNHURRIED
@given(st.integers(400_000_000, 799_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_figure_in_an_nhs_number_is_always_caught(start: int, place: int, shift: int) -> None:
    valid = [f"{start}{figure}" for figure in range(10)]
    kept = [text for text in valid if isinstance(read_identifier(Field.NHS, text, 2026), Identifier)]
    slips = [text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :] for text in kept]
    assert len(kept) <= 1
    assert [slip for slip in slips if isinstance(read_identifier(Field.NHS, slip, 2026), Identifier)] == []


@UNHURRIED
@given(st.sampled_from(IDENTIFIER_FIELDS), st.text(max_size=60))
def test_a_written_form_is_read_back_the_same(kind: Field, typed: str) -> None:
    first = read_identifier(kind, typed, 2026)
    value = getattr(first, "value", None)
    assert getattr(read_identifier(kind, value or "", 2026), "value", None) == value
