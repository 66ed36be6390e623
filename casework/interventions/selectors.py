"""Reading a case's timeline, under the look at the case that is already written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import event
from casework.acts import CASE_LOOKED_AT, MENTIONS_LISTED
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase
from casework.files.cleaning.kinds import Kind as FileKind
from casework.files.models import CaseFile, State
from casework.files.selectors import LISTED
from casework.interventions.details import details_of
from casework.interventions.models import ATTEMPTS, Intervention, Kind, Mention, Mode, Result, SignOff
from casework.interventions.reaching import day_number, ordinal
from casework.shown import Shown, open_for_page, show, show_rows
from vault.opening import Shut

PAGE = 25
MOST_MENTIONS = 50
Row = TypeVar("Row", bound=Model)


class InOrder(Protocol):
    """A row that stands in a timeline."""

    pk: UUID
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that belongs to an entry, told by its kind; its name is read on opening it."""

    pk: UUID
    kind: str
    may_be_sent: bool


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One intervention as the actor may see it: what was done apart from what its writer makes of it."""

    intervention: Intervention
    mode: str
    result: str
    note: Shown
    author: str = ""
    view: str = field(default="", repr=False)
    details: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    concern: bool = False
    said: dict[str, object] = field(default_factory=dict, repr=False)
    attempt: str = ""
    signed_by: str = ""
    files: tuple[Attached, ...] = ()
    files_from: str = ""
    """The reference of the case from whose files they are opened; empty where the entry is of another case."""
    reference: str = ""
    """Where the reader may correct and sign it; empty where they may not."""

    @property
    def imported(self) -> str:
        """The reference of the import that it came by, "elsewhere" for who may not know of that; else empty."""
        if self.intervention.brought_in_id is None:
            return ""
        return self.intervention.brought_in.reference if self.intervention.brought_in else "elsewhere"

    @property
    def is_late(self) -> bool:
        """Recorded a day or more after it happened (rule P24 of the practice)."""
        return self.days_late >= 1

    @property
    def days_late(self) -> int:
        """How many whole days lie between what happened and its recording."""
        return (self.intervention.recorded_at - self.intervention.occurred_at).days


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of a timeline, newest first, and the cursor after which the next begins; empty on the last."""

    entries: tuple[TimelineEntry, ...]
    older: str


def current(known_before: datetime | None = None) -> QuerySet[Intervention]:
    """Entries that no other has superseded, those that count; as they stood at an earlier moment where one is given."""
    later = Intervention.objects.filter(supersedes=OuterRef("pk"))
    if known_before:
        later = later.filter(recorded_at__lt=known_before)
    return Intervention.objects.filter(~Exists(later))


def timeline(actor: Actor, opened: OpenedCase, after: str = "", size: int = PAGE) -> TimelinePage:
    """A page of what was done on the case that was opened; writes down which entries were shown."""
    rows = list(_whole(before(current().filter(case=opened.case), after)).order_by("-occurred_at", "-id")[: size + 1])
    page = rows[:size]
    return TimelinePage(entries_of(actor, opened, page), cursor_of(page[-1]) if len(rows) > size else "")


def entries_of(actor: Actor, opened: OpenedCase, rows: Sequence[Intervention]) -> tuple[TimelineEntry, ...]:
    """Interventions that were fetched with their author, owner and import, as the actor may see them."""
    words = open_for_page(actor, opened.ticket, rows, "entry")
    marks = _marks(rows)
    return tuple(_entry(opened, row, words[row.pk]["entry"], *marks[row.pk]) for row in rows)


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


def find_entry(opened: OpenedCase, entry_id: UUID) -> Intervention:
    """One entry of the case that was opened, superseded or not; NotKnown where there is none."""
    row = _whole(Intervention.objects.filter(case=opened.case, pk=entry_id)).first()
    if row is None:
        raise NotKnown(CASE_LOOKED_AT, opened.case.subject)
    return row


def versions(actor: Actor, opened: OpenedCase, row: Intervention) -> tuple[TimelineEntry, ...]:
    """An entry and those that it superseded, newest first."""
    rows = [row]
    while rows[-1].supersedes_id:
        rows.append(_whole(Intervention.objects.filter(case=opened.case)).get(pk=rows[-1].supersedes_id))
    return entries_of(actor, opened, rows)


def _whole(rows: QuerySet[Intervention]) -> QuerySet[Intervention]:
    return rows.select_related("logged_by", "owner", "brought_in")


