"""Making a new version from what somebody has signed, and throwing a draft away."""

from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import Fact, event
from multiagency.acts import AGREEMENT_VERSION_MADE
from multiagency.agreements.models import Agreement, AgreementVersion, Clause, Party, Signature
from multiagency.agreements.policies import require_write, subject_of
from multiagency.agreements.services.editing import hold

KEPT = ("sections", "dpia", "dpia_reference", "dpia_on", "dpia_outcome", "starts_on", "review_on", "ends_on")


class DraftThere(Exception):
    """There is a draft that nobody has signed; it is edited rather than another one made."""


@transaction.atomic
def make_version(*, actor: Actor, agreement: Agreement, version_id: UUID) -> AgreementVersion:
    """Make a draft from the newest version, with all that it says. The same sent again makes none.

    The version in force stays so until the new one comes into force. Refuses whoever does not write the agreement
    (NotPermitted), and an agreement with a draft that nobody has signed (DraftThere).
    """
    require_write(actor, AGREEMENT_VERSION_MADE, agreement)
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    newest = AgreementVersion.objects.filter(agreement=agreement).order_by("-number")[0]
    if newest.pk == version_id:
        return newest
    hold(newest.pk)
    if not Signature.objects.filter(version=newest).exists():
        raise DraftThere
    facts: dict[str, Fact] = {"reference": agreement.reference, "version": newest.number + 1}
    with event(AGREEMENT_VERSION_MADE, by=actor, subject=subject_of(agreement), facts=facts):
        made = AgreementVersion.objects.create(
            id=version_id, partnership_id=agreement.partnership_id, owner_id=agreement.owner_id, agreement=agreement,
            number=newest.number + 1, **{name: getattr(newest, name) for name in KEPT},
        )  # fmt: skip
        _copy(newest, made)
    return made


def _copy(newest: AgreementVersion, made: AgreementVersion) -> None:
    mine = {"partnership_id": made.partnership_id, "owner_id": made.owner_id, "version": made}
    Party.objects.bulk_create(
        Party(agency_id=party.agency_id, role=party.role, basis=party.basis, **mine) for party in newest.parties.all()
    )
    Clause.objects.bulk_create(
        Clause(
            number=clause.number, from_type=clause.from_type, to_type=clause.to_type, purpose=clause.purpose,
            category=clause.category, effect=clause.effect, gateways=clause.gateways, condition=clause.condition,
            **mine,
        )
        for clause in newest.clauses.order_by("number")
    )  # fmt: skip
