"""How the offenders outside the storylines are judged and managed, as their caseworkers would have written it down."""

from random import Random

from config.demo.draft import Draft
from config.demo.offending import Managed, Ordered, Placed
from config.demo.wording.managed import (
    BREACHES,
    COMPLIANCE,
    CONDITIONS,
    ENGAGEMENT,
    HARM,
    ORDERS,
    PLACES,
    RATINGS,
    YOUNG_ORDERS,
)
from config.demo.world import Case, Side

BARE, CHANGED, ORDER, BREACHED, PLACE = 0.15, 0.35, 1 / 3, 0.4, 0.5
"""The parts of the open cases: nothing judged; of the others, rated twice, under an order, in breach, on a cohort."""
LEVELS = ("RED", "AMBER", "AMBER", "GREEN")
DA_CHECKS = ("CONCERN", "NONE_FOUND", "NONE_FOUND", "NOT_CHECKED")
LATELY = 60
SEASON = 90


def fill_managed(draft: Draft) -> None:
    """Judge most of the open offender cases of which no storyline tells; each case has draws of its own."""
    told = {one.case for one in draft.managed}
    for case in draft.cases:
        rng = Random(f"{draft.seed} standing {case.key}")  # noqa: S311 - a world to be made again, not a secret
        bare = rng.random() < BARE or case.restricted or case.key in told
        if case.side is Side.OFFENDER and not case.closed_on and not bare:
            draft.managed.append(_managed(draft, rng, case))


def _managed(draft: Draft, rng: Random, case: Case) -> Managed:
    age = (draft.today - case.opened_on).days
    levels = [rng.choice(LEVELS)]
    if age > SEASON and rng.random() < CHANGED:
        levels.insert(0, "RED" if levels[0] == "AMBER" else "AMBER")
    harm, harm_reason = rng.choice(HARM)
    lately = rng.randrange(min(age, LATELY))
    return Managed(
        case.key,
        ratings=tuple((level, *rng.choice(RATINGS[level])) for level in levels),
        engagement=rng.choice(ENGAGEMENT),
        compliance=rng.choice(COMPLIANCE),
        harm=harm,
        harm_reason=harm_reason,
        orders=(_order(draft, rng, case, age),) if rng.random() < ORDER else (),
        places=(_place(rng),) if rng.random() < PLACE else (),
        days_ago=(lately + LATELY // 2, lately)[-len(levels) :],
    )


def _order(draft: Draft, rng: Random, case: Case, age: int) -> Ordered:
    """An order that began within the case's time and still runs."""
    kind, authority = rng.choice(YOUNG_ORDERS if case.agency == "childcare" else ORDERS)
    began = min(age, rng.randrange(20, 200))
    breaches = ((draft.ago(rng.randrange(began)), *rng.choice(BREACHES)),) if rng.random() < BREACHED else ()
    conditions = tuple(rng.sample(CONDITIONS, 2))
    return Ordered(kind, authority, draft.ago(began), draft.ago(-rng.randrange(30, 400)), conditions, breaches)


def _place(rng: Random) -> Placed:
    programme, cohort, reason = rng.choice(PLACES)
    return Placed(programme, "ACTIVE", reason, rng.choice(DA_CHECKS), cohort)
