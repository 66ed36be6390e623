"""Reading which basis is relied on, and whether consent to it was taken back."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.bases.models import Basis, LawfulBasis
from casework.cases.selectors import OpenedCase
from casework.consent.selectors import consents_of
from casework.purposes import Purpose
from casework.shown import open_for_page

REASONS = ("necessity", "proportionality", "less_intrusive")


@dataclass(frozen=True, slots=True)
class ChosenBasis:
    """One choice in words; `current` where no later one is about the same purpose."""

    row: LawfulBasis
    basis: Basis
    purpose: Purpose
    reason: str
    override: str
    current: bool


def bases_of(actor: Actor, opened: OpenedCase) -> tuple[ChosenBasis, ...]:
    """Every choice on the case that was opened, the latest first; one that does not open is left out."""
    rows = list(LawfulBasis.objects.filter(case=opened.case).select_related("chosen_by", "owner").order_by("-pk"))
    words = open_for_page(actor, opened.ticket, rows, "choice")
    found: list[ChosenBasis] = []
    for row in rows:
        choice = words[row.pk]["choice"]
        if isinstance(choice, dict):
            purpose = Purpose(choice["purpose"])
            current = purpose not in {one.purpose for one in found}
            override = "; ".join(
                filter(None, (choice["necessity"], choice["proportionality"], choice["less_intrusive"]))
            )
            found.append(ChosenBasis(row, Basis(choice["basis"]), purpose, choice["reason"], override, current))
    return tuple(found)


def rests_on_withdrawn_consent(actor: Actor, opened: OpenedCase, purpose: str) -> bool:
    """Whether consent is the basis for a purpose, and consent for it was taken back (governance CON-06)."""
    current = next((one for one in bases_of(actor, opened) if one.purpose == purpose), None)
    if current is None or current.basis is not Basis.CONSENT:
        return False
    taken_back = [one for one in consents_of(actor, opened) if one.row.withdrawn_at]
    return any(purpose in one.answer.purposes for one in taken_back)
