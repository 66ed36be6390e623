"""How a closed case ended."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.cases.models import State
from casework.cases.selectors import OpenedCase
from casework.closing.models import CaseTurn, Outcome, Turn
from casework.shown import Shown, open_for_page, show
from vault.opening import Shut


@dataclass(frozen=True, slots=True)
class Ending:
    """The outcome and the reason with which a case was closed, and who closed it."""

    turn: CaseTurn
    outcome: Shown
    reason: Shown


def ending(actor: Actor, opened: OpenedCase) -> Ending | None:
    """How the case that was opened ended; none while it is open, or where it came closed from elsewhere."""
    if opened.case.state != State.CLOSED:
        return None
    closings = CaseTurn.objects.filter(case=opened.case, turn=Turn.CLOSED).select_related("made_by", "owner")
    row = closings.order_by("-pk").first()
    if row is None:
        return None
    words = open_for_page(actor, opened.ticket, [row], "words")[row.pk]["words"]
    said = words if isinstance(words, dict) else {}
    outcome = words if isinstance(words, Shut) else Outcome(said["outcome"]).label
    reason = words if isinstance(words, Shut) else said["reason"]
    return Ending(row, show(outcome, row.owner), show(reason, row.owner))
