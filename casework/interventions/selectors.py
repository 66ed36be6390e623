"""Reading a case's timeline, under the look at the case that is already written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from accounts.actor import Actor
from casework.cases.selectors import OpenedCase
from casework.interventions.models import Intervention, Kind, Mode, Result
from casework.shown import Shown, open_for_page, show
from vault.opening import Shut

PAGE = 25
Row = TypeVar("Row", bound=Model)


class InOrder(Protocol):
    """A row that stands in a timeline."""

    pk: UUID
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One intervention as the actor may see it."""

    intervention: Intervention
    mode: str
    result: str
    note: Shown
    author: str = ""

    @property
    def imported(self) -> str:
        """The reference of the import that it came by, "elsewhere" for who may not know of that; else empty."""
        if self.intervention.brought_in_id is None:
            return ""
        return self.intervention.brought_in.reference if self.intervention.brought_in else "elsewhere"

    @property
    def is_late(self) -> bool:
        """Recorded a day or more after it happened (rule P24 of the practice)."""
        return (self.intervention.recorded_at - self.intervention.occurred_at).days >= 1


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of a timeline, newest first, and the cursor after which the next begins; empty on the last."""

    entries: tuple[TimelineEntry, ...]
    older: str


def timeline(actor: Actor, opened: OpenedCase, after: str = "", size: int = PAGE) -> TimelinePage:
    """A page of what was done on the case that was opened; writes down which entries were shown."""
    found = before(Intervention.objects.filter(case=opened.case), after)
    rows = list(found.select_related("logged_by", "owner", "brought_in").order_by("-occurred_at", "-id")[: size + 1])
    page = rows[:size]
    return TimelinePage(entries_of(actor, opened, page), cursor_of(page[-1]) if len(rows) > size else "")


def entries_of(actor: Actor, opened: OpenedCase, rows: Sequence[Intervention]) -> tuple[TimelineEntry, ...]:
    """Interventions that were fetched with their author, owner and import, as the actor may see them."""
    words = open_for_page(actor, opened.ticket, rows, "entry")
    return tuple(_entry(row, words[row.pk]["entry"]) for row in rows)


def cursor_of(row: InOrder) -> str:
    """Where a timeline goes on after this row."""
    return f"{row.occurred_at.isoformat()}_{row.pk.hex}"


def before(rows: QuerySet[Row], cursor: str) -> QuerySet[Row]:
    """The rows that come after a cursor, newest first; a cursor somebody made up starts at the beginning."""
    at, _, pk = cursor.partition("_")
    try:
        last, place = _moment(at), UUID(hex=pk)
    except (ValueError, OverflowError):
        return rows
    return rows.filter(Q(occurred_at__lt=last) | Q(occurred_at=last, pk__lt=place))


def _entry(row: Intervention, entry: object) -> TimelineEntry:
    if isinstance(entry, Shut) or not isinstance(entry, dict):
        return TimelineEntry(row, "", "", show(entry, row.owner))
    mode, result = entry.get("mode"), entry.get("result")
    kind = Kind(entry.get("kind", Kind.CONTACT)).label
    return TimelineEntry(
        row, Mode(mode).label if mode else kind, Result(result).label if result else "",
        show(entry["note"], row.owner), author=entry.get("author", ""),
    )  # fmt: skip


def _moment(text: str) -> datetime:
    """A moment as a cursor carries it; refuses (ValueError, OverflowError) one without a time zone or outside time."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("A moment has a time zone.")
    return at.astimezone(UTC)
