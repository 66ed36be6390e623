"""What came after the disclosure to probation: opened, recalled, acknowledged, reviewed; and a question asked."""

from accounts.context import acting
from audit.ledger.events import event
from casework.openings.models import Outcome
from casework.purposes import Purpose
from multiagency.acts import DISCLOSED
from multiagency.asked_decisions.models import Answer, Ask, Decider
from multiagency.asked_decisions.models import Outcome as Answered
from multiagency.disclosures.models import Opening
from multiagency.emergencies.models import EmergencyReview
from multiagency.recalls.models import Acknowledged, Done, Recall, Why
from multiagency.sharing.models import Channel, Disclosure
from tests.cast import actor
from tests.security.story import NOTE, Story
from tests.town import Town
from vault.opening import seal


def fill(town: Town, told: Story) -> None:
    """Probation opened what police sent and acknowledged a notice about it; an officer of the police answered."""
    case, item = told.offender, told.interventions[0]
    ours = {"partnership_id": case.partnership_id, "owner_id": town.police.pk}
    theirs = {"partnership_id": case.partnership_id, "owner_id": town.probation.pk}
    who, them = actor(town.caseworker), actor(town.partner)
    with acting(who), event(DISCLOSED, by=who, subject=case.subject):
        sent = Disclosure.objects.get(case=case, channel=Channel.PORTAL)
        recall = Recall(**ours, disclosure=sent, agency=town.probation, why=Why.CORRECTED, given_by=town.caseworker)
        review = EmergencyReview(
            **ours, disclosure=sent, disclosed_by=town.caseworker, reviewed_by=town.auditor, outcome=Outcome.OK
        )
        ask = Ask(
            **ours, case=case, agency=town.probation, item_kind="intervention", item_id=item.pk,
            category=item.category, purpose=Purpose.OFFENDER_MANAGEMENT, decider=Decider.SECOND, rules=["R30"],
            asked_of=town.police, asked_by=town.caseworker,
        )  # fmt: skip
        answer = Answer(
            **ours, ask=ask, asker=town.police, asked_by=town.caseworker, answered_by=town.auditor,
            outcome=Answered.REFUSED,
        )  # fmt: skip
        seal(who.agency_id, [(recall, {"words": NOTE})])
        seal(who.agency_id, [(review, {"words": NOTE})])
        seal(who.agency_id, [(ask, {"words": {"why": NOTE}})])
        seal(who.agency_id, [(answer, {"words": {"reason": NOTE}})])
        for row in (recall, review, ask, answer):
            row.save(force_insert=True)
    with acting(them), event(DISCLOSED, by=them):
        Opening(**theirs, disclosure=sent, opened_by=town.partner).save(force_insert=True)
        Acknowledged(
            **theirs, recall=recall, sender=town.police, done=Done.CORRECTED, acknowledged_by=town.partner
        ).save(force_insert=True)
