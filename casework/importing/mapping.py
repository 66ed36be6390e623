"""Which column of a file holds what: guessed from its headings, or read from a mapping file."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from casework.importing.fields import FIELD_BY_HEADING, NAME_FIELDS, REPEATABLE, Field
from casework.importing.table import MEBIBYTE
from casework.people.folding import fold

NOT_JSON: Final = (
    'The mapping is not readable. It must be JSON such as {"Surname": "family_name", "DOB": "date_of_birth"}, '
    "with each column's heading in front of the colon and the field behind it."
)
LARGEST_MAPPING: Final = MEBIBYTE


class MappingRefused(Exception):
    """The mapping cannot be used with this file; problems says why, a sentence each, for the page."""

    def __init__(self, *problems: str) -> None:
        """Keep the sentences apart, so that each can be listed."""
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class ColumnMapping:
    """Pairs of heading and field, in the file's order; a column left out is not brought in."""

    columns: tuple[tuple[str, Field], ...] = field(repr=False)

    @cached_property
    def _by_field(self) -> dict[Field, tuple[str, ...]]:
        return {wanted: tuple(name for name, each in self.columns if each is wanted) for wanted in Field}

    def headings(self, wanted: Field) -> tuple[str, ...]:
        """Give the headings of the columns that hold the field, in the file's order."""
        return self._by_field[wanted]

    def heading(self, wanted: Field) -> str | None:
        """Give the heading of the one column that holds the field, if any does."""
        headings = self._by_field[wanted]
        return headings[0] if headings else None


def guess_mapping(header: Sequence[str]) -> ColumnMapping:
    """Guess each column's field from its heading; unknown headings, and a second claim to a field, are left out."""
    taken: set[Field] = set()
    columns = []
    for heading in header:
        guess = FIELD_BY_HEADING.get(_squeezed(heading.rstrip("0123456789")), Field.IGNORE)
        if guess in taken and guess not in REPEATABLE:
            guess = Field.IGNORE
        taken.add(guess)
        columns.append((heading, guess))
    return ColumnMapping(tuple(_without_full_name(columns)))


def _without_full_name(columns: Sequence[tuple[str, Field]]) -> Iterator[tuple[str, Field]]:
    """Prefer names already in parts to the same name whole."""
    in_parts = any(each in {Field.GIVEN, Field.FAMILY} for _, each in columns)
    for heading, each in columns:
        yield heading, Field.IGNORE if in_parts and each is Field.FULL else each


def mapping_problems(mapping: ColumnMapping, header: Sequence[str]) -> tuple[str, ...]:
    """Say what is wrong with a mapping for a file with these headings; empty when it can be used."""
    return (*_unknown_columns(mapping, header), *_claimed_twice(mapping), *_name_problems(mapping))


def _unknown_columns(mapping: ColumnMapping, header: Sequence[str]) -> Iterator[str]:
    for heading, _ in mapping.columns:
        if heading not in header:
            near = get_close_matches(heading, header, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Its columns are: {', '.join(header)}."
            yield f"The file has no column “{heading}”. {hint}"


def _claimed_twice(mapping: ColumnMapping) -> Iterator[str]:
    headings = [heading for heading, _ in mapping.columns]
    for heading in sorted({heading for heading in headings if headings.count(heading) > 1}):
        yield f"Column “{heading}” is mapped twice. Choose one field for it."
    for each in Field:
        claims = mapping.headings(each)
        if len(claims) > 1 and each not in REPEATABLE:
            quoted = " and ".join(f"“{heading}”" for heading in claims)
            yield f"{each.label} is taken from {quoted}. Choose one of them."


def _name_problems(mapping: ColumnMapping) -> Iterator[str]:
    named = [each for each in NAME_FIELDS if mapping.heading(each)]
    if not named:
        yield "No column is mapped to a name. Map at least one to a given name, a family name or a full name."
    if Field.FULL in named and len(named) > 1:
        yield "The file has a full name and also a given or family name mapped. Use one or the other."


def mapping_from_json(text: str | bytes, header: Sequence[str]) -> ColumnMapping:
    """Read a mapping file ({"column": "field"}), for a file with these headings.

    Refuses, with every reason at once, what is not JSON of that shape, unknown columns and fields, and double use.
    """
    pairs = _pairs(text)
    fields = {each.value for each in Field}
    unknown = [
        f"“{wanted}” is not a field. The fields are: {', '.join(fields_in_order())}."
        for _, wanted in pairs
        if wanted not in fields
    ]
    known = [(_as_headed(heading, header), Field(wanted)) for heading, wanted in pairs if wanted in fields]
    mapping = ColumnMapping(tuple(known))
    problems = (*unknown[:1], *mapping_problems(mapping, header))
    if problems:
        raise MappingRefused(*problems)
    return mapping


def fields_in_order() -> list[str]:
    """Give the fields as a mapping file writes them."""
    return [each.value for each in Field]


def _pairs(text: str | bytes) -> list[tuple[str, str]]:
    if len(text) > LARGEST_MAPPING:
        raise MappingRefused(NOT_JSON)
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        # Pairs, not a dictionary: a column written twice must be noticed.
        pairs = json.loads(decoded, object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        raise MappingRefused(NOT_JSON) from None
    if not isinstance(pairs, tuple) or not all(isinstance(wanted, str) for _, wanted in pairs):
        raise MappingRefused(NOT_JSON)
    return [(str(heading), wanted.strip().lower()) for heading, wanted in pairs]


def _as_headed(heading: str, header: Sequence[str]) -> str:
    """Find the file's own spelling of a heading, whatever its case and punctuation."""
    return next((own for own in header if fold(own) == fold(heading)), heading)


def header_signature(header: Sequence[str]) -> str:
    """Give the same 64 characters for the same headings in any order, so that a mapping can be remembered."""
    return hashlib.sha256(json.dumps(sorted(fold(heading) for heading in header)).encode()).hexdigest()


def _squeezed(heading: str) -> str:
    return fold(heading).replace(" ", "")
