"""What a page shows of sealed values: the value, or that it is sealed and whom to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import Facts, Subject, record, shown
from casework.acts import SEAL_BROKEN
from casework.dates import PartialDate, Precision
from casework.records import Record
from vault.opening import Shut, Ticket, open_permitted


@dataclass(frozen=True, slots=True)
class SealedNotice:
    """Which agency holds a sealed value, whom to ask there, and whether it is sealed or damaged."""

    agency: str
    liaison: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of a record for a page; `shut` says why it is not there, `holder` who can say more."""

    value: object = field(repr=False)
    shut: Shut | None
    holder: Agency

    @property
    def sealed(self) -> "SealedNotice | None":
        """What to say in place of a sealed value; None where the value is open."""
        if self.shut is None:
            return None
        return SealedNotice(self.holder.name, self.holder.liaison, self.shut.value.lower())

    @property
    def text(self) -> str:
        """The value in words; empty where it is sealed or was never given."""
        return "" if self.shut or self.value is None else str(self.value)


def open_for_page(actor: Actor, ticket: Ticket, rows: Iterable[Record], fields: str) -> dict[UUID, dict[str, object]]:
    """Open what the actor's agency may open, write down every row, and raise the alarm where a seal is broken."""
    rows = list(rows)
    opened = open_permitted(ticket, rows, fields)
    write_down(actor, ticket, rows, opened)
    return opened


def write_down(
    actor: Actor, ticket: Ticket, rows: Sequence[Record], opened: Mapping[UUID, Mapping[str, object]]
) -> None:
    """Write down rows that are shown after they were opened, and raise the alarm where a seal is broken."""
    show_rows(ticket, rows)
    broken = [row for row in rows if Shut.UNREADABLE in opened[row.pk].values()]
    for owner_id in {row.owner_id for row in broken}:  # each agency's officer hears of its own rows, whoever met them
        theirs = [row.pk for row in broken if row.owner_id == owner_id]
        facts: Facts = {"model": type(rows[0])._meta.label, "rows": theirs[:20], "count": len(theirs)}
        record(SEAL_BROKEN, by=actor, subject=Subject("row", theirs[0], owner_id), facts=facts)


def show_rows(ticket: Ticket, rows: Sequence[Record]) -> None:
    """Write down rows that a page shows, opened or not."""
    if rows:
        shown(ticket, type(rows[0]), [(row.pk, row.owner_id) for row in rows])


def show(value: object, holder: Agency) -> Shown:
    """A value as it was opened, ready for a page."""
    return Shown(None, value, holder) if isinstance(value, Shut) else Shown(value, None, holder)


def show_name(value: object, holder: Agency) -> Shown:
    """A person's name as people write it."""
    return show(value if isinstance(value, Shut) else name_in_words(value), holder)


def show_birth(born: object, particulars: object, holder: Agency) -> Shown:
    """A date of birth no more exactly than it is known."""
    if isinstance(born, Shut) or not isinstance(born, date):
        return show(born, holder)
    precision = (
        particulars.get("birth_precision", Precision.EXACT) if isinstance(particulars, dict) else Precision.EXACT
    )
    return show(PartialDate(born, Precision(precision)), holder)


def name_in_words(name: object) -> str:
    """Given, other and family name in that order, whichever there are."""
    parts = name if isinstance(name, dict) else {}
    return " ".join(filter(None, (parts.get(part, "") for part in ("given", "other", "family"))))


def age(born: Shown, today: date) -> int | None:
    """Whole years since an exactly known date of birth."""
    known = born.value
    if not isinstance(known, PartialDate) or known.precision is not Precision.EXACT:
        return None
    return today.year - known.date.year - ((today.month, today.day) < (known.date.month, known.date.day))
