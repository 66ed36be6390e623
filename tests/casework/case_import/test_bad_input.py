"""What people really send: every row that cannot come in says why, and nothing is guessed."""

from datetime import date

import pytest
from django.conf import settings

from accounts.acts import USER_ADDED
from accounts.context import acting
from accounts.people.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.case_import.lines import Fate, reconciled
from casework.case_import.mapping import read_mapping
from casework.case_import.models import Sheet
from casework.case_import.options import Options
from casework.case_import.sheets import guess_sheet, read_everything
from casework.cases.models import Case
from casework.importing.mapping import MappingRefused
from casework.importing.table import FileRefused
from tests.casework.case_import.old_system import (
    ACTIONS,
    CASES,
    EVERYTHING,
    LEADS,
    NOTES,
    PEOPLE,
    Rows,
    Sheets,
    brought_in,
    changed,
    csv_files,
    planned,
    whys,
    with_rows,
    workbook,
)
from tests.casework.importing.files import csv_bytes
from tests.cast import actor, founder_of, make_user
from tests.town import Town, make_town

pytestmark = pytest.mark.django_db
EXAMPLE_STAFF = ("Alice Carter", "Ben Hughes", "alice.carter", "caseworker@police.example")


@pytest.fixture
def town() -> Town:
    return make_town()


def said(town: Town, name: str, rows: Rows) -> list[str]:
    """Why rows of one sheet do not come in, when it takes the place of the good one."""
    plan = planned(town, workbook(EVERYTHING | {name: rows}))
    return [words for words in whys(plan) if words.startswith(name.upper())]


@pytest.mark.parametrize(
    ("name", "rows", "words"),
    [
        ("Cases", changed(CASES, 2, "Role", "Victim/Offender"), "two cases here, so that neither tells of the other"),
        ("Cases", changed(CASES, 2, "Role", ""), "Role: offender or victim: This is empty"),
        ("Cases", changed(CASES, 2, "Role", "Neighbour"), "“Neighbour” is not understood here. Use one of: offender"),
        ("Cases", changed(CASES, 2, "Priority", "Turquoise"), "“Turquoise” is not understood here."),
        ("Cases", changed(CASES, 2, "Case ref", "C2"), "Row 2 has the same reference. Give each its own."),
        ("Cases", changed(CASES, 2, "Case ref", "=1+1"), "is a formula without a stored result"),
        ("Cases", changed(CASES, 2, "Opened", "45000"), "This is a number, perhaps for 15 March 2023."),
        ("Cases", changed(CASES, 2, "Opened", "01/01/1900"), "1 January 1900 is before 1970"),
        ("Cases", changed(CASES, 2, "Opened", "01/01/2095"), "is in the future"),
        ("Cases", changed(CASES, 2, "Status", "Closed"), "nothing says when"),
        ("Cases", changed(CASES, 2, "Lead worker", "Jane Nobody"), "Nobody of your agency here has this name"),
        ("Cases", changed(CASES, 2, "Person ref", "P77"), "is on no row of the people"),
        ("Notes", changed(NOTES, 2, "Date", "04/02/2099"), "is in the future"),
        ("Notes", changed(NOTES, 2, "Date", ""), "When it happened: This is empty"),
        ("Notes", changed(NOTES, 2, "Note", " "), "The words themselves: This is empty"),
        ("Notes", changed(NOTES, 2, "Note ref", "N2"), "Row 2 has the same reference."),
        ("Notes", changed(NOTES, 2, "Date", "04/02/2025 25:70"), "This time of day does not exist."),
        ("Actions", changed(ACTIONS, 2, "Due", "whenever"), "cannot be understood as a date"),
        ("Actions", changed(ACTIONS, 2, "Status", "perhaps"), "“perhaps” is not understood here"),
        ("Leads", with_rows(LEADS, ["C1", "Terry Mate"]), "The case's own row names another lead."),
        ("Leads", with_rows(LEADS, ["C3", ""]), "Nobody is named."),
    ],
)
def test_a_row_that_cannot_come_in_says_why(town: Town, name: str, rows: Rows, words: str) -> None:
    assert words in " ".join(said(town, name, rows))


