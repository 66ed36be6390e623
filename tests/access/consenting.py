"""Consents in the world of the access table, and the forms of their pages."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case
from casework.consent.models import Consent
from tests.access.world import World
from tests.casework.consent.answers import answered, yes
from tests.cast import actor
from vault.ids import uuid7


def consent_of(world: World, case: Case) -> Consent:
    """What the person of a case agreed to, taken down when it is first asked for."""
    with acting(actor(world.worker)):
        there = Consent.objects.filter(case=case).first()
    return there or answered(world.worker, case, yes(world.agencies["shared"]))


def consent_form(world: World) -> dict[str, Any]:
    """A whole answer, as the page asks for it."""
    today = timezone.localdate()
    return {
        "id": uuid7(), "state": "GIVEN", "recipients": [world.agencies["shared"].pk], "categories": ["CONTACT"],
        "purposes": ["VICTIM_SUPPORT"], "how": "SAID", "evidence": "Yes, tell them", "wording": "2026-09",
        "answered_on": f"{today:%d/%m/%Y}", "expires_on": f"{today + timedelta(days=90):%d/%m/%Y}",
    }  # fmt: skip


def capacity_form() -> dict[str, Any]:
    """A whole assessment, as the page asks for it."""
    today = timezone.localdate()
    return {
        "id": uuid7(), "decision": "Whether housing may be told", "outcome": "ASSESSED_HAS", "assessor": "Dr Okonedo",
        "support_tried": "Pictures", "assessed_on": f"{today:%d/%m/%Y}",
        "holds_until": f"{today + timedelta(days=14):%d/%m/%Y}",
    }  # fmt: skip
