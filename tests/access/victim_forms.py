"""Forms of the victim case filled in, and the child that its addresses name."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from casework.cases.models import Case, Role
from tests.access.world import World
from tests.casework.asb_review.applying import refused_review
from tests.casework.incidents.telling import FORM as INCIDENT
from tests.casework.incidents.telling import happened
from tests.casework.material_requests.asking import FORM as REQUEST
from tests.casework.victims.saying import child_noted, day
from vault.ids import uuid7


def victim_forms() -> dict[str, dict[str, Any]]:
    """Each form with everything that it asks for."""
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "casework:victim-person": {"id": uuid7(), "kind": "DA", "told_of_marac": "YES", "children": "NOT_KNOWN"},
        "casework:victim-business": {
            "id": uuid7(), "harmed": "VENUE", "kind": "ASB", "premises": "CLUB", "licence": "NOT_KNOWN",
            "contact": "Odile Marchbanks",
        },
        "casework:victim-status": {"id": uuid7(), "status": "ONGOING", "since": today},
        "casework:victim-safety-plan": {
            "id": uuid7(), "at_home": "Chain on the door", "emergency": "999", "agreed": "YES",
            "review_on": f"{day(-28):%d/%m/%Y}",
        },
        "casework:victim-children": {"id": uuid7(), "called": "Wilhelmina"},
        "casework:victim-child-case": {"reference": "RT-2222-2222"},
        "casework:incident-add": INCIDENT | {"id": uuid7(), "happened_from": today},
        "casework:incident-correct": INCIDENT | {"id": uuid7(), "happened_from": today},
        "casework:material-request-add": REQUEST | {"id": uuid7()},
        "casework:case-review-apply": {"id": uuid7(), "on": today, "by": "The tenant", "said": "Music every night"},
        "casework:case-review-step": {"id": uuid7(), "step": "APPEALED", "on": today, "said": "Nobody was asked"},
        "casework:handling-add": {"id": uuid7(), "kind": "LPP", "words": "Advice of counsel", "since": today},
        "casework:handling-end": {"words": "The review found it safe"},
        "casework:victim-right": {"id": uuid7(), "met": "OFFERED", "by": "The witness care unit", "on": today},
    }  # fmt: skip


def incident_of(world: World, case: Case) -> UUID:
    """An incident written down on the case, when it is first asked for."""
    if ("incident", case.pk) not in world.made:
        world.made["incident", case.pk] = happened(world.worker, case, days=3).pk
    return world.made["incident", case.pk]


def child_of(world: World, case: Case) -> UUID:
    """A child noted on the case, when it is first asked for."""
    if ("child", case.pk) not in world.made:
        world.made["child", case.pk] = child_noted(world.worker, case).pk
    return world.made["child", case.pk]


def review_on(world: World, case: Case) -> None:
    """A review that was refused, after which somebody may appeal and somebody may apply anew."""
    if case.role == Role.VICTIM and ("review", case.pk) not in world.made:
        world.made["review", case.pk] = refused_review(world.worker, case).pk
