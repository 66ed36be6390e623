"""Forms of an import: the file, what its columns hold, doubtful rows, and beginning."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms

from casework.importing.decisions import Choice
from casework.importing.fields import ALIAS_FIELDS, IDENTIFIER_FIELDS, Field
from casework.importing.mapping import ColumnMapping, mapping_problems
from casework.importing.reading import DEFAULT_LIMITS
from casework.importing.uploads import LIMIT_WORDS

CHOICES: Final = [(Choice.ADD.value, "Add"), (Choice.LEAVE.value, "Leave out")]


def _pairs(fields: Iterable[Field]) -> list[tuple[str, str]]:
    return [(field.value, field.label) for field in fields]


FIELD_CHOICES: Final = [
    (Field.IGNORE.value, Field.IGNORE.label),
    ("Name", _pairs((Field.GIVEN, Field.FAMILY, Field.FULL, Field.OTHER))),
    ("Birth", _pairs((Field.BORN,))),
    ("Other names", _pairs(ALIAS_FIELDS)),
    ("Numbers and references", _pairs((Field.REFERENCE, *IDENTIFIER_FIELDS))),
]


class FileForm(forms.Form):
    """The file that holds the people."""

    file = forms.FileField(
        label="A list of people",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=f"A CSV file or an Excel workbook (.xlsx) with a row of headings, at most {LIMIT_WORDS} "
        f"and {DEFAULT_LIMITS.rows:,} people. Nothing is added before you have seen what will happen.",
        error_messages={
            "required": "Choose the file that holds the people.",
            "empty": "The file is empty. Choose the file that holds the people.",
            "max_length": "The file's name is too long. Give it a shorter name and choose it again.",
        },
        max_length=200,
    )

    def content(self) -> tuple[str, bytes]:
        """The file's name and what it holds."""
        file = self.cleaned_data["file"]
        return str(file.name), bytes(file.read())


class ColumnsForm(forms.Form):
    """For each column, the field that it holds."""

    def __init__(
        self,
        *args: Any,
        header: Sequence[str],
        samples: Sequence[Sequence[str]],
        mapping: ColumnMapping,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._header = tuple(header)
        known = dict(mapping.columns)
        for at, (heading, texts) in enumerate(zip(header, samples, strict=True)):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading,
                choices=FIELD_CHOICES,
                initial=known.get(heading, Field.IGNORE).value,
                help_text=_example(texts),
            )

    def clean(self) -> dict[str, Any]:
        """At least one name, and no field from two columns that comes from one."""
        said = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in mapping_problems(self.mapping(), self._header):
                self.add_error(None, problem)
        return said

    def mapping(self) -> ColumnMapping:
        """What was said."""
        said = self.cleaned_data
        return ColumnMapping(tuple((heading, Field(said[f"column_{at}"])) for at, heading in enumerate(self._header)))


class DecisionsForm(forms.Form):
    """For each likely duplicate on a page, whether to add it; or one answer for all that are still open."""

    every = forms.ChoiceField(required=False, choices=CHOICES)

    def __init__(self, *args: Any, rows: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self._rows = [row for row in rows if f"row_{row}" in self.data]
        for row in self._rows:
            self.fields[f"row_{row}"] = forms.ChoiceField(label=f"Row {row}", required=False, choices=CHOICES)

    def choices(self) -> dict[int, Choice]:
        """What was chosen, by row number."""
        said = {row: self.cleaned_data[f"row_{row}"] for row in self._rows}
        return {row: Choice(choice) for row, choice in said.items() if choice}

    def for_every(self) -> Choice | None:
        """The answer for all that are still open, if one was given."""
        every = self.cleaned_data["every"]
        return Choice(every) if every else None


class StartForm(forms.Form):
    """Beginning; rows with problems are left out only where somebody says so."""

    skip_bad = forms.BooleanField(required=False)

    def __init__(self, *args: Any, bad: int, undecided: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self._undecided = undecided
        rows = "row" if bad == 1 else "rows"
        self.fields["skip_bad"].label = f"Leave out the {bad:,} {rows} with problems and bring in the rest"
        self.fields["skip_bad"].required = bool(bad)
        self.fields["skip_bad"].error_messages["required"] = (
            f"The file has {bad:,} {rows} with problems. Leave them out, or correct the file and send it again."
        )
        if not bad:
            del self.fields["skip_bad"]

    def clean(self) -> dict[str, Any]:
        """Every likely duplicate is decided first."""
        said = super().clean() or self.cleaned_data
        if self._undecided:
            are = "person" if self._undecided == 1 else "people"
            self.add_error(
                None,
                f"Decide first about {self._undecided:,} {are} who may be there already: add them or leave them out.",
            )
        return said


def _example(texts: Sequence[str]) -> str:
    return f"For example: {'; '.join(texts)}" if texts else "Empty in the first rows"
