"""Choosing a lawful basis: consent with a warning and a reason, and no other in its place once it was taken back."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.models import User
from casework.acts import BASIS_CHOSEN
from casework.bases.models import Basis, LawfulBasis
from casework.bases.policies import is_public_authority, may_override, refuse_change
from casework.bases.selectors import rests_on_withdrawn_consent
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.once import save_once
from casework.purposes import Purpose
from casework.shares.stopping import release_shares
from vault.ids import uuid7

LEAST_REASON = 20


@dataclass(frozen=True, slots=True, repr=False)
class Override:
    """Why another basis takes the place of consent that was taken back, and which colleague asks for it."""

    requester: User
    necessity: str
    proportionality: str
    less_intrusive: str

    @property
    def texts(self) -> dict[str, str]:
        """The three reasons by name."""
        return {
            "necessity": self.necessity, "proportionality": self.proportionality, "less_intrusive": self.less_intrusive,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class NewBasis:
    """A basis for a purpose, with why; `id` makes a second sending harmless."""

    purpose: Purpose
    basis: Basis
    reason: str
    override: Override | None = None
    id: UUID = field(default_factory=uuid7)


def choose_basis(*, actor: Actor, opened: OpenedCase, new: NewBasis) -> LawfulBasis:
    """Rely on a basis for a purpose from now on; an override also frees what rested on the consent to be shared anew.

    The same sent again adds nothing. Refuses whoever does not work the case, and another basis in place of consent
    that was taken back without a valid override by a second person (NotPermitted; CON-06); a public authority that
    picks consent and does not say why (ValidationError; CON-05).
    """
    case = opened.case
    require_work(actor, BASIS_CHOSEN, case)
    if new.basis is Basis.CONSENT and is_public_authority(case) and len(new.reason.strip()) < LEAST_REASON:
        words = "Say in at least 20 characters why consent is the basis and public task is not."
        raise ValidationError({"reason": words})
    needs = new.basis is not Basis.CONSENT and rests_on_withdrawn_consent(actor, opened, new.purpose)
    if needs and not _is_valid(actor, new.override):
        raise refuse_change(case)
    override = new.override if needs else None
    row = LawfulBasis(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, chosen_by_id=actor.principal,
        requested_by=override.requester if override else None,
    )  # fmt: skip
    texts = override.texts if override else {"necessity": "", "proportionality": "", "less_intrusive": ""}
    choice = {"purpose": new.purpose.value, "basis": new.basis.value, "reason": new.reason, **texts}
    return save_once(
        actor=actor, act=BASIS_CHOSEN, case=case, row=row, words={"choice": choice},
        also=lambda _: release_shares(case) if override else None,
    )  # fmt: skip


def _is_valid(actor: Actor, override: Override | None) -> bool:
    """Every reason in at least 20 characters, by a team manager, for somebody else."""
    if override is None or not may_override(actor) or override.requester.pk == actor.principal:
        return False
    return all(len(text.strip()) >= LEAST_REASON for text in override.texts.values())
