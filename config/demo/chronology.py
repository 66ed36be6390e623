"""The contacts of one case: how many, when, in which way, with what result."""

from datetime import date
from random import Random

from config.demo.agencies import WORK
from config.demo.draft import RECORD, Draft
from config.demo.rhythm import WEEKEND, WEEKEND_MODES
from config.demo.wording.note import note, themes
from config.demo.world import Case, Kind, Side

MOST = 70
PACE = {"IMMEDIATE": 2.5, "HIGH": 1.4, "MEDIUM": 0.9, "STANDARD": 0.6}
RESULTS: dict[str, dict[str, int]] = {
    "VISIT": {"SPOKE": 72, "NO_ANSWER": 26, "UNSAFE_TO_TALK": 2},
    "PHONE": {"SPOKE": 58, "NO_ANSWER": 20, "LEFT_MESSAGE": 8, "CALL_BACK": 8, "WRONG_NUMBER": 2, "UNSAFE_TO_TALK": 4},
    "TEXT": {"SPOKE": 50, "LEFT_MESSAGE": 38, "CALL_BACK": 12},
    "VIDEO": {"SPOKE": 90, "DID_NOT_ATTEND": 10},
    "OFFICE": {"SPOKE": 72, "DID_NOT_ATTEND": 18, "WORK_DONE": 10},
    "STREET": {"SPOKE": 70, "NO_ANSWER": 30},
    "CUSTODY": {"SPOKE": 90, "DID_NOT_ATTEND": 10},
}
IN_CUSTODY = 1 / 8
"""The part of the offenders who have been in custody for the last two months."""
CUSTODY_DAYS = 60


def fill_chronology(draft: Draft, case: Case) -> None:
    """Add the contacts of a case: up to today, to the day it became overdue, or to its close."""
    rng, person = draft.rng, draft.people[case.person]
    topics = themes(rng, case.agency, case.side)
    start = max(case.opened_on, draft.rhythm.first)
    end = min(draft.today, case.closed_on or case.next_due or draft.today)
    custody = draft.ago(CUSTODY_DAYS) if case.side is Side.OFFENDER and rng.random() < IN_CUSTODY else draft.today
    days = draft.rhythm.days(rng, _count(rng, case.priority, (end - start).days), start, end)
    for day, following in zip(days, [*days[1:], case.next_due], strict=False):
        mode = "CUSTODY" if day > custody else _mode(draft, case, day, person.kind)
        result = _result(rng, case, mode, person.kind)
        draft.log(
            case, day, mode, result, note(rng, person.pronoun, case.side, topics, mode, result), by=_by(draft, case),
            category=_category(rng, case), next_on=following if following != day else None,
        )  # fmt: skip


def _count(rng: Random, priority: str, days: int) -> int:
    """How many contacts: about one a month, more where it is urgent, a few cases with very many, and one at least."""
    return min(MOST, 1 + round(days / 28 * PACE[priority] * rng.lognormvariate(-0.35, 0.75)))


def _mode(draft: Draft, case: Case, day: date, kind: Kind) -> str:
    """A way of contact that the agency uses with this side, and that suits the day."""
    usual = WORK[case.agency].modes
    victim = {"CUSTODY"} if case.side is Side.VICTIM else set()
    possible = {mode: often for mode, often in usual.items() if mode not in victim}
    if kind is Kind.PERSON and day.weekday() in WEEKEND:
        possible = {mode: often for mode, often in possible.items() if mode in WEEKEND_MODES} or possible
    return draft.rng.choices(tuple(possible), tuple(possible.values()))[0]


def _result(rng: Random, case: Case, mode: str, kind: Kind) -> str:
    """A result that this mode can have; only a victim at home can be unsafe to talk to."""
    possible = dict(RESULTS[mode])
    if case.side is Side.OFFENDER or kind is Kind.VENUE:
        possible.pop("UNSAFE_TO_TALK", None)
    return rng.choices(tuple(possible), tuple(possible.values()))[0]


def _by(draft: Draft, case: Case) -> str:
    """Mostly the lead; one contact in eight by a colleague of the same team."""
    colleagues = draft.caseworkers(case.agency, case.team)
    return case.lead if draft.rng.random() > 1 / 8 else draft.rng.choice(colleagues).email


def _category(rng: Random, case: Case) -> str:
    """Half of what the mental-health trust writes is about health, and so walled apart from the rest."""
    return "HEALTH_MENTAL" if case.agency == "mentalhealth" and rng.random() < 1 / 2 else RECORD
