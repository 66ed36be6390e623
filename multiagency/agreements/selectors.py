"""Finding agreements. They hold no case data, so a look at one is not written down."""

from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.acts import Act
from audit.ledger.events import Subject
from multiagency.acts import AGREEMENT_EDITED
from multiagency.agreements.models import Agreement, AgreementVersion
from multiagency.agreements.reading import WholeAgreement, whole


def agreements_of(actor: Actor) -> list[WholeAgreement]:
    """Every agreement of the actor's partnership, by reference."""
    return whole(Agreement.objects.filter(partnership_id=actor.partnership_id).order_by("reference"))


def find_agreement(actor: Actor, reference: str, act: Act = AGREEMENT_EDITED) -> WholeAgreement:
    """One agreement by its reference; refuses (NotKnown) what is not there."""
    found = whole(Agreement.objects.filter(partnership_id=actor.partnership_id, reference=reference))
    if not found:
        raise NotKnown(act, Subject("agreement", reference[:40]))
    return found[0]


def version_of(actor: Actor, version_id: UUID, act: Act) -> AgreementVersion:
    """One version with its agreement; refuses (NotKnown) what is not there."""
    rows = AgreementVersion.objects.filter(partnership_id=actor.partnership_id, pk=version_id)
    found = rows.select_related("agreement__owner", "owner").first()
    if found is None:
        raise NotKnown(act, Subject("agreement_version", version_id))
    return found
