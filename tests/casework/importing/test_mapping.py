"""Mapping columns: guessed from headings, written in a file, checked in words, remembered by headings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.importing.fields import FIELD_BY_HEADING, LABELS, SYNONYMS, Field
from casework.importing.mapping import (
    ColumnMapping,
    MappingRefused,
    guess_mapping,
    header_signature,
    mapping_from_json,
    mapping_problems,
)
from tests.casework.importing.files import UNHURRIED

HEADER = ("Ref", "First name", "Surname", "DOB")
FAKE_1000 = ("unique_id", "first_name", "surname", "dob", "city", "email", "cluster")


def refused(text: str | bytes) -> tuple[str, ...]:
    """Give the sentences with which a mapping file is refused for HEADER."""
    with pytest.raises(MappingRefused) as refusal:
        mapping_from_json(text, HEADER)
    return refusal.value.problems


def test_headings_of_a_real_file_are_guessed() -> None:
    assert guess_mapping(FAKE_1000) == ColumnMapping(
        (
            ("unique_id", Field.REFERENCE),
            ("first_name", Field.GIVEN),
            ("surname", Field.FAMILY),
            ("dob", Field.BORN),
            ("city", Field.IGNORE),
            ("email", Field.IGNORE),
            ("cluster", Field.IGNORE),
        )
    )


@pytest.mark.parametrize(
    ("heading", "guess"),
    [
        ("FORENAME", Field.GIVEN),
        ("Last-Name", Field.FAMILY),
        ("Date of Birth", Field.BORN),
        ("Middle Name(s)", Field.OTHER),
        ("A.K.A.", Field.ALIASES),
        ("Née", Field.MAIDEN),
        ("NHS No.", Field.NHS),
        ("PNC ID", Field.PNC),
        ("CRN", Field.NDELIUS_CRN),
        ("E-CINS ref", Field.ECINS),
        ("Full Name", Field.FULL),
        ("Shoe size", Field.IGNORE),
    ],
)
def test_a_heading_is_understood_however_it_is_written(heading: str, guess: Field) -> None:
    assert guess_mapping([heading]).columns == ((heading, guess),)


def test_every_field_but_none_is_guessed_from_some_heading_and_no_heading_means_two() -> None:
    assert set(FIELD_BY_HEADING.values()) == set(Field) - {Field.IGNORE}
    assert len(FIELD_BY_HEADING) == sum(len(words.split()) for words in SYNONYMS.values())


def test_every_field_has_a_name_for_the_page() -> None:
    assert set(LABELS) == set(Field)


def test_a_second_claim_to_a_field_is_left_out_but_aliases_add_up() -> None:
    mapping = guess_mapping(["Forename", "First name", "Alias 1", "Alias 2"])
    assert [field for _, field in mapping.columns] == [Field.GIVEN, Field.IGNORE, Field.ALIASES, Field.ALIASES]


def test_names_in_parts_are_preferred_to_the_whole() -> None:
    mapping = guess_mapping(["Name", "Surname", "Forename"])
    assert mapping.headings(Field.FULL) == ()
    assert mapping_problems(mapping, ["Name", "Surname", "Forename"]) == ()


def test_a_mapping_file_is_read_whatever_the_case_of_its_headings() -> None:
    mapping = mapping_from_json('\ufeff{"SURNAME": "family_name", "dob": "Date_Of_Birth"}'.encode(), HEADER)
    assert mapping == ColumnMapping((("Surname", Field.FAMILY), ("DOB", Field.BORN)))


def test_a_mapping_without_a_name_is_refused() -> None:
    assert refused('{"DOB": "date_of_birth"}') == (
        "No column is mapped to a name. Map at least one to a given name, a family name or a full name.",
    )


def test_an_unknown_column_is_named_with_the_nearest() -> None:
    assert refused('{"Surnam": "family_name"}') == ("The file has no column “Surnam”. Did you mean “Surname”?",)
    assert refused('{"Zzzzz": "family_name"}') == (
        "The file has no column “Zzzzz”. Its columns are: Ref, First name, Surname, DOB.",
    )


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    problems = refused('{"Surname": "family_name", "Ref": "shoe_size"}')
    assert problems[0].startswith("“shoe_size” is not a field. The fields are: given_name, family_name, full_name,")


def test_a_column_or_a_field_used_twice_is_named() -> None:
    assert refused('{"Surname": "family_name", "surname": "given_name"}') == (
        "Column “Surname” is mapped twice. Choose one field for it.",
    )
    assert refused('{"Surname": "family_name", "First name": "family_name"}') == (
        "Family name is taken from “Surname” and “First name”. Choose one of them.",
    )


def test_a_full_name_and_its_parts_are_not_both_taken() -> None:
    assert refused('{"Surname": "family_name", "First name": "full_name"}') == (
        "The file has a full name and also a given or family name mapped. Use one or the other.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Surname: family_name", "[]", '["Surname"]', '"Surname"', "3", '{"Surname": 3}', '{"Surname": {}}', b"\xff",
        "[" * 100_000, "x" * 2_000_000,
    ],
)  # fmt: skip
def test_what_is_not_a_mapping_file_is_refused_with_an_example(text: str | bytes) -> None:
    assert 'It must be JSON such as {"Surname": "family_name", "DOB": "date_of_birth"}' in refused(text)[0]


def test_a_mapping_is_remembered_by_its_headings_in_any_order_or_case() -> None:
    assert header_signature(HEADER) == header_signature([heading.upper() for heading in reversed(HEADER)])
    assert header_signature(HEADER) != header_signature(HEADER[1:])
    assert header_signature(["ab", "c"]) != header_signature(["a", "bc"])
    assert len(header_signature(HEADER)) == 64


@UNHURRIED
@given(st.lists(st.text(max_size=20), max_size=8))
def test_no_headings_break_the_guess(header: list[str]) -> None:
    assert [heading for heading, _ in guess_mapping(header).columns] == header


@UNHURRIED
@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=9), st.integers(), st.none())).map(json.dumps))
def test_no_json_breaks_the_reading(text: str) -> None:
    assert refused(text)
