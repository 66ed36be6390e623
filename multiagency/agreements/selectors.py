"""Finding agreements. They hold no case data, so a look at one is not written down."""

from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown, NotPermitted
from accounts.models import Agency
from audit.ledger.acts import Act
from audit.ledger.events import Subject
from multiagency.acts import AGREEMENT_EDITED, SIGNATORY_ENDED, SIGNATORY_NAMED
from multiagency.agreements.models import Agreement, AgreementVersion, Signatory
from multiagency.agreements.policies import require_write, subject_of
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


def draft_of(actor: Actor, found: WholeAgreement) -> AgreementVersion:
    """The draft of an agreement that the actor writes.

    Refuses (NotPermitted), in words, whoever does not write it, and where somebody has signed the newest version.
    """
    require_write(actor, AGREEMENT_EDITED, found.row)
    newest = found.versions[-1].row
    if newest.signatures.all():
        raise NotPermitted(
            AGREEMENT_EDITED, subject_of(found.row),
            words="Somebody has signed this version, so it stays as it is. A new version is made from it.",
            resolver="you: go back to the agreement and make a new version",
        )  # fmt: skip
    return newest


def signatories_here(actor: Actor) -> list[Signatory]:
    """Everybody who may sign for an agency of the partnership, or could, by agency; the newest first."""
    known = Signatory.objects.filter(partnership_id=actor.partnership_id).select_related("owner", "user", "named_by")
    return list(known.order_by("owner__name", "-until_on", "-pk"))


def agency_of(actor: Actor) -> Agency:
    """The agency for which the actor works."""
    return Agency.objects.get(pk=actor.agency_id)


def require_own_agency(actor: Actor, code: str) -> None:
    """Refuse (NotKnown) an agency that is not the actor's own, as one that is not there."""
    if agency_of(actor).code != code:
        raise NotKnown(SIGNATORY_NAMED, Subject("agency"))


def own_signatory(actor: Actor, signatory_id: UUID) -> Signatory:
    """One who may sign for the actor's agency; refuses (NotKnown) what is not there."""
    found = Signatory.objects.filter(owner_id=actor.agency_id, pk=signatory_id).select_related("user").first()
    if found is None:
        raise NotKnown(SIGNATORY_ENDED, Subject("signatory", signatory_id))
    return found


def version_of(actor: Actor, version_id: UUID, act: Act) -> AgreementVersion:
    """One version with its agreement; refuses (NotKnown) what is not there."""
    rows = AgreementVersion.objects.filter(partnership_id=actor.partnership_id, pk=version_id)
    found = rows.select_related("agreement__owner", "owner").first()
    if found is None:
        raise NotKnown(act, Subject("agreement_version", version_id))
    return found