def test_a_lead_who_has_left_or_whose_name_two_share_is_asked_about_and_never_guessed(town: Town) -> None:
    leaver = make_user(town.partnership, town.police, Role.CASEWORKER, name="Lee Ver")
    by = founder_of(town.partnership)
    with acting(by), event(USER_ADDED, by=by):
        User.objects.filter(pk=leaver.pk).update(is_active=False)
    for _ in range(2):
        make_user(town.partnership, town.police, Role.CASEWORKER, name="Sam Same")
    make_user(town.partnership, town.probation, Role.CASEWORKER, name="Else Where")
    rows = changed(changed(CASES, 2, "Lead worker", "Lee Ver"), 4, "Lead worker", "Sam Same")
    plan = planned(town, workbook(EVERYTHING | {"Cases": rows}))
    assert "has left: their account is closed" in whys(plan)[0]
    assert "Several people of your agency have this name" in whys(plan)[1]
    assert dict(plan.unmatched) == {"Lee Ver": 1, "Sam Same": 1}
    assert "Nobody of your agency here" in said(town, "Cases", changed(CASES, 2, "Lead worker", "Else Where"))[0]
    meant = Options("earlier system", meant={"lee ver": town.teammate.email, "Sam Same": town.teammate.email})
    assert whys(planned(town, workbook(EVERYTHING | {"Cases": rows}), meant)) == []


def test_two_people_of_one_name_and_birth_are_asked_about_and_cases_hang_on_the_one_chosen(town: Town) -> None:
    sheets = EVERYTHING | {
        "People": with_rows(PEOPLE, ["P9", "Ada", "Okonjo", "17/05/1990"]),
        "Cases": with_rows(CASES, ["C9", "P9", "Victim", "Open", "", "Threatened", "", "03/02/2025", "", "Terry Mate"]),
    }
    undecided = planned(town, workbook(sheets))
    assert [line.row.number for line in undecided.lines if line.fate == "ASK"] == [5]
    brought_in(town, workbook(sheets), Options("earlier system", choices={5: "row:2"}))
    with acting(actor(town.coordinator)):
        assert Case.objects.values("person").distinct().count() == 3
        roles = Case.objects.filter(person=Case.objects.get(opened_on=date(2025, 2, 3), role="VICTIM").person)
        assert sorted(roles.values_list("role", flat=True)) == ["OFFENDER", "VICTIM"]
    _, again = brought_in(town, workbook(sheets), Options("earlier system"))
    assert reconciled(again.lines)["unchanged"] == reconciled(again.lines)["read"]


def test_a_person_left_out_takes_their_cases_with_them(town: Town) -> None:
    sheets = EVERYTHING | {"People": with_rows(PEOPLE, ["P9", "Ada", "Okonjo", "17/05/1990"])}
    sheets["Cases"] = changed(CASES, 3, "Person ref", "P9")
    plan = planned(town, workbook(sheets), Options("earlier system", choices={5: "leave"}))
    fates = {f"{line.kind} {line.row.number}" for line in plan.lines if line.fate is Fate.LEFT}
    assert {"PEOPLE 5", "CASES 3", "NOTES 4", "LEADS 2"} <= fates


def test_sheets_in_another_order_unknown_and_empty_ones_and_other_titles(town: Town) -> None:
    sheets: Sheets = {
        "Sheet9": ACTIONS, "Read me": [["Written for", "By"], ["you", "me"]], "Blank": [], "Heads": [PEOPLE[0]],
        "x": NOTES, "y": LEADS, "z": CASES, "people 2": PEOPLE,
    }  # fmt: skip
    plan = planned(town, workbook(sheets))
    assert [sheet.kind for sheet in plan.sheets] == [
        Sheet.ACTIONS, Sheet.NOTHING, Sheet.NOTES, Sheet.LEADS, Sheet.CASES, Sheet.PEOPLE,
    ]  # fmt: skip
    assert plan.notes == [f"export.xlsx: {name} has nothing below its headings." for name in ("Blank", "Heads")]
    assert reconciled(plan.lines) == {"read": 15, "added": 14, "unchanged": 0, "rejected": 0, "left_out": 1}


def test_semicolons_and_windows_letters(town: Town) -> None:
    sheets = EVERYTHING | {"People": changed(PEOPLE, 4, "First name", "Chloé")}
    plan = planned(town, csv_files(sheets, encoding="cp1252", delimiter=";"))
    assert [line.what for line in plan.of(Sheet.PEOPLE)][2] == "Chloé Dell'Acqua"
    assert whys(plan) == []


