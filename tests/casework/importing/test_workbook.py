"""Excel workbooks: their values as people see them, and the ones that cannot be trusted or understood."""

import datetime as dt

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from casework.importing.reading import open_table
from casework.importing.table import Limits
from tests.casework.importing.files import (
    HEADER,
    SHEET,
    new_workbook,
    problems_of,
    refusal,
    repacked,
    resheeted,
    rows_of,
    sheet_bytes,
    workbook_bytes,
)

ANNA = ["Anna", "Smith", dt.date(1990, 5, 17)]


def with_sheet(old: bytes, new: bytes) -> bytes:
    """Anna's workbook with a piece of its sheet's markup replaced."""
    return resheeted(sheet_bytes([HEADER, ANNA]), lambda markup: markup.replace(old, new))


def unchanged(_: str, content: bytes) -> bytes:
    return content


def test_values_are_read_as_people_see_them() -> None:
    workbook, sheet = new_workbook()
    sheet.append(["Ref", "Name", "DOB", "Amount", "Yes", "When"])
    sheet.append([7, " Anna\nLee ", dt.datetime(1990, 5, 17), 1.5, True, dt.time(8, 30)])  # noqa: DTZ001  no zones here
    sheet["A2"].number_format = "00000"
    row = rows_of(workbook_bytes(workbook))[0]
    assert list(row.cells.values()) == ["00007", "Anna\nLee", dt.datetime(1990, 5, 17), "1.5", "TRUE", "08:30:00"]  # noqa: DTZ001
    assert row.numbers == {"Amount"}


def test_rows_are_numbered_as_the_sheet_shows_them() -> None:
    workbook, sheet = new_workbook()
    sheet["A2"], sheet["A3"], sheet["A7"] = "Name", "Anna", "Bea"
    assert [(row.number, dict(row.cells)) for row in rows_of(workbook_bytes(workbook))] == [
        (3, {"Name": "Anna"}),
        (7, {"Name": "Bea"}),
    ]


def test_the_person_is_told_which_sheet_was_read_and_of_hidden_rows() -> None:
    workbook, sheet = new_workbook()
    sheet.title = "Lookups"
    sheet.sheet_state = "hidden"
    people = workbook.create_sheet("People")
    people.append(HEADER)
    people.append(ANNA)
    people.row_dimensions[2].hidden = True
    with open_table(workbook_bytes(workbook), name="p.xlsx") as table:
        assert table.header == tuple(HEADER)
        assert table.notes == (
            "The workbook has 2 sheets. Only “People” was read.",
            "Hidden rows were read too: the sheet has 1.",
        )


def test_a_formula_gives_its_stored_result() -> None:
    source = with_sheet(b"</row></sheetData>", b'<c r="D2" t="str"><f>A2</f><v>Anna</v></c></row></sheetData>')
    heading = b'<c r="D1" t="inlineStr"><is><t>Copy</t></is></c></row><row'
    source = resheeted(source, lambda markup: markup.replace(b"</row><row", heading))
    assert rows_of(source)[0].cells["Copy"] == "Anna"


def test_a_formula_without_a_result_names_its_cell() -> None:
    rows = rows_of(sheet_bytes([HEADER, ["Anna", "=B9", None], [None, "=B2", None]]))
    assert problems_of(rows) == [
        f"Row {number}, Surname: Cell B{number} is a formula without a stored result. "
        "Open the file in Excel, save it, and try again."
        for number in (2, 3)
    ]


def test_an_error_in_a_cell_is_named() -> None:
    rows = rows_of(sheet_bytes([HEADER, ["Anna", "#N/A", None]]))
    assert problems_of(rows) == ["Row 2, Surname: The cell shows an error, such as #N/A. Type the value in its place."]


def test_a_date_outside_the_calendar_is_an_error_and_not_a_crash() -> None:
    source = with_sheet(b"<v>33010</v>", b"<v>99999999</v>")
    assert problems_of(rows_of(source)) == [
        "Row 2, DOB: The cell shows an error, such as #N/A. Type the value in its place."
    ]


def test_a_value_without_a_heading_is_named() -> None:
    assert problems_of(rows_of(sheet_bytes([HEADER, [*ANNA, None, "stray"]]))) == [
        "Row 2: Column E has a value but no heading. Give it a heading."
    ]


def test_merged_cells_are_refused_because_rows_would_lose_their_values() -> None:
    workbook, sheet = new_workbook()
    sheet.append(HEADER)
    sheet.append(ANNA)
    sheet.merge_cells("B2:B4")
    assert refusal(workbook_bytes(workbook)).startswith("Cells B2 to B4 are merged, so it is not clear which row")


