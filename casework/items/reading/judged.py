"""What is judged, planned, decided and known of somebody: assessments, standing, needs, powers, ties, intelligence."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from casework.assessments.editions import score
from casework.assessments.models import Assessment
from casework.assessments.selectors import Said as Assessed
from casework.categories import Category
from casework.chronology.models import Statement
from casework.dates import PartialDate
from casework.intelligence.models import Assessment as Knowing
from casework.intelligence.models import Handling, IntelligenceItem, Source, SubjectRole
from casework.items.item import Told, in_words
from casework.pathways import PATHWAY_OF
from casework.plans.models import Level, Measure, Need, Outcome, PlanAction, Stage, State
from casework.powers.models import Decision, Power, PowerDecision
from casework.relationships.models import Relationship
from casework.relationships.saying import said as said_of_tie
from casework.standing.models import LEVELS, Group, Judgement, Kind, Risk

Opened = Mapping[str, Any]
HANDLING_C: Final = "HANDLING_C"
HANDLING_P: Final = "HANDLING_P"


def assessment(row: Assessment, opened: Opened) -> Told:
    """An assessment: its band, judgement with its reason, and every answer."""
    said: Assessed = opened["words"]
    found = score(said.edition, said.answers)
    answers = [
        (question.words, "; ".join(filter(None, (question.in_words(answer.choice), answer.source, answer.note))))
        for question in said.edition.questions
        if (answer := said.answers.get(question.code))
    ]
    words = in_words(
        ("Assessment", f"{said.edition.title}, version {said.edition.version}"),
        ("Result", f"{found.raised(row.raised_by).words}: {found.points} of {found.most}"),
        ("Raised by professional judgement", "Yes" if row.raised_by else ""), ("Reason", said.reason),
        ("Next due", PartialDate(row.due_next)), *answers,
    )  # fmt: skip
    return Told("Risk assessment", words, Statement.ASSESSMENT)


def judgement(row: Judgement, opened: Opened) -> Told:
    """Where somebody stands; a group that nobody rated is not rated, and never low."""
    entry, kind = opened["entry"], Kind(row.kind)
    risks = entry.get("risks")
    rated = [] if risks is None else [
        (group.label, Risk(risks[group.value]).label if group.value in risks else "Not rated") for group in Group
    ]  # fmt: skip
    level = entry.get("level")
    words = in_words(
        (kind.label, LEVELS[kind](level).label if level else ""), *rated,
        ("Instrument", " ".join(filter(None, (entry.get("instrument"), entry.get("version"))))),
        ("Score", entry.get("score")), ("Band", entry.get("band")), ("Assessed by", entry.get("assessed_by")),
        ("Reason", entry.get("reason")),
    )  # fmt: skip
    return Told(kind.label, words, Statement.ASSESSMENT)


def need(row: Need, opened: Opened) -> Told:
    """One need and what the person wants, in their own words."""
    said = opened["words"]
    words = in_words(
        ("About", PATHWAY_OF[Category(row.category)].label), ("What is needed", said["need"]),
        ("What they want", said["aim"]), ("To be looked at again on", PartialDate(row.review_on)),
        ("Ended on", PartialDate(row.ended_on) if row.ended_on else ""),
    )  # fmt: skip
    return Told("Need", words, Statement.ASSESSMENT)


def measure(row: Measure, opened: Opened) -> Told:
    """How grave a need was found to be on a day, and what shows it."""
    said = opened["words"]
    outcome = said.get("outcome")
    words = in_words(
        ("About", PATHWAY_OF[Category(row.category)].label), ("When it was judged", Stage(row.stage).label),
        ("How grave", Level(said["level"]).label), ("What shows it", said["evidence"]),
        ("What came of the aim", Outcome(outcome).label if outcome else ""),
    )  # fmt: skip
    return Told("How grave a need is", words, Statement.ASSESSMENT)


def plan_action(row: PlanAction, opened: Opened) -> Told:
    """What somebody is to do, by when, and how it ended."""
    said = opened["words"]
    words = in_words(
        ("What is to be done", said["what"]), ("Who does it", row.colleague.name if row.colleague else said.get("who")),
        ("By when", PartialDate(row.due_on)), ("Done when", said.get("done_when")), ("State", State(row.state).label),
        ("What happened", opened["ending"]),
    )  # fmt: skip
    return Told("Action of the plan", words, Statement.FACT)


def power(_row: PowerDecision, opened: Opened) -> Told:
    """The last decision about a power."""
    said = opened["words"]
    words = in_words(
        ("Power", Power(said["power"]).label), ("Decision", Decision(said["decision"]).label),
        ("Reason", said["reason"]), ("Court", said["court"]), ("From", _day(said["starts_on"])),
        ("Until", _day(said["ends_on"])),
    )  # fmt: skip
    return Told("Decision about a power", words, Statement.FACT)


def relationship(_row: Relationship, opened: Opened) -> Told:
    """Who another person is to the one of the case: about that other person too."""
    tie = said_of_tie(opened["detail"])
    words = in_words(
        ("Name", tie.name), ("What they are to them", tie.kind.label), ("Date of birth", tie.born),
        ("Since", tie.began), ("Until", tie.ended), ("Risk", tie.risk.label),
        ("Whether whoever harms knows of it", tie.known.label), ("Note", tie.words),
    )  # fmt: skip
    return Told("Relationship", words, tie.basis)


def intelligence(row: IntelligenceItem, opened: Opened) -> Told:
    """One item with its grading and its conditions, which go with it wherever it stands (INT-02)."""
    said, handling = opened["item"], Handling(row.handling)
    words = in_words(
        ("What is known", said["words"]), ("Source", Source(said["source"]).label),
        ("How the source knows it", Knowing(said["assessment"]).label), ("Handling", handling.label),
        ("Conditions", said["conditions"]), ("What the person is in it", SubjectRole(said["role"]).label),
        ("Sanitised", "Yes" if said["sanitised"] else "No"),
    )  # fmt: skip
    marker = HANDLING_C if handling is Handling.CONDITIONS else HANDLING_P
    return Told("Intelligence", words, Statement(row.statement), frozenset({marker}))


def _day(iso: str) -> str:
    return str(PartialDate(dt.date.fromisoformat(iso))) if iso else ""
