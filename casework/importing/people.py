"""A person as a row of a file gives them: checked, and not yet in anybody's records."""

from dataclasses import dataclass, field

from casework.dates import PartialDate
from casework.importing.fields import AliasKind
from casework.importing.identifiers import Identifier
from casework.people.folding import fold


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name a person goes by."""

    kind: AliasKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a file; row is the number in the spreadsheet, and at least one of given and family is not empty."""

    row: int
    given: str = field(default="", repr=False)
    family: str = field(default="", repr=False)
    other: str = field(default="", repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)
    born: PartialDate | None = field(default=None, repr=False)
    identifiers: tuple[Identifier, ...] = field(default=(), repr=False)
    reference: str = field(default="", repr=False)

    @property
    def name_key(self) -> tuple[str, str]:
        """The name folded for exact matching."""
        return fold(self.given), fold(self.family)

    @property
    def sameness(self) -> str:
        """Text that is the same for this person on every run of the file: index it, so that a re-run adds nothing.

        It is the agency's own reference where there is one, otherwise everything that the row says. Personal: never
        store it as it is.
        """
        if self.reference:
            return f"reference\x1f{self.reference.casefold()}"
        aliases = sorted(f"{alias.kind}={fold(alias.text)}" for alias in self.aliases)
        identifiers = sorted(f"{each.kind}={each.value}" for each in self.identifiers)
        born = f"{self.born.date}={self.born.precision}" if self.born else ""
        return "\x1f".join(("row", *self.name_key, fold(self.other), born, *aliases, *identifiers))
