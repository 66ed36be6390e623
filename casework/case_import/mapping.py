"""What sheets and columns hold, as a mapping file writes it, as an agency remembers it, and what is wrong with it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from casework.case_import.columns import Column
from casework.case_import.models import Sheet
from casework.case_import.sheets import ReadSheet, SheetMapping, guess_columns, guess_sheet, missing
from casework.importing.fields import REPEATABLE, Field
from casework.importing.mapping import ColumnMapping, MappingRefused, mapping_problems
from casework.people.folding import fold

SHAPE: Final = (
    'The mapping is not readable. It must be JSON such as {"sheets": {"Sheet1": "notes"}, '
    '"columns": {"Sheet1": {"Written by": "author_name"}}, "people": {"J. Smith": "jane.smith@example.gov.uk"}}.'
)
ONLY_ONE: Final = (Sheet.PEOPLE, Sheet.CASES)
# Words often stand in several columns, such as a subject and a body; they are brought in one below the other.
SEVERAL: Final = {Column.TEXT.value, Column.REASON.value, Column.WARNING.value, Column.WHY.value, Column.IGNORE.value}


def codes_of(kind: Sheet) -> list[str]:
    """The codes that the columns of a sheet of this kind can have."""
    return [each.value for each in (Field if kind is Sheet.PEOPLE else Column)]


def settled(sheets: Sequence[ReadSheet], told: Mapping[str, Any], known: Mapping[str, Any]) -> list[SheetMapping]:
    """The mapping of each sheet: as a mapping file tells, else as remembered, else guessed from the headings."""
    return [_settle(sheet, told, known.get(sheet.name)) for sheet in sheets]


def read_mapping(text: str | bytes) -> dict[str, Any]:
    """Read a mapping file; refuses (MappingRefused) what is no JSON of its shape, unknown kinds and unknown columns."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise MappingRefused(SHAPE) from None
    if not isinstance(said, dict) or not set(said) <= {"sheets", "columns", "people"} or not _is_plain(said):
        raise MappingRefused(SHAPE)
    kinds = {each.value.lower() for each in Sheet}
    unknown = sorted({str(kind) for kind in said.get("sheets", {}).values()} - kinds)
    if unknown:
        raise MappingRefused(f"“{unknown[0]}” is not a kind of sheet. The kinds are: {', '.join(sorted(kinds))}.")
    codes = {code for kind in Sheet for code in codes_of(kind)}
    wrong = sorted({code for columns in said.get("columns", {}).values() for code in columns.values()} - codes)
    if wrong:
        raise MappingRefused(f"“{wrong[0]}” is not a column. The columns are: {', '.join(sorted(codes))}.")
    return said


def problems_of(sheets: Sequence[ReadSheet], mappings: Sequence[SheetMapping]) -> list[str]:
    """What is wrong with the mappings, a sentence each that names the sheet; empty where they can be used."""
    found = [
        f"{sheet.name}: {each}" for sheet, one in zip(sheets, mappings, strict=True) for each in _of_sheet(sheet, one)
    ]
    found += [
        f"Two sheets hold {kind.label.lower()}. Put them on one sheet, or leave one out."
        for kind in ONLY_ONE
        if sum(one.kind is kind for one in mappings) > 1
    ]
    if all(one.kind is Sheet.NOTHING for one in mappings):
        found.append("No sheet is brought in. Say for at least one what it holds.")
    return found


def column_mapping(mapping: SheetMapping) -> ColumnMapping:
    """The mapping of a sheet of people as the import of people reads it."""
    return ColumnMapping(tuple((heading, Field(code)) for heading, code in mapping.columns.items()))


def _settle(sheet: ReadSheet, told: Mapping[str, Any], known: Mapping[str, Any] | None) -> SheetMapping:
    short = {sheet.name, sheet.name.rpartition(": ")[2]}
    kind = next((Sheet(code.upper()) for name, code in told.get("sheets", {}).items() if name in short), None)
    columns = next((said for name, said in told.get("columns", {}).items() if name in short), None)
    if known and kind is None and columns is None:
        return SheetMapping(Sheet(known["kind"]), {each: known["columns"].get(each, "ignore") for each in sheet.header})
    guess = guess_sheet(sheet) if kind is None else SheetMapping(kind, guess_columns(sheet.header, kind))
    if columns is None:
        return guess
    by_fold = {fold(heading): heading for heading in sheet.header}
    unknown = [heading for heading in columns if fold(heading) not in by_fold]
    if unknown:
        raise MappingRefused(f"{sheet.name} has no column “{unknown[0]}”. Its columns are: {', '.join(sheet.header)}.")
    said = {by_fold[fold(heading)]: code for heading, code in columns.items()}
    kept = {heading: "ignore" if code in said.values() else code for heading, code in guess.columns.items()}
    return SheetMapping(guess.kind, kept | said)


def _of_sheet(sheet: ReadSheet, mapping: SheetMapping) -> Iterator[str]:
    codes = list(mapping.columns.values())
    wrong = sorted(set(codes) - set(codes_of(mapping.kind)))
    if wrong and mapping.kind is not Sheet.NOTHING:
        yield f"“{wrong[0]}” is not a column of {mapping.kind.label.lower()}."
        return
    if words := missing(mapping.kind, mapping.columns):
        yield words
    elif mapping.kind is Sheet.PEOPLE:
        yield from mapping_problems(column_mapping(mapping), sheet.header)
    elif mapping.kind is not Sheet.NOTHING:
        twice = sorted({code for code in codes if codes.count(code) > 1 and code not in SEVERAL | _repeatable()})
        for code in twice:
            yield f"{Column(code).label} is taken from two columns. Choose one of them."


def _repeatable() -> set[str]:
    return {each.value for each in REPEATABLE}


def _is_plain(said: Mapping[str, Any]) -> bool:
    flat = all(isinstance(said.get(name, {}), dict) for name in ("sheets", "columns", "people"))
    texts = flat and all(isinstance(v, str) for name in ("sheets", "people") for v in said.get(name, {}).values())
    nested = flat and all(
        isinstance(v, dict) and all(isinstance(code, str) for code in v.values())
        for v in said.get("columns", {}).values()
    )
    return texts and nested
