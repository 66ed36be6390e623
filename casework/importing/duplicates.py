"""People who are in one file twice, as far as the file itself can tell."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from casework.importing.people import PersonRow


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Two rows that may be one person, put to a person to decide and never merged."""

    row: int
    earlier: int
    why: str

    def __str__(self) -> str:
        """Say which rows and why: Rows 14 and 20 have the same name and date of birth. They may be one person."""
        return f"Rows {self.earlier} and {self.row} have the same {self.why}. They may be one person."


@dataclass(slots=True)
class Seen:
    """What the rows so far held, by row number; it grows with the file, a few short keys a row."""

    references: dict[str, int] = field(default_factory=dict, repr=False)
    keys: dict[Hashable, int] = field(default_factory=dict, repr=False)

    def earlier_reference(self, reference: str, row: int) -> int | None:
        """Give the row that already has this reference, or remember it."""
        earlier = self.references.setdefault(reference.casefold(), row)
        return earlier if earlier != row else None

    def likely_duplicates(self, person: PersonRow) -> tuple[LikelyDuplicate, ...]:
        """Give the earlier rows that may be this person, one reason each, and remember this one."""
        found: dict[int, str] = {}
        for key, why in _keys(person):
            earlier = self.keys.setdefault(key, person.row)
            if earlier != person.row:
                found.setdefault(earlier, why)
        return tuple(LikelyDuplicate(person.row, earlier, why) for earlier, why in sorted(found.items()))


def _keys(person: PersonRow) -> Iterator[tuple[Hashable, str]]:
    for each in person.identifiers:
        yield (each.kind, each.value), f"{each.kind.label}"
    if person.born:
        yield (person.name_key, person.born.date, person.born.precision), "name and date of birth"
    elif all(person.name_key):
        yield (person.name_key, None, None), "name, and neither has a date of birth"
