"""True sharing decisions for tests that need a share and no agreement: what the policy says of facts that allow it."""

import json
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import event
from casework.cases.models import Case
from casework.categories import Category
from multiagency.acts import SHARE_DECIDED
from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import decide
from multiagency.sharing.facts import as_json
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.policy import policy_on

BASELINE = json.loads((Path(__file__).parent / "multiagency" / "sharing" / "baseline.json").read_text("utf-8"))


def allowed(
    who: Actor, case: Case, agency: Agency, categories: Iterable[Category], terms: UUID | None = None
) -> list[SharingDecision]:
    """A decision of today's policy about each category, on facts under which it may be shared with the agency."""
    rows = [_allowed(who, case, agency, category, terms) for category in categories]
    with event(SHARE_DECIDED, by=who, subject=case.subject):
        return SharingDecision.objects.bulk_create(rows)


def _allowed(who: Actor, case: Case, agency: Agency, category: Category, terms: UUID | None) -> SharingDecision:
    policy = policy_on(timezone.localdate())
    said = BASELINE | {
        "a": policy.types[case.owner.type], "b": policy.types[agency.type], "purpose": case.purpose,
        "category": category.value, "gateway": "PUBLIC_INTEREST", "conf_basis": "DIRECT_CARE",
    }  # fmt: skip
    facts = facts_from(said, policy)
    decided = decide(facts, policy)
    assert decided.allowed, decided.fired
    return SharingDecision(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, agency=agency,
        requested_by_id=who.principal if who.kind == "user" else None, category=category, purpose=case.purpose,
        gateway="PUBLIC_INTEREST", agreement_version_id=terms, policy=policy.version, facts=as_json(facts),
        rules=list(decided.fired), released=sorted(decided.released), outcome=decided.outcome.value,
    )  # fmt: skip
