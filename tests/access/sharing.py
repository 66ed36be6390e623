"""Forms of standing shares in the world of the access table."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.access.world import World
from tests.multiagency.information_asks.asking import filled
from tests.multiagency.third_parties.deciding import filled as told
from vault.ids import uuid7


def sharing_forms(world: World) -> dict[str, dict[str, Any]]:
    """Every form of theirs filled in, by its address."""
    agency, month = world.agencies["shared"].pk, timezone.localdate() + timedelta(days=30)
    return {
        "multiagency:share-new": {
            "id": uuid7(), "agency": agency, "categories": ["IDENTITY"], "purpose": "OFFENDER_MANAGEMENT",
            "gateway": "CDA_115", "last_day": f"{month:%d/%m/%Y}",
        },
        "multiagency:information-ask-add": filled(world.agencies["shared"]),
        "multiagency:third-party-add": told(_manager(world)),
        "multiagency:share-end": {"agency": agency, "category": "IDENTITY"},
    }  # fmt: skip


def _manager(world: World) -> User:
    """A manager of the agency whose cases they are, who never visits."""
    held = User.objects.filter(agency=world.agencies["owner"], roles_held__role=Role.TEAM_MANAGER)
    return held.earliest("pk")
