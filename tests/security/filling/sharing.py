"""A disclosure of the offender's case to probation, with its decision and copy, and an approval."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from audit.ledger.events import event
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.acts import DISCLOSED
from multiagency.sharing.models import COPY, Approval, Channel, DisclosedItem, Disclosure, SharingDecision
from tests.cast import actor
from tests.security.story import NOTE, Story
from tests.town import Town
from vault.grants import sync_grants
from vault.opening import seal


def fill(town: Town, told: Story) -> None:
    """Probation has been sent the note of an intervention."""
    case, who = told.offender, actor(town.caseworker)
    common = {"partnership_id": case.partnership_id, "owner_id": case.owner_id}
    purpose, item = Purpose.OFFENDER_MANAGEMENT, told.interventions[0]
    sent = Disclosure(
        **common, case=case, agency=town.probation, recipient=town.partner, disclosed_by=town.caseworker,
        purpose=purpose, gateway="CDA_115", channel=Channel.PORTAL,
    )  # fmt: skip
    decision = SharingDecision(
        **common, case=case, agency=town.probation, recipient=town.partner, requested_by=town.caseworker,
        item_kind="intervention", item_id=item.pk, category=item.category, purpose=purpose, gateway="CDA_115",
        policy="2026-02", facts={}, rules=[], released=[], outcome="ALLOW", disclosure=sent,
    )  # fmt: skip
    copy = DisclosedItem(
        **common, disclosure=sent, decision=decision, agency=town.probation, number=1, item_kind="intervention",
        item_id=item.pk, category=Category.INTERVENTION_RECORD, digest="0" * 64,
    )  # fmt: skip
    approval = Approval(
        **common, rule="R66", for_agency=town.police, to_agency=town.probation, case_id=case.pk, purpose=purpose,
        approved_by=town.auditor, ends_on=timezone.localdate() + timedelta(days=7),
    )  # fmt: skip
    with acting(who), event(DISCLOSED, by=who, subject=case.subject):
        seal(who.agency_id, [(sent, {"cover": {"words": NOTE}, "reasons": {"necessity": NOTE}})])
        seal(who.agency_id, [(decision, {"override": {"necessity": NOTE}})])
        seal(who.agency_id, [(copy, {"copy": {"words": {"Note": NOTE}}})])
        seal(who.agency_id, [(approval, {"reason": {"words": NOTE}})])
        sent.save(force_insert=True)
        sync_grants(sent.pk, sent.owner_id, {(town.probation.pk, COPY): None})
        for row in (decision, copy, approval):
            row.save(force_insert=True)