def _marks(rows: Sequence[Intervention]) -> dict[UUID, tuple[int, str, tuple[Attached, ...]]]:
    """Which attempt each entry was, counted from the opening of its case, who signed it off, its files. One query."""
    tried = current().filter(
        case=OuterRef("case"), reach__in=ATTEMPTS, occurred_at__lte=OuterRef("occurred_at"),
        occurred_at__date__gte=OuterRef("case__opened_on"),
    )  # fmt: skip
    number = tried.order_by().values("case").annotate(number=Count("pk")).values("number")
    signed = SignOff.objects.filter(intervention=OuterRef("pk")).values("signed_by__name")[:1]
    files = CaseFile.objects.filter(intervention=OuterRef("pk"), state__in=LISTED).order_by("pk")
    found = Intervention.objects.filter(pk__in=[row.pk for row in rows]).annotate(
        number=Coalesce(Subquery(number, output_field=IntegerField()), 0), signed=Coalesce(Subquery(signed), Value("")),
        attached=ArraySubquery(files.values(json=JSONObject(pk="pk", kind="kind", state="state"))),
    )  # fmt: skip
    told = found.values_list("pk", "number", "signed", "attached") if rows else ()
    return {pk: (count, by, tuple(_attached(one) for one in there)) for pk, count, by, there in told}


def _attached(file: dict[str, str]) -> Attached:
    return Attached(UUID(file["pk"]), FileKind(file["kind"]).words, file["state"] == State.KEPT)


def _entry(
    opened: OpenedCase, row: Intervention, entry: object, number: int, signed_by: str, files: tuple[Attached, ...]
) -> TimelineEntry:
    attempt = _attempt(opened, row, number)
    own = opened.case.reference if row.case_id == opened.case.pk else ""
    if isinstance(entry, Shut) or not isinstance(entry, dict):
        return TimelineEntry(
            row, "", "", show(entry, row.owner), attempt=attempt, signed_by=signed_by, files=files, files_from=own
        )
    mode, result = entry.get("mode"), entry.get("result")
    kind = Kind(entry.get("kind", Kind.CONTACT)).label
    return TimelineEntry(
        row, Mode(mode).label if mode else kind, Result(result).label if result else "",
        show(entry["note"], row.owner), author=entry.get("author", ""), view=entry.get("view", ""),
        details=details_of(entry), concern=bool(entry.get("concern")), said=entry,
        attempt=attempt, signed_by=signed_by, files=files, files_from=own,
        reference=own if opened.may_work else "",
    )  # fmt: skip


def _attempt(opened: OpenedCase, row: Intervention, number: int) -> str:
    """Which attempt it was and on which day: 3rd attempt, day 5; empty where nobody tried, or before the opening."""
    if row.reach not in ATTEMPTS or not number or row.case_id != opened.case.pk:
        return ""
    day = day_number(opened.case.opened_on, timezone.localdate(row.occurred_at))
    return f"{ordinal(number)} attempt, day {day}"


def _moment(text: str) -> datetime:
    """A moment as a cursor carries it; refuses (ValueError, OverflowError) one without a time zone or outside time."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("A moment has a time zone.")
    return at.astimezone(UTC)


def last_mode(actor: Actor, opened: OpenedCase) -> str:
    """How the actor was last in contact on the case, for the form to begin with; empty where they never were."""
    rows = list(current().filter(case=opened.case, logged_by_id=actor.principal).order_by("-occurred_at", "-id")[:1])
    words = open_for_page(actor, opened.ticket, rows, "entry")
    said = words[rows[0].pk]["entry"] if rows else None
    return str(said.get("mode", "")) if isinstance(said, dict) else ""


def mentions_of(actor: Actor) -> tuple[Mention, ...]:
    """Where the actor is mentioned on cases that they still see, newest first; says nothing of what was written."""
    rows = tuple(_mentions(actor)[:MOST_MENTIONS])
    with event(MENTIONS_LISTED, by=actor, facts={"shown": len(rows)}) as ticket:
        show_rows(ticket, rows)
    return rows


def unread_mentions(actor: Actor, most: int) -> tuple[Mention, ...]:
    """The newest mentions on cases whose entries the actor has not read since; the caller writes the look down."""
    return tuple(_mentions(actor).filter(seen_at=None).select_related("case__person", "case__owner")[:most])


def _mentions(actor: Actor) -> QuerySet[Mention]:
    mine = Mention.objects.filter(user_id=actor.principal, case__in=visible_cases(actor))
    newest = mine.filter(intervention__superseded_by=None).order_by("-id")
    return newest.select_related("case", "intervention__logged_by")
