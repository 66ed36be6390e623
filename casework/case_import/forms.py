"""Forms of an import of cases: the files, what each sheet holds, who is who, doubts, and beginning."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from accounts.models import Team, User
from casework.case_import.columns import LAYOUTS, Column
from casework.case_import.models import Sheet
from casework.case_import.people import ADD, LEAVE, PERSON
from casework.case_import.sheets import guess_columns
from casework.importing.forms import FIELD_CHOICES
from casework.inputs import LineField

Choices = list[tuple[str, str]]
EVERY: Final = [(ADD, "Add"), (LEAVE, "Leave out")]
MOST_FILES: Final = 10
EXAMPLE: Final = "For example: {}"


class SeveralFiles(forms.FileInput):
    """A choice of several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, each looked at as one is."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was chosen; refuses none, empty ones and more than ten."""
        chosen = list(data) if isinstance(data, list | tuple) else [data]
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files.")
        return [super(SeveralFilesField, self).clean(each, initial) for each in chosen or [None]]


class FilesForm(forms.Form):
    """The files of the old system, and what it is called."""

    source = LineField(
        label="Where are the cases from?", max_length=60, initial="earlier system",
        help_text="The name of the old system or spreadsheet. Say the same each time: rows are known again by it.",
        error_messages={"required": "Say where the cases are from, for example ECINS."},
    )  # fmt: skip
    sent = SeveralFilesField(
        label="One workbook, or several CSV files",
        widget=SeveralFiles(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text="People, cases, leads, notes and actions, a sheet or file each with a row of headings: at most 50 MB "
        "together and 100,000 rows a sheet. Nothing is brought in before you have seen what will happen.",
        error_messages={
            "required": "Choose the files that hold the cases.",
            "empty": "One of the files is empty. Choose the files that hold the cases.",
        },
        max_length=200,
    )

    def content(self) -> list[tuple[str, bytes]]:
        """The name of each file and what it holds."""
        return [(str(file.name), bytes(file.read())) for file in self.cleaned_data["sent"]]


class SheetsForm(forms.Form):
    """For each sheet what it is, for each column what it holds, and the team for cases that name nobody."""

    team = forms.ChoiceField(
        label="Team that gets the cases which name no lead and no team", required=False,
        help_text="Without one, such cases are rejected, because nobody would have them.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, sheets: Sequence[Mapping[str, Any]], teams: Sequence[Team], team: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._sheets = sheets
        self.fields["team"].choices = [("", "No team"), *((str(one.pk), one.title) for one in teams)]  # type: ignore[attr-defined]
        self.fields["team"].initial = team
        for place, sheet in enumerate(sheets):
            kind = forms.ChoiceField(label=f"What is on {sheet['name']}?", choices=Sheet.choices, initial=sheet["kind"])
            self.fields[f"kind_{place}"] = kind
            if sheet["kind"] != Sheet.NOTHING:
                self._add_columns(place, sheet)
        self.order_fields([*(name for name in self.fields if name != "team"), "team"])

    def _add_columns(self, place: int, sheet: Mapping[str, Any]) -> None:
        for at, (heading, samples) in enumerate(zip(sheet["header"], sheet["samples"], strict=True)):
            self.fields[f"column_{place}_{at}"] = forms.ChoiceField(
                label=heading, choices=columns_of(Sheet(sheet["kind"])), initial=sheet["columns"][heading],
                help_text=EXAMPLE.format("; ".join(samples)) if samples else "Empty in the first rows",
            )  # fmt: skip

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each sheet under its name, for the page."""
        return [
            (
                sheet["name"],
                [self[name] for name in self.fields if name == f"kind_{place}" or name.startswith(f"column_{place}_")],
            )
            for place, sheet in enumerate(self._sheets)
        ]

    def changes(self) -> dict[str, Any]:
        """What was said; a sheet of which somebody changed what it is gets its columns guessed anew."""
        said = self.cleaned_data
        sheets = {}
        for place, sheet in enumerate(self._sheets):
            kind = Sheet(said[f"kind_{place}"])
            columns = guess_columns(sheet["header"], kind)
            if kind == sheet["kind"] and kind is not Sheet.NOTHING:
                columns = {name: said[f"column_{place}_{at}"] for at, name in enumerate(sheet["header"])}
            sheets[sheet["name"]] = {"kind": kind.value, "columns": columns}
        return {"sheets": sheets, "team": said["team"] or None}

    def changed_kind(self) -> bool:
        """Whether some sheet is said to hold something else than before."""
        return any(self.cleaned_data[f"kind_{at}"] != sheet["kind"] for at, sheet in enumerate(self._sheets))


class NamesForm(forms.Form):
    """Who of the agency is meant by names of leads of which nobody is sure."""

    def __init__(self, *args: Any, names: Sequence[str], people: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self._names = names
        choices = [
            ("", "Not decided: such rows are rejected"),
            *((user.email, f"{user.name} ({user.email})") for user in people),
        ]
        for at, name in enumerate(names):
            self.fields[f"name_{at}"] = forms.ChoiceField(label=name, choices=choices, required=False)

    def meant(self) -> dict[str, str]:
        """The work e-mail by name as written, for those that were decided."""
        said = ((name, self.cleaned_data[f"name_{at}"]) for at, name in enumerate(self._names))
        return {name: email for name, email in said if email}


class DoubtsForm(forms.Form):
    """For each person on a page who may be there already: add, leave out, or say who it is."""

    every = forms.ChoiceField(required=False, choices=EVERY)

    def __init__(self, *args: Any, rows: Sequence[Mapping[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._rows = [row["row"] for row in rows if f"row_{row['row']}" in self.data]
        for row in rows:
            choices = [*EVERY, *((answer, answer) for answer in row["answers"])]
            self.fields[f"row_{row['row']}"] = forms.ChoiceField(required=False, choices=choices)

    def choices(self) -> dict[str, str]:
        """What was chosen, by row number."""
        said = {str(row): self.cleaned_data[f"row_{row}"] for row in self._rows}
        return {row: choice for row, choice in said.items() if choice}


class StartForm(forms.Form):
    """Beginning; rejected rows are left out only where somebody says so."""

    skip_bad = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rejected: int, undecided: int, problems: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._undecided, self._problems = undecided, problems
        rows = "row" if rejected == 1 else "rows"
        self.fields["skip_bad"].label = f"Leave out the {rejected:,} rejected {rows} and bring in the rest"
        self.fields["skip_bad"].required = bool(rejected)
        self.fields["skip_bad"].error_messages["required"] = (
            f"{rejected:,} {rows} would be rejected. Leave them out: you can download them afterwards, correct them "
            "and bring them in. Or correct your files and send them again."
        )
        if not rejected:
            del self.fields["skip_bad"]

    def clean(self) -> dict[str, Any]:
        """Every sheet can be read, and every likely duplicate is decided first."""
        said = super().clean() or self.cleaned_data
        for problem in self._problems:
            self.add_error(None, problem)
        if self._undecided:
            are = "person" if self._undecided == 1 else "people"
            self.add_error(None, f"Decide first about {self._undecided:,} {are} who may be there already.")
        return said


def columns_of(kind: Sheet) -> list[Any]:
    """What the columns of a sheet of this kind can hold, for a list to choose from."""
    if kind is Sheet.PEOPLE:
        return list(FIELD_CHOICES)
    known = [(column.value, column.label) for column in LAYOUTS[kind].headings]
    return [(Column.IGNORE.value, Column.IGNORE.label), *known]


def answers_in_words(row: Mapping[str, Any]) -> Choices:
    """The answers to a doubt about a person, as a page puts them."""
    known = {f"{PERSON}{pk}": f"The person {place}" for place, pk in enumerate(row["people"], start=1)}
    one = len(row["people"]) == 1
    words = [
        (answer, ("The person your agency knows" if one else f"{known[answer]} of those your agency knows"))
        if answer in known
        else (answer, f"The same as row {answer.partition(':')[2]}")
        for answer in row["answers"]
    ]
    return [("add", "Add as a new person"), *words, ("leave", "Leave out, with their cases")]
