"""Judgements as caseworkers make them."""

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.standing.models import Compliance, Engagement, Group, Judgement, Kind, Rag, Risk
from casework.standing.services import Harm, Level, NewJudgement, Score, judge
from tests.cast import actor


def judged(user: User, case: Case, what: Level | Harm | Score) -> Judgement:
    """A judgement of today."""
    who = actor(user)
    with acting(who):
        return judge(actor=who, case=case, new=NewJudgement(what))


def rated(user: User, case: Case, level: Rag = Rag.AMBER, reason: str = "Arrested once since the summer") -> Judgement:
    """Red, amber or green, on evidence."""
    return judged(user, case, Level(Kind.RAG, level, reason, "Custody record of Tuesday"))


def harm(user: User, case: Case, **risks: str) -> Judgement:
    """The risk to some groups; the others are not rated."""
    return judged(user, case, Harm({Group(group): Risk(risk) for group, risk in risks.items()}, "Threats to her"))


def engages(user: User, case: Case, level: Engagement = Engagement.ENGAGING) -> Judgement:
    """How far they take part."""
    return judged(user, case, Level(Kind.ENGAGEMENT, level, "Came to every session"))


def complies(user: User, case: Case, level: Compliance = Compliance.NOT_COMPLYING) -> Judgement:
    """How far they keep to it."""
    return judged(user, case, Level(Kind.COMPLIANCE, level, "Cut the tag off on Friday"))
