"""Rows whose words are one sealed entry, as a page shows them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

from accounts.actor import Actor
from casework.records import Record
from casework.shown import Shown, open_for_page, show
from vault.opening import Ticket

RowT = TypeVar("RowT", bound=Record)
EntryT = TypeVar("EntryT")


@dataclass(frozen=True, slots=True)
class ShownEntry(Generic[RowT]):
    """A row as the actor may see it; `sealed` where its entry is sealed, which then says nothing."""

    row: RowT
    sealed: Shown | None
    entry: dict[str, object]

    def label(self, name: str, choices: type[models.TextChoices]) -> str:
        """What the entry says under a name, in words; empty where it says nothing there."""
        code = self.entry.get(name)
        return str(choices(str(code)).label) if code else ""


def open_entries(
    actor: Actor, ticket: Ticket, rows: Iterable[RowT], make: Callable[[RowT, Shown | None, dict[str, object]], EntryT]
) -> list[EntryT]:
    """Open the entries of some rows, as `open_for_page` does, and make of each what a page shows, in the same order."""
    rows = list(rows)
    opened = open_for_page(actor, ticket, rows, "entry")
    return [make(row, *_parted(row, opened[row.pk]["entry"])) for row in rows]


def _parted(row: Record, entry: object) -> tuple[Shown | None, dict[str, object]]:
    return (None, entry) if isinstance(entry, dict) else (show(entry, row.owner), {})
