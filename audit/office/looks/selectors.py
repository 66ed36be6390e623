"""Who saw this record, when, why, and what changed."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from auditlog.models import LogEntry

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Agency, Team, User
from audit.ledger.acts import Kind, sentence_for
from audit.ledger.events import Subject, event
from audit.ledger.models import Event, EventRow
from audit.ledger.selectors import events_about, newest_events, rows_of, started_as
from audit.office.acts import LEDGER_LISTED, LEDGER_READ
from audit.office.policies import hidden_from, require_audit
from casework.acts import CASE_STARTED
from casework.cases.models import Case
from casework.words import column_in_words, table_in_words

PAGE = 50
REASONS = {
    "NOT_KNOWN": "They had no access to it, or there is no such record",
    "OUT_OF_DATE": "Their training or vetting was not in date",
    "NOT_PERMITTED": "They may see it but not do this",
}
ID = re.compile(r"[0-9a-f-]{36}")
OPS = {EventRow.Op.INSERTED: "Added", EventRow.Op.UPDATED: "Changed", EventRow.Op.DELETED: "Deleted"}


@dataclass(frozen=True, slots=True)
class ClearChange:
    """A clear column's value before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the ledger for people to read."""

    event: Event
    what: str
    who: str
    agency: str
    purpose: str
    shown: int
    changes: tuple[str, ...]
    values: tuple[ClearChange, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class LooksPage:
    """One page of looks, newest first, and the id before which the next begins."""

    case: Case | None
    looks: tuple[Look, ...]
    older: UUID | None


def newest_looks(actor: Actor, before: UUID | None = None) -> LooksPage:
    """The newest entries that concern the officer's agency or, for its lead, the partnership."""
    require_audit(actor, LEDGER_LISTED)
    with event(LEDGER_LISTED, by=actor, purpose="IG_AUDIT"):
        events = newest_events(before, PAGE + 1, besides=hidden_from(actor))
    return _page(None, events)


def looks_at_record(actor: Actor, record_id: UUID, before: UUID | None = None) -> LooksPage:
    """Everything written down about one record and its person.

    NotKnown where the officer has no oversight of it, or is in conflict with the person.
    """
    require_audit(actor, LEDGER_READ)
    case = Case.objects.select_related("owner").filter(pk=record_id).first()
    about = [str(record_id), *([case.reference, str(case.person_id)] if case else [])]
    events = events_about(about, before, PAGE + 1)
    if (case is None and not events and before is None) or hidden_from(actor) & set(about):
        raise NotKnown(LEDGER_READ, Subject("record", record_id))
    with event(LEDGER_READ, by=actor, subject=Subject("record", record_id), purpose="IG_AUDIT"):
        return _page(case, events)


def record_of(actor: Actor, reference: str) -> UUID | None:
    """The id of the case with this reference, if it is under the officer's oversight."""
    require_audit(actor, LEDGER_READ)
    if reference in hidden_from(actor):
        return None
    case = Case.objects.filter(reference=reference).values_list("pk", flat=True).first()
    return case or started_as(CASE_STARTED, reference)


def looks_in(page: list[Event]) -> tuple[Look, ...]:
    """Events as people read them, with names for ids; the caller has written down that they are read."""
    rows = rows_of(page)
    values = _values(page)
    names = _names(User, (*(entry.actor_id for entry in page), *(_told(entry, "user") for entry in page)))
    names |= _teams(_told(entry, "team") for entry in page)
    agencies = _names(Agency, (entry.agency_id for entry in page))
    cases = {entry.subject_id for entry in page if entry.subject_kind == "case"}
    references = {str(pk): told for pk, told in Case.objects.filter(pk__in=_ids(cases)).values_list("pk", "reference")}
    return tuple(
        Look(
            event=entry,
            what=_what(entry, names),
            who=names.get(entry.actor_id, "The system" if entry.actor_id else "Somebody not signed in"),
            agency=agencies.get(entry.agency_id, ""),
            purpose=entry.purpose.replace("_", " ").capitalize().replace("Ig ", "IG "),
            shown=sum(1 for row in rows.get(entry.pk, ()) if row.op == EventRow.Op.SHOWN),
            changes=_changes(rows.get(entry.pk, ())),
            values=tuple(values.get(str(entry.pk), ())),
            reference=references.get(entry.subject_id, ""),
        )
        for entry in page
    )


def _page(case: Case | None, events: list[Event]) -> LooksPage:
    page = events[:PAGE]
    return LooksPage(case, looks_in(page), page[-1].pk if len(events) > PAGE else None)


def _ids(written: Iterable[str]) -> list[UUID]:
    """Only ids: a refusal names a case by the reference that was asked for, or not at all."""
    return [UUID(one) for one in written if ID.fullmatch(one)]


def _what(entry: Event, names: dict[str, str]) -> str:
    """What happened, with what was refused and why, or to whom access was given."""
    if entry.kind == Kind.DENIAL:
        wanted = sentence_for(_told(entry, "act"))
        return f"{wanted}. {REASONS.get(_told(entry, 'reason'), '')}".strip()
    given = [names[told] for told in (_told(entry, "user"), _told(entry, "team")) if told in names]
    return f"{entry.sentence}: {', '.join(given)}" if given else entry.sentence


def _told(entry: Event, fact: str) -> str:
    value = entry.facts.get(fact)
    return "" if value is None else str(value)


def _changes(rows: Iterable[EventRow]) -> tuple[str, ...]:
    counted = Counter((row.op, row.table, tuple(row.columns or ())) for row in rows if row.op != EventRow.Op.SHOWN)
    return tuple(_change(op, table, columns, count) for (op, table, columns), count in counted.items())


def _change(op: str, table: str, columns: tuple[str, ...], count: int) -> str:
    many = f" ({count})" if count > 1 else ""
    said = ", ".join(column_in_words(column) for column in columns if column != "version")
    return f"{OPS[EventRow.Op(op)]} {table_in_words(table)}{many}{': ' + said if said else ''}"


def _values(events: Iterable[Event]) -> dict[str, list[ClearChange]]:
    found: dict[str, list[ClearChange]] = {}
    updates = LogEntry.objects.filter(cid__in=[str(entry.pk) for entry in events], action=LogEntry.Action.UPDATE)
    for entry in updates.order_by("pk"):
        changes = entry.changes_display_dict.items()
        found.setdefault(entry.cid, []).extend(
            ClearChange(column_in_words(column).capitalize(), before, after)
            for column, (before, after) in changes
            if column != "version"
        )
    return found


def _teams(ids: Iterable[str]) -> dict[str, str]:
    return {
        str(pk): title for pk, title in Team.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "title")
    }


def _names(model: type[User] | type[Agency], ids: Iterable[str]) -> dict[str, str]:
    named = model._default_manager.filter(pk__in=_ids(ids)).values_list("pk", "name")
    return {str(pk): name for pk, name in named}
