"""The command: what it says, what it does, and that it changes nothing where it refuses."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.context import acting
from casework.importing.models import ImportedFile
from casework.importing.selectors import importer_for
from tests.casework.importing.files import csv_bytes, sheet_bytes
from tests.casework.importing.lists import (
    ADA,
    ADA_AGAIN,
    BEN,
    EMOJI,
    FOUR,
    HEADER,
    NOT_A_DAY,
    brought_in,
    people_file,
    people_of,
)  # fmt: skip
from tests.casework.importing.test_real_input import FAKE_1000, mistyped_people
from tests.casework.importing.test_real_input import HEADER as REAL_HEADER
from tests.town import Town

Say = Callable[..., str]


class Terminal(io.StringIO):
    """Where somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def say(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the command on a file with this content; gives what it said."""

    def run(content: bytes, *options: str, name: str = "people.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        call_command("import_people", str(path), "--agency", town.police.code, *options)
        return capsys.readouterr().out

    return run


def refusal(say: Say, content: bytes, *options: str, name: str = "people.csv") -> str:
    """The words with which the command ends."""
    with pytest.raises(CommandError) as refused:
        say(content, *options, name=name)
    assert refused.value.returncode != 0
    return str(refused.value)


def here(town: Town) -> int:
    """How many people the police have."""
    return people_of(importer_for(town.police.code, None))


def test_people_are_added_once(town: Town, say: Say) -> None:
    assert say(people_file(*FOUR)) == "4 people added, 0 already here, 0 left out of 4 rows.\n"
    assert say(sheet_bytes([HEADER, *FOUR]), name="people.xlsx").startswith("0 people added, 4 already here")
    assert here(town) == 4


def test_a_dry_run_shows_and_changes_nothing(town: Town, say: Say) -> None:
    said = say(people_file(*FOUR), "--dry-run")
    assert "Surname" in said
    assert "4 rows to be added" in said
    assert "This was a trial. Nothing was brought in." in said
    assert "Adaline" not in said  # nobody sits at a terminal: this may be a log
    assert here(town) == 0


def test_bad_rows_are_named_by_number_and_skipped_on_request(
    town: Town, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    words = refusal(say, people_file(*FOUR, NOT_A_DAY, EMOJI))
    assert words.startswith("2 rows have problems. Nothing was brought in.")
    assert "--skip-bad-rows" in words
    said = capsys.readouterr().out
    assert "Row 6, Date of birth: 29 February 1991 does not exist. Check the year." in said
    assert here(town) == 0
    assert "4 people added, 0 already here, 2 left out of 6 rows." in say(
        people_file(*FOUR, NOT_A_DAY, EMOJI), "--skip-bad-rows"
    )


def test_at_most_fifty_problems_are_listed(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    refusal(say, people_file(*([str(n), "Ann", "Lee", "31/02/1990", ""] for n in range(60))))
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 51
    assert said[-1] == "and 10 more"


def test_duplicates_are_refused_without_a_terminal_and_decided_by_an_option(town: Town, say: Say) -> None:
    source = people_file(ADA, ADA_AGAIN, BEN)
    words = refusal(say, source)
    assert words.startswith("Row 3 may be somebody who is already there. Nothing was brought in.")
    assert "--duplicates skip" in words
    assert here(town) == 0
    assert "2 people added, 0 already here, 1 left out" in say(source, "--duplicates", "skip")
    assert "1 person added, 2 already here, 0 left out" in say(source, "--duplicates", "add")
    assert here(town) == 3


@pytest.mark.parametrize(("answers", "added"), [("l\n", 1), ("what?\na\n", 2), ("L\n", 1), ("A\n", 2)])
def test_at_a_terminal_each_is_asked_about(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, added: int
) -> None:
    screen = at_a_terminal(monkeypatch, answers)
    path = tmp_path / "people.csv"
    path.write_bytes(people_file(ADA, ADA_AGAIN))
    call_command("import_people", str(path), "--agency", town.police.code)
    assert "Row 3: ADALINE Quillfeather, born 29 February 1992" in screen.getvalue()
    assert "Row 2 has the same name and date of birth." in screen.getvalue()
    assert here(town) == added


@pytest.mark.parametrize("answers", ["q\n", ""])
def test_whoever_is_asked_may_stop(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    at_a_terminal(monkeypatch, answers)
    path = tmp_path / "people.csv"
    path.write_bytes(people_file(ADA, ADA_AGAIN))
    with pytest.raises(CommandError, match=r"Stopped\. Nothing was brought in\.") as stopped:
        call_command("import_people", str(path), "--agency", town.police.code)
    assert stopped.value.returncode == 130
    assert here(town) == 0


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, answers: str) -> Terminal:
    """Somebody who types these answers; gives what their screen shows."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "200")
    return screen


def test_a_mapping_file_is_followed_and_remembered(town: Town, say: Say, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"Who": "full_name", "Note": "nickname"}')
    source = csv_bytes([["Who", "Note"], ["Adaline Quillfeather", "Addie"]])
    assert "1 person added" in say(source, "--map", str(mapping))
    assert "0 people added, 1 already here" in say(source)
    mapping.write_text('{"Whom": "full_name"}')
    assert "Did you mean “Who”?" in refusal(say, source, "--map", str(mapping))
    assert "cannot be opened" in refusal(say, source, "--map", str(tmp_path / "none.json"))


def test_an_unknown_agency_is_told_the_codes(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(people_file(*FOUR))
    with pytest.raises(CommandError, match=town.police.code):
        call_command("import_people", str(path), "--agency", "nobody")
    with pytest.raises(CommandError, match="Say with --partnership"):
        call_command("import_people", str(path), "--agency", town.police.code, "--partnership", "elsewhere")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"First name,Surname\n", "no people below"),
        (b'First name,Surname\n"Ann,Lee\n', "quotation mark"),
        ("First name,Surname\nAnn,ŁŹ\n".encode("cp1250"), "It is not clear"),
        (b"City,Email\nLeeds,a@example.org\n", "No column is mapped to a name"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(town: Town, say: Say, content: bytes, words: str) -> None:
    said = refusal(say, content)
    assert words in said
    assert "Nothing was brought in." in said
    assert here(town) == 0


def test_a_gigabyte_is_refused_before_it_is_read(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(CommandError, match=r"The file is 1,024 MB, and the most .* is 20 MB"):
        call_command("import_people", str(path), "--agency", town.police.code)


def test_the_command_leaves_a_line_among_the_imports_and_no_content(town: Town, say: Say) -> None:
    say(people_file(*FOUR))
    with acting(importer_for(town.police.code, None)):
        file = ImportedFile.objects.get()
    assert (file.uploaded_by_id, file.content, file.added) == (None, None, 4)


def thousand() -> bytes:
    """A thousand invented people with typing errors."""
    return csv_bytes([REAL_HEADER, *mistyped_people(seed=7)])


def test_a_thousand_people_come_in_and_come_in_once(town: Town, say: Say) -> None:
    options = ("--skip-bad-rows", "--duplicates", "skip")
    first = say(thousand(), *options)
    assert " 0 already here" in first
    added = here(town)
    assert added > 300
    assert say(thousand(), *options).startswith(f"0 people added, {added:,} already here")


@pytest.mark.skipif(not FAKE_1000.exists(), reason="the shared data are not beside this repository")
def test_the_real_file_comes_in_and_comes_in_once(town: Town, say: Say) -> None:
    options = ("--skip-bad-rows", "--duplicates", "skip")
    say(FAKE_1000.read_bytes(), *options)
    added = here(town)
    assert added > 700
    assert say(FAKE_1000.read_bytes(), *options).startswith(f"0 people added, {added:,} already here")


def test_a_file_of_another_agency_does_not_count(town: Town, say: Say) -> None:
    brought_in(importer_for(town.charity.code, None), people_file(*FOUR))
    assert "4 people added" in say(people_file(*FOUR))
