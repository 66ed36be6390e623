"""A disagreement between two agencies of the demo about a case that both work, moved up to their managers."""

from collections.abc import Mapping

from accounts.actor import actor_for
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from config.demo.world import Share, World
from multiagency.escalations.ladder import Step
from multiagency.escalations.services import Said, raise_on, take_step

ASKED = "We ask for weekly visits until the review. We were told that once a month is enough, and do not agree."
NOT_SETTLED = "We spoke twice and found no middle way. Please decide how often somebody visits before the next review."


def load_dispute(
    world: World, cases: Mapping[int, Case], users: Mapping[str, User], agencies: Mapping[str, Agency]
) -> None:
    """Have the lead of a shared case raise it with the agency that sees some of it, and move it up."""
    share = disputed(world)
    lead, case = actor_for(users[world.cases[share.case].lead]), cases[share.case]
    with acting(lead):
        row = raise_on(actor=lead, case=case, agency=agencies[share.agency], said=Said(words=ASKED))
        take_step(actor=lead, escalation=row, step=Step.MOVED_UP, said=Said(words=NOT_SETTLED))


def disputed(world: World) -> Share:
    """The share of the case that they disagree about: the first of an open case that anybody may know of."""
    lasting = (one for one in world.shares if one.ends_on > world.today)
    return next(one for one in lasting if (case := world.cases[one.case]).state == "ACTIVE" and not case.restricted)
