"""Checking rows: each is a person fit to keep, or says in a sentence what to correct."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.dates import PartialDate, Precision
from casework.importing.checking import Check, CheckedRow, check_rows
from casework.importing.fields import AliasKind, Field
from casework.importing.identifiers import Identifier
from casework.importing.mapping import ColumnMapping, MappingRefused
from casework.importing.people import Alias, PersonRow
from casework.importing.table import Cell, Row, RowProblem
from tests.casework.importing.files import UNHURRIED

TODAY = dt.date(2026, 3, 9)
ANNA = {"Given name": "Anna", "Family name": "Smith"}
MAPPING = ColumnMapping(tuple((each.label, each) for each in Field if each is not Field.FULL))


def checked(*rows: Mapping[str, Cell], mapping: ColumnMapping = MAPPING) -> list[CheckedRow]:
    """Check rows that stand below a heading."""
    return list(check(*rows, mapping=mapping))


def check(*rows: Mapping[str, Cell], mapping: ColumnMapping = MAPPING) -> Check:
    """Give the check of rows that stand below a heading."""
    header = [heading for heading, _ in mapping.columns]
    return check_rows(header, [Row(number, cells) for number, cells in enumerate(rows, start=2)], mapping, TODAY)


def problems(*rows: Mapping[str, Cell]) -> list[str]:
    """Give every problem of the rows, in words."""
    return [str(problem) for row in checked(*rows) for problem in row.problems]


def questions(*rows: Mapping[str, Cell], mapping: ColumnMapping = MAPPING) -> list[str]:
    """Give every question about the rows but the one about the reference, in words."""
    asked = [question for row in checked(*rows, mapping=mapping) for question in row.questions]
    return [str(question) for question in asked if question.column != Field.REFERENCE.label]


def test_a_full_row_becomes_a_person() -> None:
    [row] = checked(
        {
            "Given name": " Anna ",
            "Family name": "Smith",
            "Other names": "Lee Rose",
            "Aliases": "Annie; ANNIE ;; A. Smyth",
            "Street name": "2Quick",
            "Date of birth": "May 1990",
            "NHS number": "943 476 5919",
            "PNC number": "02/73319Z",
            "Own reference": "00042",
            "Do not bring in": "anything at all 😀",
        }
    )
    assert row == CheckedRow(
        2,
        PersonRow(
            row=2,
            given="Anna",
            family="Smith",
            other="Lee Rose",
            aliases=(
                Alias(AliasKind.UNKNOWN, "Annie"),
                Alias(AliasKind.UNKNOWN, "A. Smyth"),
                Alias(AliasKind.STREET, "2Quick"),
            ),
            born=PartialDate(dt.date(1990, 5, 1), Precision.MONTH),
            identifiers=(Identifier(Field.PNC, "2002/0073319Z"), Identifier(Field.NHS, "9434765919")),
            reference="00042",
        ),
    )


@pytest.mark.parametrize("cells", [{"Given name": "Prince"}, {"Family name": "Suharto"}])
def test_one_name_is_enough(cells: dict[str, Cell]) -> None:
    assert problems(cells) == []


def test_a_row_without_any_name_is_refused() -> None:
    words = ["Row 2, Name: Neither a given name nor a family name is filled in. Fill in at least one."]
    assert problems({"Date of birth": "1990-05-17"}) == words
    assert problems({"Given name": "unknown", "Family name": "N/A"}) == words


def test_a_problem_says_row_field_reason_and_what_to_do() -> None:
    assert problems(ANNA, {**ANNA, "Date of birth": "29/02/1991"}) == [
        "Row 3, Date of birth: 29 February 1991 does not exist. Check the year."
    ]


def test_every_problem_of_a_row_is_said_at_once_and_nothing_of_it_is_kept() -> None:
    [row] = checked(
        {"Given name": "😀", "Family name": "=1+1", "Date of birth": "1.1.2030", "NHS number": "1", "CRO number": "?"}
    )
    assert row.person is None
    assert [problem.column for problem in row.problems] == ["Given name", "Family name", "Date of birth", "NHS number"]


def test_what_is_said_to_be_unknown_is_left_empty_and_asked_about() -> None:
    assert questions({**ANNA, "Date of birth": "not known", "CRO number": "n/a"}) == [
        "Row 2, Date of birth: This says that it is not known, so it is left empty.",
        "Row 2, CRO number: This says that it is not known, so it is left empty.",
    ]


def test_a_date_in_a_column_of_text_is_refused() -> None:
    assert problems({"Given name": dt.date(2026, 5, 1), "Family name": "Smith"}) == [
        "Row 2, Given name: This is a date. Format the column as Text and type the value again."
    ]


def test_a_date_from_a_workbook_is_taken() -> None:
    [row] = checked({**ANNA, "Date of birth": dt.date(1990, 5, 17)})
    assert row.person == PersonRow(2, "Anna", "Smith", born=PartialDate(dt.date(1990, 5, 17)))


def test_a_full_name_is_parted_and_put_to_a_person_where_it_is_unsure() -> None:
    mapping = ColumnMapping((("Who", Field.FULL),))
    [sure, unsure] = checked({"Who": "Smith, Anna"}, {"Who": "Anna de Souza"}, mapping=mapping)
    assert (sure.person, sure.questions) == (PersonRow(2, "Anna", "Smith"), ())
    assert str(unsure.questions[0]) == (
        "Row 3, Full name: The name was parted as given name “Anna de” and family name “Souza”. "
        "Check that this is right."
    )


def test_problems_of_reading_count_only_in_columns_that_are_brought_in() -> None:
    fault = "The cell shows an error, such as #N/A. Type the value in its place."
    found = [
        RowProblem(2, "Family name", fault),
        RowProblem(2, "Do not bring in", fault),
        RowProblem(2, "", "Short."),
    ]
    header = [heading for heading, _ in MAPPING.columns]
    [row] = check_rows(header, [Row(2, dict(ANNA), tuple(found))], MAPPING, TODAY)
    assert [str(problem) for problem in row.problems] == [f"Row 2, Family name: {fault}", "Row 2: Short."]


@pytest.mark.parametrize("reference", ["=1+1", "@x", "x" * 101, "a\u202eb"])
def test_a_reference_that_cannot_be_one_is_refused(reference: str) -> None:
    assert problems({**ANNA, "Own reference": reference}) == [
        "Row 2, Own reference: Use at most 100 letters, figures and signs, and not a formula."
    ]


def test_a_row_without_its_reference_is_asked_about() -> None:
    [row] = checked(ANNA)
    assert [str(question) for question in row.questions] == [
        (
            "Row 2, Own reference: This is empty, so on another run this person is recognised only by "
            "everything in the row."
        )
    ]


def test_one_reference_for_two_people_is_refused_with_both_rows() -> None:
    rows = [{"Given name": name, "Own reference": "A7"} for name in ("Anna", "Bea")]
    assert problems(*rows) == ["Row 3, Own reference: Row 2 has the same reference. Give each person their own."]


def test_one_person_twice_is_put_to_a_person_and_kept_twice() -> None:
    rows = checked(
        {**ANNA, "Date of birth": "17/05/1990"},
        {"Given name": "ÁNNA", "Family name": "smith", "Date of birth": "1990-05-17"},
        {**ANNA, "Date of birth": "17/05/1991"},
    )
    assert [bool(row.person) for row in rows] == [True, True, True]
    assert [str(each) for row in rows for each in row.duplicates] == [
        "Rows 2 and 3 have the same name and date of birth. They may be one person."
    ]


def test_one_identifier_twice_is_put_to_a_person() -> None:
    rows = checked(
        {"Given name": "Anna", "NHS number": "943 476 5919"}, {"Given name": "Bea", "NHS number": "9434765919"}
    )
    assert [str(each) for each in rows[1].duplicates] == [
        "Rows 2 and 3 have the same NHS number. They may be one person."
    ]


def test_one_name_twice_without_dates_is_put_to_a_person_but_one_word_is_not_enough() -> None:
    assert [str(each) for each in checked(ANNA, ANNA)[1].duplicates] == [
        "Rows 2 and 3 have the same name, and neither has a date of birth. They may be one person."
    ]
    assert checked({"Given name": "Anna"}, {"Given name": "Anna"})[1].duplicates == ()


def test_a_refused_row_is_nobodys_duplicate() -> None:
    assert checked({**ANNA, "CRO number": "slip"}, ANNA)[1].duplicates == ()


def test_an_american_date_warns_of_the_whole_column() -> None:
    done = check({**ANNA, "Date of birth": "05/17/1990"}, ANNA)
    assert len(list(done)) == 2
    assert "Some dates of birth put the month first, as in America." in " ".join(done.notes)


def test_numbers_in_a_column_of_references_warn_of_lost_zeros() -> None:
    header = [heading for heading, _ in MAPPING.columns]
    rows = [Row(2, {**ANNA, "Own reference": "7"}, numbers=frozenset({"Own reference", "Do not bring in"}))]
    done = check_rows(header, rows, MAPPING, TODAY)
    assert [row.problems for row in done] == [()]
    assert [note.split(" in the workbook")[0] for note in done.notes] == ["Own reference holds numbers"]


def test_a_mapping_that_does_not_fit_is_refused_before_any_row() -> None:
    with pytest.raises(MappingRefused, match="The file has no column “Who”"):
        check_rows(["Name"], iter(()), ColumnMapping((("Who", Field.FULL),)), TODAY)


def test_nothing_personal_reaches_a_log() -> None:
    [row] = checked(
        {**ANNA, "NHS number": "943 476 5919", "Date of birth": "17/05/1990", "Aliases": "Annie", "Own reference": "R7"}
    )
    [bad] = checked({**ANNA, "Date of birth": "29/02/1991"})
    shown = repr(row) + repr(bad) + repr(Row(2, dict(ANNA))) + repr(MAPPING)
    assert [secret for secret in ("Anna", "Smith", "943", "1990", "1991", "Annie", "R7") if secret in shown] == []


def test_the_same_row_is_the_same_on_every_run_and_another_is_not() -> None:
    def sameness(**cells: Cell) -> str:
        person = checked({name.replace("_", " "): cell for name, cell in cells.items()})[0].person
        return getattr(person, "sameness", "")

    first = sameness(Given_name="Anna", Family_name="O'Neil", Date_of_birth="17/05/1990")
    assert first == sameness(Given_name="ANNA", Family_name="O’Neil", Date_of_birth="1990-05-17")
    assert first != sameness(Given_name="Anna", Family_name="O'Neil", Date_of_birth="18/05/1990")
    assert first != sameness(Given_name="Anna", Family_name="O'Neil")
    assert sameness(Given_name="Anna", Own_reference="a7") == sameness(Given_name="Bea", Own_reference="A7")


@UNHURRIED
@given(
    st.lists(
        st.dictionaries(st.sampled_from([each.label for each in Field]), st.text(max_size=15) | st.dates()), max_size=5
    )
)
def test_any_cells_are_a_person_or_a_problem_and_never_both(rows: list[dict[str, Cell]]) -> None:
    for row in checked(*rows):
        assert (row.person is None) == bool(row.problems)
