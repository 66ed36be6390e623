"""Opening whatever somebody chooses: told apart by what it is, never by what it is called."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.importing.reading import open_table
from casework.importing.table import FileRefused, Limits
from tests.casework.importing.files import HEADER, UNHURRIED, csv_bytes, refusal, resheeted, rows_of, sheet_bytes

OPEN_FILES = Path("/proc/self/fd")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CSV = csv_bytes([HEADER, ["Anna", "Smith", "17/05/1990"], ["Zoë", "O'Neil", ""]])
XLSX = sheet_bytes([HEADER, ["Anna", "Smith", "17/05/1990"], ["Zoë", "O'Neil", None]])


def test_a_file_is_what_it_holds_and_not_what_it_is_called() -> None:
    assert len(rows_of(CSV, name="people.txt")) == len(rows_of(XLSX, name="people.csv")) == 2


@pytest.mark.parametrize(
    ("source", "name", "words"),
    [
        (OLD_OFFICE, "p.xls", "old kind of Office file (.xls)"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "p.xlsx", "has a password"),
        (b"%PDF-1.7 ...", "p.csv", "PDF"),
        (b"{\\rtf1 Name", "p.csv", "text document"),
        (b"\xef\xbb\xbf \n<HTML><table>", "p.xls", "web page or XML"),
        (b"Name,Surname\nAnna,Smith\n", "p.xlsx", "named as a workbook but is not one"),
        (XLSX, "p.xlsm", "may contain macros"),
        (b"PK\x03\x04 but nothing behind it", "p.xlsx", "damaged"),
    ],
)
def test_other_kinds_of_file_are_refused_with_what_to_do(source: bytes, name: str, words: str) -> None:
    assert words in refusal(source, name=name)


def test_a_password_is_found_across_the_edge_of_what_is_read_at_once() -> None:
    mark = "EncryptedPackage".encode("utf-16-le")
    filler = b"\0" * (1024 * 1024 - len(OLD_OFFICE) - 10)
    assert "has a password" in refusal(OLD_OFFICE + filler + mark)


def test_a_gigabyte_is_refused_at_once_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "everybody.csv"
    with huge.open("wb") as file:
        file.truncate(1024**3)
    started = time.perf_counter()
    with (
        pytest.raises(FileRefused, match=r"The file is 1,024 MB, and the most .* is 20 MB"),
        open_table(huge, name="e.csv"),
    ):
        pass
    assert time.perf_counter() - started < 0.5


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="There is no such file"), open_table(tmp_path / "none.csv", name="none.csv"):
        pass


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be opened"), open_table(tmp_path, name="folder"):
        pass


def test_a_file_just_over_the_limit_says_so_exactly() -> None:
    words = refusal(b"x" * 11, limits=Limits(size=10))
    assert words.startswith("The file is 11 bytes, and the most that can be brought in at once is 10 bytes.")


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="this system does not show a process its open files")
def test_a_file_is_closed_when_its_reading_is_left(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(CSV)
    before = len(list(OPEN_FILES.iterdir()))
    with open_table(path, name="people.csv") as table:
        next(table.rows)
    assert len(list(OPEN_FILES.iterdir())) == before


def read_or_be_refused(source: bytes, name: str) -> None:
    """Read a file to rows or to FileRefused; anything else fails the test that calls this."""
    with contextlib.suppress(FileRefused):
        rows_of(source, name=name)


@settings(UNHURRIED, max_examples=400)
@given(st.binary(max_size=400), st.sampled_from(["p.csv", "p.xlsx", "p"]))
def test_no_bytes_are_ever_more_than_refused(source: bytes, name: str) -> None:
    read_or_be_refused(source, name)


@settings(UNHURRIED, max_examples=400)
@given(st.text(alphabet='ab,;"\n\r\t|=é ', max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_text_is_ever_more_than_refused(text: str, encoding: str) -> None:
    read_or_be_refused(text.encode(encoding), "p.csv")


@settings(UNHURRIED, max_examples=300)
@given(st.integers(0, len(XLSX) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_workbook_is_ever_more_than_refused(place: int, damage: bytes) -> None:
    read_or_be_refused(XLSX[:place] + damage + XLSX[place + len(damage) :], "p.xlsx")


@settings(UNHURRIED, max_examples=300)
@given(st.data())
def test_no_damage_inside_a_workbooks_sheet_is_ever_more_than_refused(data: st.DataObject) -> None:
    markup = b"<row r='2'><c r='A2' t='s' s='1'><v>33010</v><f>A1</f></c></row>"
    place = data.draw(st.integers(0, len(markup)))
    damage = data.draw(st.binary(max_size=6) | st.sampled_from([b"<", b"'9999999'", b"&lol;", b"ZZZZZZ9", b"-1"]))
    row = markup[:place] + damage + markup[place:]
    read_or_be_refused(resheeted(XLSX, lambda sheet: sheet.replace(b'<row r="2"', row + b'<row r="3"')), "p.xlsx")
