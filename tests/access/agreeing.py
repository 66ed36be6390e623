"""Agreements of the world: one to write, one to sign, one in force and one that every party has stopped."""

from typing import Any

from django.utils import timezone

from accounts.context import acting
from casework.categories import Category
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.stopping import suspend
from tests.access.world import World
from tests.multiagency.agreements.agreeing import clauses, drafted, fresh, offered, signed
from vault.ids import uuid7

IN_FORCE = {"multiagency:agreement-renew", "multiagency:agreement-stop", "multiagency:agreement-leave"}
TO_SIGN = {"multiagency:agreement-sign", "multiagency:agreement"}
NAMES = ("agreement", "agreement-to-sign", "agreement-in-force", "agreement-stopped")
MADE_UP = {**dict.fromkeys(NAMES, "ISA-999"), "section": "PURPOSE", "clause": 1, "signatory_id": uuid7()}


def agreement_for(route: str) -> str:
    """What `known` calls the agreement that an address is about."""
    if route == "multiagency:agreement-resume":
        return "agreement-stopped"
    if route in IN_FORCE:
        return "agreement-in-force"
    return "agreement-to-sign" if route in TO_SIGN else "agreement"


def agreements_of(world: World) -> dict[str, object]:
    """The references of the world's agreements, made when they are first asked for."""
    return {name: version.agreement.reference for name, version in _made(world).items()} | {
        "section": "PURPOSE", "clause": 1, "signatory_id": world.desks[0].authority.pk,
    }  # fmt: skip


def agreement_forms(world: World) -> dict[str, dict[str, Any]]:
    """Each form of agreements, filled in."""
    made = _made(world)
    edition, today = made["agreement"].edition, f"{timezone.localdate():%d/%m/%Y}"
    return {
        "multiagency:agreement-start": {"id": uuid7(), "title": "Supporting victims"},
        "multiagency:agreement-renew": {"id": uuid7()},
        "multiagency:agreement-draft": {"edition": edition},
        "multiagency:agreement-section": {"edition": edition, "words": "To manage people who offend"},
        "multiagency:agreement-clauses": {
            "edition": edition, "from_type": "POLICE", "to_type": "PROBATION", "purpose": "MAPPA", "effect": "ALLOW",
            "categories": ["IDENTITY"], "gateways": ["CJA_325"],
        },
        "multiagency:agreement-clause-remove": {"edition": edition},
        "multiagency:agreement-sign": {"edition": made["agreement-to-sign"].edition, "read": "on"},
        "multiagency:agreement-stop": {"words": "Data went astray"},
        "multiagency:agreement-leave": {"words": "No longer needed"},
        "multiagency:liaison-name": {"id": uuid7(), "user": world.spare.pk, "place": "DEPUTY"},
        "multiagency:signatory-add": {
            "id": uuid7(), "user": world.spare.pk, "post": "Director", "from_on": today, "until_on": today,
        },
    }  # fmt: skip


def _made(world: World) -> dict[str, AgreementVersion]:
    if not world.agreements:
        police, probation = world.desks
        said = [clauses(police.agency, probation.agency, Category.IDENTITY)]
        world.agreements = {
            "agreement": drafted(police, [probation], said),
            "agreement-to-sign": offered(police, [probation], said),
            "agreement-in-force": signed(offered(police, [probation], said), police, probation),
            "agreement-stopped": signed(offered(police, [probation], said), police, probation),
        }
        for one in (police, probation):
            who = fresh(one.officer)
            with acting(who):
                suspend(actor=who, agreement=world.agreements["agreement-stopped"].agreement, words="Data went astray")
    return world.agreements
