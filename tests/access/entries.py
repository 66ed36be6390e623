"""An intervention of each case, for the addresses of one."""

from uuid import UUID

from accounts.context import acting
from casework.cases.models import Case
from casework.interventions.models import Intervention
from tests.access.world import World
from tests.cast import actor
from tests.town import logged


def entry_of(world: World, case: Case) -> UUID:
    """An entry of the case by whoever began it, written when it is first asked for."""
    with acting(actor(world.worker)):
        there = Intervention.objects.filter(case=case).order_by("pk").first()
    return there.pk if there else logged(world.worker, case, "Rang")[0].pk