def test_what_openpyxl_remarks_on_does_not_matter() -> None:
    workbook, sheet = new_workbook()
    sheet.append(HEADER)
    sheet.append(ANNA)
    sheet.add_data_validation(DataValidation(type="list", formula1='"a,b"'))
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    source = resheeted(workbook_bytes(workbook), lambda markup: markup.replace(b"</worksheet>", extension))
    assert len(rows_of(source)) == 1


def test_more_than_the_limits_is_refused() -> None:
    source = sheet_bytes([HEADER, ANNA, ANNA])
    assert "more than 1 rows" in refusal(source, limits=Limits(rows=1))
    assert "more than 2 columns" in refusal(source, limits=Limits(columns=2))
    assert problems_of(rows_of(source, limits=Limits(cell=4)))[0] == (
        "Row 2, Surname: There are more than 4 characters. Shorten it."
    )


@pytest.mark.parametrize("rows", [[], [[None, " "]]])
def test_an_empty_sheet_is_refused(rows: list[list[object]]) -> None:
    assert "first sheet is empty" in refusal(sheet_bytes(rows))


def test_a_sheet_of_headings_alone_is_refused() -> None:
    assert "no people below them" in refusal(sheet_bytes([HEADER]))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    crowd = repacked(sheet_bytes([HEADER, ANNA]), unchanged, {f"xl/{number}": b"" for number in range(5_001)})
    assert "unpacks to far more" in refusal(crowd)
    bomb = repacked(sheet_bytes([HEADER, ANNA]), unchanged, {"xl/worksheets/sheet2.xml": b" " * 210 * 1024 * 1024})
    assert len(bomb) < 1024 * 1024
    assert "unpacks to far more" in refusal(bomb)
    whole = repacked(sheet_bytes([HEADER, ANNA]), unchanged, {"xl/sharedStrings.xml": b" " * 49 * 1024 * 1024})
    assert "unpacks to far more" in refusal(whole)


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    source = bytearray(sheet_bytes([HEADER, ANNA]))
    entry = source.rindex(b"xl/workbook.xml") - 46
    source[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(source)).startswith("This workbook is")


@pytest.mark.parametrize(
    "start",
    [
        b'<!DOCTYPE lolz [<!ENTITY lol "lol">]>',
        b'<?xml version="1.0" encoding="UTF-7"?>',
        b'<?xml version="1.0"?><?more?>',
        b"<!-- a remark -->",
        b"<row " + b"a" * 3_000_000 + b">",
        b"\xff\xfe<\0",
        b"not markup ",
    ],
)
def test_markup_that_no_spreadsheet_program_writes_is_refused(start: bytes) -> None:
    source = resheeted(sheet_bytes([HEADER, ANNA]), lambda markup: start + markup)
    assert "unusual and possibly unsafe" in refusal(source)


def test_a_sheet_that_goes_on_far_below_the_people_is_refused() -> None:
    assert refusal(with_sheet(b'<row r="2"', b'<row r="1048576"')).startswith("The sheet goes on to row 1,048,576.")


def test_rows_out_of_order_are_refused_because_one_would_be_lost() -> None:
    assert "unusual and possibly unsafe" in refusal(with_sheet(b'<row r="2"', b'<row r="1"'))


@pytest.mark.parametrize("missing", ["xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_a_part_missing_is_refused(missing: str) -> None:
    source = repacked(sheet_bytes([HEADER, ANNA]), {missing: None}.get)
    assert "damaged" in refusal(source)


@pytest.mark.parametrize("damage", [(b"</row>", b"</rwo>"), (b"<v>33010</v>", b"<v>soon</v>"), (b' s="', b' s="9')])
def test_a_workbook_with_broken_markup_is_refused(damage: tuple[bytes, bytes]) -> None:
    assert "damaged" in refusal(with_sheet(*damage))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "contains macros"),
        ("xl/workbook.bin", "binary workbook (.xlsb)"),
        ("content.xml", "OpenDocument"),
        ("word/document.xml", "Word document"),
        ("people.csv", "zip file, not a workbook"),
    ],
)
def test_other_zipped_files_are_told_apart(part: str, words: str) -> None:
    workbook = repacked(sheet_bytes([HEADER, ANNA]), lambda _, __: None, {part: b"x"})
    assert words in refusal(workbook)


def test_a_workbook_without_its_sheet_has_nothing_to_read() -> None:
    source = repacked(sheet_bytes([HEADER, ANNA]), {SHEET: None}.get)
    assert "no sheet to read" in refusal(source)
