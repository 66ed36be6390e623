"""What happened on a case: why it is there, what was done, incidents, orders, breaches, and lines of its chronology."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from casework.cases.models import OffenderCase, VictimCase
from casework.chronology.models import ChronologyEvent, Happening, Statement
from casework.dates import PartialDate
from casework.incidents.models import Incident, ReportedTo
from casework.incidents.models import Kind as Harm
from casework.interventions.details import details_of
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.models import Kind as Logged
from casework.items.item import Told, in_words
from casework.orders.models import SURE, Breach, Order, Outcome, Until
from casework.orders.models import Kind as Ordered
from casework.victims.choices import Known
from casework.whereabouts.wards import Ward

Opened = Mapping[str, Any]


def of_case(field: str, title: str) -> Callable[[OffenderCase | VictimCase, Opened], Told]:
    """Why an agency works the case, or what it warns of: its own judgement."""

    def read(_part: OffenderCase | VictimCase, opened: Opened) -> Told:
        return Told(title, in_words((title, opened[field])), Statement.ASSESSMENT)

    return read


def intervention(row: Intervention, opened: Opened) -> Told:
    """What was done, with its writer's view under a label of its own.

    What came from another system never kept the two apart, so that nobody has said which it is.
    """
    entry = opened["entry"]
    mode, result = entry.get("mode"), entry.get("result")
    kind = Mode(mode).label if mode else Logged(entry.get("kind", Logged.CONTACT)).label
    words = in_words(
        ("What was done", kind), ("How it went", Result(result).label if result else ""), ("Note", entry["note"]),
        ("View of whoever wrote it", entry.get("view")), *details_of(entry),
        ("Concern", "Somebody may be at risk" if entry.get("concern") else ""),
    )  # fmt: skip
    kept_apart = row.brought_in_id is None
    on = timezone.localtime(row.occurred_at).date()
    return Told(f"Intervention: {kind}", words, Statement.FACT if kept_apart else None, on=on)


def line(row: ChronologyEvent, opened: Opened) -> Told:
    """One line of the chronology."""
    words = in_words(("What happened", opened["words"]))
    on = timezone.localtime(row.occurred_at).date()
    return Told(f"Chronology: {Happening(row.kind).label}", words, Statement(row.statement), on=on)


def incident(row: Incident, opened: Opened) -> Told:
    """One incident as it was reported; who is linked as having done it is on no item of the victim's case."""
    said = opened["words"]
    days = (row.happened_from, row.happened_until) if row.happened_from != row.happened_until else ()
    words = in_words(
        ("What was done", Harm(said["kind"]).label), ("What happened", said["what"]),
        ("Between", " and ".join(str(PartialDate(day)) for day in days)),
        ("Is it a crime", Known(said["crime"]).label),
        ("By somebody close to the victim", Known(said["close"]).label), ("Ward", Ward(said["ward"]).label),
        ("Reported to", ReportedTo(said["reported_to"]).label), ("Reported on", _day(said["reported_on"])),
        ("Their reference number", said["number"]),
    )  # fmt: skip
    return Told("Incident", words, Statement.REPORTED)


def order(row: Order, opened: Opened) -> Told:
    """The terms of an order that count, with its conditions."""
    entry = opened["entry"]
    kind, until = Ordered(entry["kind"]), Until(entry["until"])
    words = in_words(
        ("Order", kind.label), ("Made by", entry["authority"]), ("From", PartialDate(row.starts_on)),
        ("Until", PartialDate(row.ends_on) if row.ends_on else until.label),
        ("Conditions", "\n".join(entry["conditions"])), ("Why it was varied", entry["reason"]),
    )  # fmt: skip
    return Told("Order", words, Statement.FACT)


def breach(_row: Breach, opened: Opened) -> Told:
    """A breach: reported until it is admitted or proved."""
    entry = opened["entry"]
    outcome = Outcome(entry["outcome"])
    words = in_words(
        ("What happened", entry["words"]), ("Condition", entry["condition"]), ("What shows it", entry["evidence"]),
        ("Reported to", entry["reported_to"]), ("Outcome", outcome.label), ("What came of it", entry["outcome_words"]),
    )  # fmt: skip
    return Told("Breach of an order", words, Statement.FACT if outcome in SURE else Statement.REPORTED)


def _day(iso: str) -> str:
    return str(PartialDate(dt.date.fromisoformat(iso))) if iso else ""
