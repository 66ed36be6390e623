"""Reading the ledger. Row security leaves only what the reader's agency or oversight concerns."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.ledger.acts import Act
from audit.ledger.models import Event, EventRow


def newest_events(before: UUID | None, size: int) -> list[Event]:
    """The newest events that the reader may see, from `before` on."""
    return list(_before(Event.objects.all(), before)[:size])


def events_about(subject_ids: Collection[str], before: UUID | None, size: int) -> list[Event]:
    """The newest events about a record, by any id under which it is written down, and those that showed it."""
    among = EventRow.objects.filter(row_id__in=subject_ids).values("event_id")
    return list(_before(Event.objects.filter(Q(subject_id__in=subject_ids) | Q(pk__in=among)), before)[:size])


def rows_of(events: Iterable[Event]) -> dict[UUID, list[EventRow]]:
    """The rows that each event changed or showed, in one query."""
    found: dict[UUID, list[EventRow]] = defaultdict(list)
    for row in EventRow.objects.filter(event__in=[event.pk for event in events]).order_by("pk"):
        found[row.event_id].append(row)
    return found


def _before(events: QuerySet[Event], before: UUID | None) -> QuerySet[Event]:
    narrowed = events.filter(pk__lt=before) if before else events
    return narrowed.order_by("-pk")


def started_as(act: Act, reference: str) -> UUID | None:
    """The id of the record that was begun under a reference, where the reader may see that event."""
    begun = Event.objects.filter(act=act.code, facts__reference=reference).values_list("subject_id", flat=True).first()
    return UUID(begun) if begun else None


def is_there(event_id: UUID) -> bool:
    """Whether the reader may see an event of this id."""
    return Event.objects.filter(pk=event_id).exists()
