"""Consent, wishes, bases and intelligence in the world of the access table, and the forms of their pages."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case
from casework.consent.models import Consent
from casework.intelligence.models import IntelligenceItem
from tests.access.world import World
from tests.casework.consent.answers import answered, yes
from tests.casework.intelligence.items import known, recorded
from tests.cast import actor
from vault.ids import uuid7


def consent_of(world: World, case: Case) -> Consent:
    """What the person of a case agreed to, taken down when it is first asked for."""
    with acting(actor(world.worker)):
        there = Consent.objects.filter(case=case).first()
    return there or answered(world.worker, case, yes(world.agencies["shared"]))


def item_of(world: World, case: Case) -> IntelligenceItem:
    """An item of code C of the case, recorded when it is first asked for."""
    with acting(actor(world.worker)):
        there = IntelligenceItem.objects.filter(case=case).first()
    return there or recorded(world.worker, case, known(handling="C", conditions="Ask first"))


def consent_forms(world: World) -> dict[str, dict[str, Any]]:
    """Every form of theirs filled in, by its address."""
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "casework:consent-ask": _consent_form(world),
        "casework:consent-again": _consent_form(world),
        "casework:consent-capacity": _capacity_form(),
        "casework:wishes-write": {"id": uuid7(), "words": "A new lock", "said_on": today},
        "casework:agreement-record": {"id": uuid7(), "what": "Weekly calls", "state": "AGREED", "answered_on": today},
        "casework:basis": {"id": uuid7(), "purpose": "VICTIM_SUPPORT", "basis": "PUBLIC_TASK"},
        "casework:intelligence-record": {
            "id": uuid7(), "words": "Seen at the Heron", "statement": "REPORTED", "role": "WITNESS", "source": "1",
            "assessment": "B", "handling": "P", "sanitised": "yes", "received_on": today,
        },
        "casework:intelligence-approve": {"agency": world.agencies["shared"].pk},
    }  # fmt: skip


def _consent_form(world: World) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "id": uuid7(), "state": "GIVEN", "recipients": [world.agencies["shared"].pk], "categories": ["CONTACT"],
        "purposes": ["VICTIM_SUPPORT"], "how": "SAID", "evidence": "Yes, tell them", "wording": "2026-09",
        "answered_on": f"{today:%d/%m/%Y}", "expires_on": f"{today + timedelta(days=90):%d/%m/%Y}",
    }  # fmt: skip


def _capacity_form() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "id": uuid7(), "decision": "Whether housing may be told", "outcome": "ASSESSED_HAS", "assessor": "Dr Okonedo",
        "support_tried": "Pictures", "assessed_on": f"{today:%d/%m/%Y}",
        "holds_until": f"{today + timedelta(days=14):%d/%m/%Y}",
    }  # fmt: skip
