"""Reading a case's chronology, under the look at the case that is already written down."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncWeek
from django.utils import timezone

from accounts.actor import Actor
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase
from casework.chronology.asking import INTERVENTIONS, Asked, beginning
from casework.chronology.models import ChronologyEvent, LastLook
from casework.interventions.models import Intervention
from casework.interventions.selectors import TimelineEntry, before, current, cursor_of, entries_of
from casework.shown import Shown, open_for_page, show

PAGE: Final = 25
LATEST: Final = 5
WEEKS: Final = 52
"""As much as the drawn strip shows."""
CONTACT: Final = "logged_by"
LINE: Final = "recorded_by"
"""Who wrote it down, by the column of each table."""
Row = Intervention | ChronologyEvent


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One line of the chronology as the actor may see it."""

    event: ChronologyEvent
    words: Shown

    @property
    def is_late(self) -> bool:
        """Recorded a day or more after it happened (rule P24 of the practice)."""
        return (self.event.recorded_at - self.event.occurred_at).days >= 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the page, a contact or a line; whether it is new to the reader, and whether the new end above it."""

    row: Row
    contact: TimelineEntry | None
    line: ChronologyLine | None
    is_new: bool = False
    ends_new: bool = False


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """A page, newest first, with the cursor of the next; how much is new since the reader last looked."""

    entries: tuple[Entry, ...]
    older: str
    new: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """How much of one kind, resting on one ground, happened in the week that begins on this Monday."""

    monday: dt.date
    kind: str
    rests_on: str
    count: int


@dataclass(frozen=True, slots=True)
class New:
    """How much others recorded on a case since somebody last looked at its chronology."""

    count: int
    since: dt.datetime


def latest(actor: Actor, opened: OpenedCase, size: int = LATEST) -> tuple[Entry, ...]:
    """The newest of the case that was opened, contacts and lines together."""
    return chronology(actor, opened, Asked(), [opened.case], size=size).entries


def chronology(
    actor: Actor, opened: OpenedCase, asked: Asked, cases: Sequence[Case], after: str = "",
    seen_at: dt.datetime | None = None, size: int = PAGE,
) -> ChronologyPage:  # fmt: skip
    """A page of what happened on these cases, as far as the actor's agency may see it; few and many cost the same.

    `seen_at` is when the actor looked before. The cases are ones that the actor sees.
    """
    contacts, lines = _asked_for(cases, asked)
    new_contacts = contacts.filter(_unseen(actor, CONTACT, seen_at))
    new_lines = lines.filter(_unseen(actor, LINE, seen_at))
    if asked.new:
        contacts, lines = new_contacts, new_lines
    found = _merged(
        before(contacts, after).select_related(CONTACT, "owner", "brought_in"),
        before(lines, after).select_related(LINE, "owner"),
        size + 1,
    )
    page = found[:size]
    return ChronologyPage(
        entries=_opened(actor, opened, page, seen_at),
        older=cursor_of(page[-1]) if len(found) > size else "",
        new=new_contacts.count() + new_lines.count() if seen_at else 0,
    )


def weeks(cases: Sequence[Case], asked: Asked) -> list[Week]:
    """How much happened in each of the last 52 weeks before the last day asked for, by kind and ground."""
    last = min(filter(None, (asked.until, asked.as_of, timezone.localdate())))
    contacts, lines = _asked_for(cases, asked)
    first, week = beginning(last - dt.timedelta(weeks=WEEKS)), TruncWeek("occurred_at")
    done = contacts.filter(occurred_at__gte=first).annotate(week=week).values("week").annotate(n=Count("pk"))
    told = lines.filter(occurred_at__gte=first).annotate(week=week).values("week", "kind", "statement")
    found = [Week(_monday(row["week"]), INTERVENTIONS, "", row["n"]) for row in done.order_by()]
    found += [
        Week(_monday(row["week"]), row["kind"], row["statement"], row["n"])
        for row in told.annotate(n=Count("pk")).order_by()
    ]
    return sorted(found, key=lambda week: (week.monday, week.kind, week.rests_on))


def new_since(actor: Actor, cases: Iterable[Case]) -> dict[UUID, New]:
    """How much is new to the actor on each of many cases that they see, in one statement.

    A case whose chronology they never looked at is left out: all of it would be new.
    """
    marks = LastLook.objects.filter(user_id=actor.principal, case__in=[case.pk for case in cases])
    counted = marks.annotate(
        contacts=_count_after(current().filter(~Q(logged_by=actor.principal))),
        lines=_count_after(ChronologyEvent.objects.filter(~Q(recorded_by=actor.principal), withdrawn_at=None)),
    )
    found = counted.values_list("case_id", "contacts", "lines", "seen_at")
    return {case: New(contacts + lines, at) for case, contacts, lines, at in found}


def _asked_for(cases: Sequence[Case], asked: Asked) -> tuple[QuerySet[Intervention], QuerySet[ChronologyEvent]]:
    known = beginning(asked.as_of + dt.timedelta(days=1)) if asked.as_of else None
    told = [case.pk for case in cases if asked.agency in {"", case.owner.code}]
    contacts, lines = current(known).filter(case__in=told), ChronologyEvent.objects.filter(case__in=told)
    return asked.interventions(contacts), asked.events(lines)


def _unseen(actor: Actor, by: str, seen_at: dt.datetime | None) -> Q:
    """What others recorded since; nothing for whoever looks for the first time, to whom all of it would be new."""
    return Q(recorded_at__gt=seen_at) & ~Q(**{by: actor.principal}) if seen_at else Q(pk__in=[])


def _merged(contacts: QuerySet[Intervention], lines: QuerySet[ChronologyEvent], size: int) -> list[Row]:
    """The newest of both: as many are read of each as are shown of the two together."""
    order = ("-occurred_at", "-id")
    both: list[Row] = [*contacts.order_by(*order)[:size], *lines.order_by(*order)[:size]]
    return sorted(both, key=lambda row: (row.occurred_at, row.pk), reverse=True)[:size]


def _opened(actor: Actor, opened: OpenedCase, page: Sequence[Row], seen_at: dt.datetime | None) -> tuple[Entry, ...]:
    contacts = [row for row in page if isinstance(row, Intervention)]
    lines = [row for row in page if isinstance(row, ChronologyEvent)]
    entries = {one.intervention.pk: one for one in entries_of(actor, opened, contacts)}
    words = open_for_page(actor, opened.ticket, lines, "words")
    told = {row.pk: ChronologyLine(row, show(words[row.pk]["words"], row.owner)) for row in lines}
    new = [_is_new(actor, row, seen_at) for row in page]
    seen = next((place for place, row in enumerate(page) if seen_at and row.recorded_at <= seen_at), 0)
    ends = seen if any(new[:seen]) else None
    return tuple(
        Entry(row, entries.get(row.pk), told.get(row.pk), is_new=new[place], ends_new=place == ends)
        for place, row in enumerate(page)
    )


def _is_new(actor: Actor, row: Row, seen_at: dt.datetime | None) -> bool:
    by = row.logged_by_id if isinstance(row, Intervention) else row.recorded_by_id
    return seen_at is not None and row.recorded_at > seen_at and by != actor.principal


def _count_after(rows: QuerySet[Row]) -> Coalesce:
    """How many rows of a mark's case were recorded after it."""
    after = rows.filter(case=OuterRef("case_id"), recorded_at__gt=OuterRef("seen_at")).order_by()
    counted = after.values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _monday(week: dt.datetime) -> dt.date:
    return timezone.localtime(week).date()
