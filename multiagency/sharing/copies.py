"""What was sent of one thing, as its sender and its recipient read it; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.chronology.models import Statement
from casework.shown import Shown, show
from multiagency.sharing.models import DisclosedItem


@dataclass(frozen=True, slots=True)
class Quality:
    """What a recipient judges it by: when it was last known to be right, fact or not, about whom, whether disputed."""

    verified_on: date | None
    statement: str
    role: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy; `sealed` where it does not open for the reader, who then reads nothing else of it.

    `named` is one that was not opened, for it is for the person alone who was named.
    """

    row: DisclosedItem
    sealed: Shown | None
    title: str
    words: Mapping[str, str] = field(repr=False)
    quality: Quality
    conditions: tuple[str, ...]
    owner: str
    named: bool = False


def quality_of(said: Mapping[str, Any]) -> Quality:
    """The quality block of a copy."""
    statement = said.get("statement")
    verified = said.get("verified_on")
    return Quality(
        date.fromisoformat(verified) if verified else None,
        Statement(statement).label if statement else "Nobody said whether it is fact or assessment",
        str(said.get("role", "")), bool(said.get("disputed")),
    )  # fmt: skip


def copies(rows: Iterable[DisclosedItem], opened: Mapping[Any, Mapping[str, Any]]) -> tuple[Copy, ...]:
    """Rows with what was opened of them; the others are for somebody who was named."""
    return tuple(_copy(row, opened[row.pk]["copy"] if row.pk in opened else None) for row in rows)


def _copy(row: DisclosedItem, said: Any) -> Copy:
    held: Mapping[str, Any] = said if isinstance(said, Mapping) else {}
    return Copy(
        row=row, sealed=None if held or said is None else show(said, row.owner),
        title=str(held.get("title", row.get_category_display())),
        words=held.get("words", {}), quality=quality_of(held.get("quality", {})),
        conditions=tuple(held.get("conditions", ())), owner=str(held.get("from", "")), named=said is None,
    )  # fmt: skip
