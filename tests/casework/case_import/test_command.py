"""The command: what it says, that a trial changes nothing, and that what was left out comes in once corrected."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from accounts.context import acting
from casework.case_import.models import CaseImport, State
from casework.case_import.sheets import read_everything
from casework.case_import.work import bring_in
from casework.cases.models import Case
from casework.importing.selectors import importer_for
from casework.interventions.models import Intervention
from tests.casework.case_import.old_system import CASES, EVERYTHING, NOTES, FilesSent, changed, csv_files, workbook
from tests.town import Town, make_town

pytestmark = pytest.mark.django_db
Say = Callable[..., str]
EVEN = "14 rows read = 14 added + 0 already here + 0 rejected + 0 left out"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def say(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the command on these files; gives what it said."""

    def run(files: FilesSent, *options: str) -> str:
        for name, content in files:
            (tmp_path / name).write_bytes(content)
        paths = [str(tmp_path / name) for name, _ in files]
        call_command("import_cases", *paths, "--agency", town.police.code, *options)
        return capsys.readouterr().out

    return run


def stored(town: Town) -> tuple[int, int, int]:
    with acting(importer_for(town.police.code, None)):
        return CaseImport.objects.count(), Case.objects.count(), Intervention.objects.count()


def test_it_says_what_each_sheet_is_and_numbers_that_come_out_even(town: Town, say: Say) -> None:
    said = say(csv_files(EVERYTHING))
    assert "notes.csv is read as notes: add 4" in said
    assert EVEN in said
    assert said.strip().endswith("Checked in the database.")
    assert stored(town) == (1, 3, 7)


def test_a_trial_changes_nothing(town: Town, say: Say) -> None:
    assert "This was a trial. Nothing was brought in." in say(workbook(EVERYTHING), "--dry-run")
    assert stored(town) == (0, 0, 0)


def test_rejected_rows_stop_it_until_they_are_left_out_and_come_in_once_corrected(
    town: Town, say: Say, tmp_path: Path
) -> None:
    bad = changed(changed(CASES, 2, "Lead worker", "Jane Nobody"), 2, "Reason", '=HYPERLINK("http://x")')
    files = csv_files(EVERYTHING | {"Cases": bad, "Notes": changed(NOTES, 4, "Date", "never")})
    rejected = tmp_path / "rejected.xlsx"
    with pytest.raises(CommandError, match="5 rows are rejected"):
        say(files)
    said = say(files, "--skip-bad-rows", "--rejected", str(rejected))
    assert "14 rows read = 9 added + 0 already here + 5 rejected + 0 left out" in said
    book = load_workbook(rejected)
    assert book.sheetnames == ["Cases", "Notes", "Actions"]
    assert book["Cases"]["K1"].value == "Why it was left out"
    assert book["Cases"]["F2"].value == '\'=HYPERLINK("http://x")'
    assert "Nobody of your agency here has this name" in book["Cases"]["K2"].value
    book["Cases"]["J2"] = "Casey Worker"
    book["Notes"]["C4"] = "02/03/2025"
    out = io.BytesIO()
    book.save(out)
    assert "5 rows read = 5 added" in say([("rejected.xlsx", out.getvalue())])
    assert stored(town) == (2, 3, 7)


def test_a_mapping_says_what_headings_do_not(town: Town, say: Say, tmp_path: Path) -> None:
    def told(**columns: str) -> str:
        return mapping(tmp_path, {"sheets": {"notes.csv": "notes"}, "columns": {"notes.csv": columns}})

    strange = [["K", *NOTES[0][1:]], *NOTES[1:]]
    strange[0][7], strange[0][2] = "Was gesagt wurde", "Wann"
    files = csv_files(EVERYTHING | {"Notes": strange})
    with pytest.raises(CommandError, match="has no column “Nothing”"):
        say(files, "--map", told(Nothing="text"))
    columns = {"K": "own_reference", "Wann": "occurred_at", "Was gesagt wurde": "text"}
    assert EVEN in say(files, "--map", told(**columns))
    assert "notes.csv is read as notes: already here 4" in say(files, "--dry-run")


def mapping(folder: Path, said: dict[str, object]) -> str:
    path = folder / "mapping.json"
    path.write_text(json.dumps(said))
    return str(path)


def test_who_is_who_is_said_in_the_mapping(town: Town, say: Say, tmp_path: Path) -> None:
    files = csv_files(EVERYTHING | {"Cases": changed(CASES, 2, "Lead worker", "C. Worker")})
    said = say(files, "--map", mapping(tmp_path, {"people": {"C. Worker": town.caseworker.email}}))
    assert EVEN in said


def test_a_run_that_was_stopped_goes_on_with_nothing_doubled(
    town: Town, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.case_import.units.WEIGHT", 2)
    written: list[object] = []

    def interrupted(**of: object) -> None:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(of)
        original(**of)

    original = bring_in.__globals__["write_batch"]
    with monkeypatch.context() as patched:
        patched.setitem(bring_in.__globals__, "write_batch", interrupted)
        with pytest.raises(CommandError, match="run it again with --resume"):
            say(workbook(EVERYTHING))
    assert stored(town)[1] == 2
    with pytest.raises(CommandError, match="Give --resume to go on with it"):
        say(workbook(EVERYTHING))
    assert EVEN in say(workbook(EVERYTHING), "--resume")
    assert stored(town) == (1, 3, 7)
    with acting(importer_for(town.police.code, None)):
        assert CaseImport.objects.get().state == State.DONE


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--team", "Nowhere"], "The agency has no such team. Its teams are: Integrated offender management."),
        (["--map", "/nowhere.json"], "The mapping file cannot be opened."),
    ],
)
def test_what_cannot_be_is_refused_in_words(say: Say, options: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        say(csv_files(EVERYTHING), *options)


def test_files_are_read_once_whole_whatever_their_order() -> None:
    names = [sheet.name for sheet in read_everything(csv_files(EVERYTHING)[::-1]).sheets]
    assert names == ["actions.csv", "notes.csv", "leads.csv", "cases.csv", "people.csv"]
