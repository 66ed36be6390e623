"""Who reviews a break-glass: an officer of the agency that holds the record, other than whoever broke it."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import OVERSIGHT_OF_AGENCY
from audit.ledger.events import Subject
from casework.acts import BREAK_GLASS_REVIEWED
from casework.openings.models import BreakGlass


def may_review(actor: Actor, opened: BreakGlass) -> bool:
    """Whether the actor may review this one."""
    return not why_not(actor, opened)


def require_review(actor: Actor, opened: BreakGlass) -> None:
    """Refuse, in words, whoever may not review this one."""
    if words := why_not(actor, opened):
        raise NotPermitted(
            BREAK_GLASS_REVIEWED,
            Subject("break_glass", opened.pk, opened.holder_id),
            words=words,
            resolver=f"an information-governance officer or the data protection officer of {opened.holder.name}",
        )


def why_not(actor: Actor, opened: BreakGlass) -> str:
    """Why the actor does not review it, in words; empty where they may."""
    if opened.opened_by_id == actor.principal:
        return "You broke the glass yourself, so somebody else reviews it."
    if opened.holder_id != actor.agency_id or not OVERSIGHT_OF_AGENCY & actor.roles:
        return "The agency that holds the record reviews this."
    return ""
