"""The routing rules of the world: a version in force, and a draft that was tried."""

from typing import Any, Final

from django.utils import timezone

from accounts.roles import Role
from multiagency.routing.publishing import dry_run
from tests.access.world import World
from tests.cast import make_user
from tests.multiagency.routing.ruling import at_work, drafted, published, rule
from vault.ids import uuid7

EDITION: Final = 2
"""Of a draft that begins with one rule."""


def routing_of(world: World) -> dict[str, object]:
    """What addresses call the rules, made when they are first asked for."""
    key = ("routing", world.partnership.pk)
    if key not in world.made:
        owner = world.agencies["owner"]
        coordinator = make_user(world.partnership, owner, Role.PANEL_COORDINATOR)
        published(coordinator, rule(owner, type=["IOM"]))
        draft = drafted(coordinator)
        with at_work(coordinator) as who:
            dry_run(actor=who, draft=draft, edition=draft.edition)
        assert draft.edition == EDITION
        world.made[key] = draft.pk
    return {"version_number": 1, "rule_code": "R1"}


def routing_forms(world: World) -> dict[str, dict[str, Any]]:
    """Forms about the draft, filled in."""
    place = str(world.agencies["owner"].pk)
    said = {
        "edition": EDITION, "id": uuid7(), "priority": 5, "place": place, "type": "IOM", "urgency": "URGENT",
        "words": "They hold the panel.",
    }  # fmt: skip
    edition = {"edition": EDITION}
    return {
        "multiagency:routing-draft": {"after": 1},
        "multiagency:routing-rule-add": said,
        "multiagency:routing-rule": said,
        "multiagency:routing-rule-remove": edition,
        "multiagency:routing-desk": {**edition, "place": place, "panel": "IOM"},
        "multiagency:routing-try": edition,
        "multiagency:routing-publish": edition,
        "multiagency:routing-discard": edition,
        "multiagency:routing-team-capacity": {"most_open": 4, "from_day": f"{timezone.localdate():%d/%m/%Y}"},
    }
