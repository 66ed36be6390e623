"""A condition on which the agency of the world's cases relies, and the forms that write one."""

from typing import Any

from django.utils import timezone

from accounts.context import acting
from accounts.roles import Role
from multiagency.conditions.models import Reliance
from tests.access.world import World
from tests.cast import actor, make_user
from tests.multiagency.conditions.relying import relied
from vault.ids import uuid7


def reliance_of(world: World) -> Reliance:
    """The agency's condition, written down when it is first asked for."""
    if ("reliance", world.case.pk) not in world.made:
        officer = make_user(world.partnership, world.agencies["owner"], Role.DPO)
        world.made["reliance", world.case.pk] = relied(officer).pk
    with acting(actor(world.worker)):
        return Reliance.objects.get(pk=world.made["reliance", world.case.pk])


def condition_forms(world: World) -> dict[str, dict[str, Any]]:
    """Each form with everything that it asks for."""
    today = f"{timezone.localdate():%d/%m/%Y}"
    filled = {
        "id": uuid7(), "condition": "SCH1_2", "categories": ["HEALTH_MENTAL"], "from_on": today, "review_on": today,
    }  # fmt: skip
    seen = world.made.get(("reliance", world.case.pk), "")
    return {"multiagency:condition-add": filled, "multiagency:condition-change": filled | {"seen": seen}}
