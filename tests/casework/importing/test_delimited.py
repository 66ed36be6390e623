"""Text files as offices send them: letters, separators, quotation marks, and rows that do not fit."""

from pathlib import Path

import pytest

from casework.importing.encoding import WINDOWS_NOTE
from casework.importing.reading import open_table
from casework.importing.table import FileRefused, Limits
from tests.casework.importing.files import HEADER, csv_bytes, problems_of, refusal, rows_of

ZOE = ["Zoë", "O’Brien", "17/05/1990"]
PLAIN = b"First name,Surname,DOB\r\nAnna,Smith,17/05/1990\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_accents_survive_every_usual_way_of_storing_letters(encoding: str) -> None:
    rows = rows_of(csv_bytes([HEADER, ZOE], encoding=encoding))
    assert [list(row.cells.values()) for row in rows] == [ZOE]


def test_the_person_is_told_when_letters_were_taken_for_windows_text() -> None:
    with open_table(csv_bytes([HEADER, ZOE], encoding="cp1252"), name="people.csv") as table:
        assert table.notes == (WINDOWS_NOTE,)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Małgorzata", "cp1250"),
        ("Żaneta", "cp1250"),
        ("Łukasz", "cp1250"),
        ("Иван Петров", "cp1251"),
        ("Γιώργος", "cp1253"),
        ("Müller", "cp850"),
        ("Müller", "mac_roman"),
        ("José", "mac_roman"),
        ("Muñez", "mac_roman"),
        ("Zoë", "mac_roman"),
        ("田中", "shift_jis"),
        ("王小明", "gb18030"),
    ],
)
def test_letters_that_could_be_others_are_refused_and_not_guessed(name: str, encoding: str) -> None:
    words = refusal(csv_bytes([HEADER, [name, "Smith", ""]], encoding=encoding))
    assert "not clear how this file stores letters" in words
    assert "CSV UTF-8" in words


def test_a_file_that_breaks_off_inside_a_letter_is_refused() -> None:
    assert "damaged" in refusal(csv_bytes([HEADER, ZOE], encoding="utf-16")[:-1])


@pytest.mark.parametrize("source", [PLAIN + b"\0", b"\x89PNG\r\n\x1a\n\0\0", b"\0" * 100])
def test_a_file_that_is_not_text_is_refused(source: bytes) -> None:
    assert refusal(source) == (
        "This file is not text. Save it as a CSV file or an Excel workbook (.xlsx), and try again."
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    source = csv_bytes([HEADER, ["Anna, Bea", "O; Neill|x\ty", ""]], delimiter=delimiter)
    assert list(rows_of(source)[0].cells.values()) == ["Anna, Bea", "O; Neill|x\ty", ""]


def test_the_separator_is_not_taken_from_inside_a_heading() -> None:
    source = b'"Name, first, or given";Surname\nAnna;Smith\n'
    assert dict(rows_of(source)[0].cells) == {"Name, first, or given": "Anna", "Surname": "Smith"}


def test_excels_line_about_the_separator_is_understood() -> None:
    rows = rows_of(b"sep=;\r\nFirst name;Surname\r\nAnna;Smith\r\n")
    assert (rows[0].number, dict(rows[0].cells)) == (3, {"First name": "Anna", "Surname": "Smith"})


def test_a_file_of_one_column_is_a_table() -> None:
    assert [dict(row.cells) for row in rows_of(b"Name\nAnna Smith\n")] == [{"Name": "Anna Smith"}]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    source = b'\nName,Note\nAnna,"two\nlines"\n\n , \nBea,x\n'
    assert [row.number for row in rows_of(source)] == [3, 6]


def test_a_value_of_two_lines_stays_one_value() -> None:
    assert rows_of(b'Name,Note\r\nAnna,"two\r\nlines"\r\n')[0].cells["Note"] == "two\r\nlines"


@pytest.mark.parametrize(
    "third", [b'Bea,"never closed\nCem,Demir,\n', b'Bea,"Li"sa,\nCem,Demir,\n', b'"Bea,' + b"x" * 140_000]
)
def test_a_quotation_mark_out_of_place_is_named_by_its_row(third: bytes) -> None:
    assert refusal(PLAIN + third).startswith(
        "Row 3 has a quotation mark that is not closed, or that has text after it."
    )


def test_a_row_that_lacks_values_is_named() -> None:
    assert problems_of(rows_of(PLAIN + b"Bea,Jones\n")) == [
        "Row 3: This row has 2 values and the headings have 3. Add what is missing, or the separators for empty values."
    ]


def test_a_row_with_a_value_too_many_is_named_with_its_column() -> None:
    assert problems_of(rows_of(PLAIN + b"Jones, Bea,Jones,17/05/1990\n")) == [
        (
            "Row 3: Column D has a value but no heading. "
            "Put quotation marks around a value that contains a separator, or give the column a heading."
        )
    ]


def test_empty_columns_at_the_end_are_nothing() -> None:
    assert problems_of(rows_of(b"Name,Surname,,\nAnna,Smith,,,,\n")) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "The file is empty."),
        (b"\n\n , \n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"sep=;\n", "The file is empty."),
        (b"Name,Surname\n", "The file has headings but no people below them."),
        (b"Name,Surname\n,\n \n", "The file has headings but no people below them."),
        (b"Name,,Surname\nAnna,x,Smith\n", "Row 1 should hold headings, but column B has none."),
        (b",Surname\nAnna,Smith\n", "Row 1 should hold headings, but column A has none."),
        (b"Name,Surname,NAME\nAnna,Smith,x\n", "Columns A and C have the same heading."),
        (b"Anna,Smith,1990-05-17\nBea,Jones,1991-05-17\n", "Row 1 should hold headings, but column C holds a date."),
        (b"Name," + b"x" * 300 + b"\nAnna,y\n", "Row 1 should hold headings, but column B has more than 200"),
    ],
)
def test_a_file_without_usable_headings_or_people_is_refused(source: bytes, words: str) -> None:
    assert refusal(source).startswith(words)


def test_a_refusal_holds_nothing_that_a_person_is_called() -> None:
    words = refusal(b"Oscar,Oscar,1990-05-17\nLydia,Brooks,1991-01-01\n") + refusal(b"Oscar,Oscar\nLydia,Brooks\n")
    assert "Oscar" not in words


def test_more_than_the_limits_is_refused() -> None:
    limits = Limits(rows=2, columns=3, cell=5)
    assert "more than 2 rows" in refusal(PLAIN + b"B,C,\nD,E,\n", limits=limits)
    assert "more than 3 columns" in refusal(b"a,b,c,d\n1,2,3,4\n", limits=limits)
    assert problems_of(rows_of(b"Name\nAnnabel\n", limits=limits)) == [
        "Row 2, Name: There are more than 5 characters. Shorten it."
    ]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name\n" + b"Anna\n" * 50_000)
    with open_table(path, name="people.csv") as table:
        path.write_bytes(b"Name\n" + b"\xff\n" * 100_000)
        with pytest.raises(FileRefused, match="could not be read to its end"):
            list(table.rows)


def test_a_line_that_never_ends_is_refused() -> None:
    assert "far too long" in refusal(b"Name\n" + b"x" * 300_000)
