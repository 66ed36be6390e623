"""Reading what was shared in an emergency, for whoever reviews it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import User
from accounts.people.models import RoleHeld
from accounts.roles import OVERSIGHT_OF_AGENCY
from audit.ledger.events import Subject, event
from casework.conflicts.policies import users_in_conflict
from casework.shown import Shown, open_for_page, show, show_rows
from multiagency.acts import DISCLOSURE_LOOKED_AT
from multiagency.emergencies.models import EmergencyReview
from multiagency.emergencies.policies import emergencies_of
from multiagency.sharing.models import Disclosure, SharingDecision
from multiagency.sharing.policy import Explanation
from multiagency.sharing.wording import told_later

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class OpenedEmergency:
    """One emergency for its reviewer: why, what was decided about each thing, and the review where there is one.

    With each decision stand the rules that the emergency released, in words.
    """

    row: Disclosure
    reasons: dict[str, str] = field(repr=False)
    decisions: tuple[tuple[SharingDecision, tuple[Explanation, ...]], ...]
    review: EmergencyReview | None
    words: Shown | None


def emergencies(actor: Actor) -> list[Disclosure]:
    """The newest hundred of the actor's agency, those not reviewed first; the look is written down."""
    rows = emergencies_of(actor).select_related("agency", "disclosed_by", "emergency_review")
    newest = list(rows.order_by(F("emergency_review__pk").asc(nulls_first=True), "-pk")[:MOST])
    with event(DISCLOSURE_LOOKED_AT, by=actor, purpose="IG_AUDIT", facts={"shown": len(newest)}) as ticket:
        show_rows(ticket, newest)
    return newest


def find_emergency(actor: Actor, disclosure_id: UUID) -> Disclosure:
    """The row behind an address, nothing opened; NotKnown where it is not the actor's to oversee."""
    found = emergencies_of(actor).select_related("agency", "recipient", "disclosed_by").filter(pk=disclosure_id).first()
    if found is None:
        raise NotKnown(DISCLOSURE_LOOKED_AT, Subject("disclosure", disclosure_id))
    return found


def open_emergency(actor: Actor, disclosure_id: UUID) -> OpenedEmergency:
    """One emergency with its reasons, the look written down; NotKnown as `find_emergency`. The copies stay shut."""
    row = find_emergency(actor, disclosure_id)
    review = EmergencyReview.objects.filter(disclosure=row).select_related("reviewed_by", "owner").first()
    subject = Subject("disclosure", row.pk, row.owner_id)
    rows = SharingDecision.objects.filter(disclosure=row).select_related("owner", "agency").order_by("pk")
    with event(DISCLOSURE_LOOKED_AT, by=actor, subject=subject, purpose="IG_AUDIT") as ticket:
        said: Any = open_for_page(actor, ticket, [row], "reasons")[row.pk]["reasons"]
        found = open_for_page(actor, ticket, [review], "words")[review.pk]["words"] if review else None
    reasons = said if isinstance(said, dict) else {}
    told = tuple((one, _released(one, why)) for one, why in told_later(list(rows)))
    return OpenedEmergency(row, reasons, told, review, show(found, review.owner) if review else None)


def _released(decision: SharingDecision, told: Iterable[Explanation]) -> tuple[Explanation, ...]:
    return tuple(why for why in told if why.rule in decision.released)


def who_reviews(actor: Actor, shared: Disclosure) -> list[User]:
    """Officers of the actor's agency, but for the actor and whoever is in conflict with the person."""
    held = RoleHeld.objects.filter(
        user__agency=actor.agency_id, partnership_id=actor.partnership_id, role__in=OVERSIGHT_OF_AGENCY
    )
    officers = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=actor.principal)
    return list(officers.exclude(pk__in=users_in_conflict(shared.case.person_id)))