def test_signs_that_turn_the_text_or_cannot_be_seen_are_taken_out_and_said(town: Town) -> None:
    rows = changed(NOTES, 2, "Note", "He \u202esaid\u202c so\u0007.\r\nTwice.")
    plan = planned(town, csv_files(EVERYTHING | {"Notes": rows}))
    line = next(iter(plan.of(Sheet.NOTES)))
    assert line.draft is not None
    assert line.draft.text == "He said so.\nTwice."  # type: ignore[union-attr]
    assert line.remarks == ("The words themselves: Signs that cannot be seen were taken out of the words.",)


def test_a_note_of_fifty_thousand_words_comes_in_whole(town: Town) -> None:
    words = " ".join(["enough"] * 50_000)
    _, plan = brought_in(town, csv_files(EVERYTHING | {"Notes": changed(NOTES, 2, "Note", words)}))
    assert reconciled(plan.lines)["added"] == 14


def test_formulas_are_read_as_values_or_refused(town: Town) -> None:
    plan = planned(town, workbook(EVERYTHING | {"Notes": changed(NOTES, 2, "Note", "=1+1")}))
    assert "Cell H2 is a formula without a stored result." in whys(plan)[0]


def test_a_note_that_starts_as_a_formula_does_is_only_words(town: Town) -> None:
    plan = planned(town, csv_files(EVERYTHING | {"Notes": changed(NOTES, 2, "Note", "=cmd|' /C calc'!A0")}))
    assert whys(plan) == []


def test_what_is_no_table_too_large_or_empty_is_refused_with_the_file_named() -> None:
    with pytest.raises(FileRefused, match="picture\\.csv: This is a PDF"):
        read_everything([("picture.csv", b"%PDF-1.7")])
    with pytest.raises(FileRefused, match="There is nothing below the headings"):
        read_everything([("cases.csv", b"Case ref,Role\n")])
    with pytest.raises(FileRefused, match="more than 50 MB together"):
        read_everything([("a.csv", b"x" * 30_000_000), ("b.csv", b"x" * 30_000_000)])
    with pytest.raises(FileRefused, match="notes\\.csv: The file has more than 100,000 rows"):
        read_everything([("notes.csv", csv_bytes([["Case ref", "Note"], *[["C1", "n"]] * 100_001]))])


def test_the_example_in_the_documentation_reads_as_its_page_says(town: Town) -> None:
    folder = settings.BASE_DIR / "docs" / "examples" / "old-system"
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    plan = planned(
        town,
        files,
        Options("earlier system", team=town.team, meant=dict.fromkeys(EXAMPLE_STAFF, town.caseworker.email)),
    )
    asked = [line.what for line in plan.lines if line.fate is Fate.ASK]
    assert asked == ["Tobias Quillfeather"]
    kinds = [sheet.kind for sheet in plan.sheets]
    assert kinds == [Sheet.ACTIONS, Sheet.CASES, Sheet.LEADS, Sheet.NOTES, Sheet.PEOPLE]
    why = " ".join(whys(plan))
    assert "This says both roles." in why
    assert "30 days" in why
    assert "is on no row of the cases" in why


def test_two_files_of_one_name_are_told_apart() -> None:
    found = read_everything([("notes.csv", csv_bytes(NOTES)), ("notes.csv", csv_bytes(NOTES))])
    assert [sheet.name for sheet in found.sheets] == ["notes.csv", "2. notes.csv"]


@pytest.mark.parametrize(
    ("rows", "kind"), [(PEOPLE, "PEOPLE"), (CASES, "CASES"), (LEADS, "LEADS"), (NOTES, "NOTES"), (ACTIONS, "ACTIONS")]
)
def test_a_sheet_is_known_by_its_headings(rows: Rows, kind: str) -> None:
    (sheet,) = read_everything([("export.csv", csv_bytes(rows))]).sheets
    assert guess_sheet(sheet).kind == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "not readable"),
        ("{", "not readable"),
        ('{"sheets": {"x": 3}}', "not readable"),
        ('{"sheets": {"x": "friends"}}', "“friends” is not a kind of sheet"),
        ('{"columns": {"x": {"y": "shoe_size"}}}', "“shoe_size” is not a column"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(MappingRefused, match=words):
        read_mapping(text)
