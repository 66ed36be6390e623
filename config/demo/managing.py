"""Load how the offenders are managed: where they stand, what they are under, and their places."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.listings.models import Cohort, DaCheck, Ending, Programme, State
from casework.listings.services import Decision, Mappa, end_listing, list_person
from casework.orders.models import Kind as OrderKind
from casework.orders.models import Outcome, Until
from casework.orders.services import NewBreach, Terms, add_order, record_breach
from casework.standing.models import Group, Kind, Risk
from casework.standing.services import Harm, Level, NewJudgement, judge
from config.demo.offending import Managed, Ordered, Placed
from config.demo.world import World

REVIEW, END = timedelta(days=60), timedelta(days=300)


def load_managed(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Write down everything, each case by its lead."""
    for one in world.managed:
        user = users[world.cases[one.case].lead]
        lead, case = actor_for(user), cases[one.case]
        with acting(lead):
            for what, ago in _judgements(one):
                judge(actor=lead, case=case, new=NewJudgement(what, _day(world, ago)))
            for order in one.orders:
                _order(lead, case, order)
            for place in one.places:
                listing = list_person(actor=lead, case=case, decision=_decision(world, user, place))
                if place.ended:
                    reason, words = place.ended
                    end_listing(actor=lead, case=case, listing=listing, reason=Ending(reason), words=words)


def _day(world: World, ago: int) -> date:
    return world.today - timedelta(days=ago)


def _judgements(one: Managed) -> Iterator[tuple[Level | Harm, int]]:
    days = one.days_ago or (0,) * len(one.ratings)
    for (level, reason, evidence), ago in zip(one.ratings, days, strict=True):
        yield Level(Kind.RAG, level, reason, evidence), ago
    if one.harm:
        yield Harm({Group(group): Risk(risk) for group, risk in one.harm}, one.harm_reason), days[-1]
    yield Level(Kind.ENGAGEMENT, *one.engagement), days[-1]
    yield Level(Kind.COMPLIANCE, *one.compliance), days[-1]


def _order(lead: Actor, case: Case, one: Ordered) -> None:
    terms = Terms(
        kind=OrderKind(one.kind), authority=one.authority, starts_on=one.starts_on, ends_on=one.ends_on,
        until=Until.DAY if one.ends_on else Until.FURTHER_NOTICE, conditions=one.conditions,
    )  # fmt: skip
    order = add_order(actor=lead, case=case, terms=terms)
    for day, words, outcome in one.breaches:
        new = NewBreach(happened_on=day, words=words, outcome=Outcome(outcome), condition=one.conditions[0])
        record_breach(actor=lead, case=case, order=order, new=new)


def _decision(world: World, reviewer: User, place: Placed) -> Decision:
    return Decision(
        programme=Programme(place.programme), state=State(place.state), reason=place.reason,
        da_check=DaCheck(place.da_check), reviewer=reviewer, review_on=world.today + REVIEW,
        expires_on=world.today + END, cohort=Cohort(place.cohort) if place.cohort else None,
        mappa=Mappa(*place.mappa) if place.mappa else None,
    )  # fmt: skip
