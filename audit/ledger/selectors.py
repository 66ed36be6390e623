"""Reading the ledger. Row security leaves only what the reader's agency or oversight concerns."""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.ledger.acts import Act
from audit.ledger.models import Event, EventRow


def newest_events(before: UUID | None, size: int, besides: Collection[str] = ()) -> list[Event]:
    """The newest events that the reader may see, from `before` on, but for those about these subjects."""
    return list(_before(Event.objects.exclude(subject_id__in=besides), before)[:size])


def newest_of(act: Act, before: UUID | None, size: int, besides: Collection[str] = ()) -> list[Event]:
    """The newest events of one act that the reader may see, from `before` on, but for those about these subjects."""
    return list(_before(Event.objects.filter(act=act.code).exclude(subject_id__in=besides), before)[:size])


def events_about(subject_ids: Collection[str], before: UUID | None, size: int) -> list[Event]:
    """The newest events about a record, by any id under which it is written down, and those that showed it."""
    among = EventRow.objects.filter(row_id__in=subject_ids).values("event_id")
    return list(_before(Event.objects.filter(Q(subject_id__in=subject_ids) | Q(pk__in=among)), before)[:size])


def done_by(principal: UUID, subject_ids: Collection[str], since: datetime, until: datetime) -> list[Event]:
    """What somebody did with records from one time to another, newest first; at most 200 events."""
    among = EventRow.objects.filter(row_id__in=subject_ids).values("event_id")
    about = Event.objects.filter(Q(subject_id__in=subject_ids) | Q(pk__in=among), actor_id=str(principal))
    return list(about.filter(at__gte=since, at__lte=until).order_by("-pk")[:200])


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


def how_often(acts: Collection[Act], principal: UUID, *, minutes: int) -> int:
    """How many times somebody did one of these acts within the last minutes."""
    since = UUID(int=(time.time_ns() // 1_000_000 - minutes * 60_000) << 80)  # ids are ordered by time
    done = Event.objects.filter(actor_id=str(principal), pk__gte=since, act__in=[act.code for act in acts])
    return done.count()


def written_about(act: Act, subject_ids: Iterable[UUID]) -> set[str]:
    """Those of these subjects about which this act has been written down, as far as the reader may see."""
    about = Event.objects.filter(act=act.code, subject_id__in=[str(pk) for pk in subject_ids])
    return set(about.values_list("subject_id", flat=True))


def is_there(event_id: UUID) -> bool:
    """Whether the reader may see an event of this id."""
    return Event.objects.filter(pk=event_id).exists()
