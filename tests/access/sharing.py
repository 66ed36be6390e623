"""Forms of standing shares in the world of the access table."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.world import World
from tests.multiagency.information_asks.asking import filled
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
        "multiagency:share-end": {"agency": agency, "category": "IDENTITY"},
    }  # fmt: skip
