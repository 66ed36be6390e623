"""Reading a case's chronology, under the look at the case that is already written down."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.cases.selectors import OpenedCase
from casework.chronology.models import ChronologyEvent
from casework.shown import Shown, open_for_page, show


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One line of the chronology as the actor may see it."""

    event: ChronologyEvent
    words: Shown


def latest_events(actor: Actor, opened: OpenedCase, size: int = 5) -> tuple[ChronologyLine, ...]:
    """The newest lines of the case that was opened, as far as the actor's agency may see them."""
    live = ChronologyEvent.objects.filter(case=opened.case, withdrawn_at=None)
    rows = list(live.select_related("recorded_by", "owner").order_by("-occurred_at", "-id")[:size])
    words = open_for_page(actor, opened.ticket, rows, "words")
    return tuple(ChronologyLine(row, show(words[row.pk]["words"], row.owner)) for row in rows)
