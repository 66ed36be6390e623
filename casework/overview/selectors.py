"""What the page of a case says first: the short answers of its rooms, the most dangerous before the rest."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.cases.selectors import OpenedCase
from casework.chronology.selectors import ChronologyLine, latest_events
from casework.closing.selectors import Ending, ending
from casework.interventions.clock import ContactSummary, summary
from casework.interventions.selectors import TimelinePage, timeline
from casework.overview.offender import Offending, offending


@dataclass(frozen=True, slots=True)
class CaseOverview:
    """The short answers of every room to whoever opens the case."""

    timeline: TimelinePage
    contact: ContactSummary
    latest: tuple[ChronologyLine, ...]
    offending: Offending | None
    ending: Ending | None


def case_overview(actor: Actor, opened: OpenedCase, after: str = "") -> CaseOverview:
    """Ask each room for its short answer about the case that was opened; the number of queries is the same for all."""
    return CaseOverview(
        timeline=timeline(actor, opened, after),
        contact=summary(actor, opened),
        latest=latest_events(actor, opened),
        offending=offending(actor, opened),
        ending=ending(actor, opened),
    )
