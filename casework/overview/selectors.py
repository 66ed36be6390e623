"""What the page of a case says first: the short answers of its rooms, the most dangerous before the rest."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.asb_review.reports import threshold_warning
from casework.assessments import selectors as assessments
from casework.assessments.selectors import Assessed
from casework.cases.selectors import OpenedCase
from casework.chronology.selectors import Entry, latest
from casework.closing.selectors import Ending, ending
from casework.handling.models import HandlingMark
from casework.handling.selectors import banner_of
from casework.incidents.selectors import IncidentSummary
from casework.incidents.selectors import summary as incidents
from casework.interventions.clock import ContactSummary, summary
from casework.overview.offender import Offending, offending
from casework.plans import selectors as plans
from casework.prompts.catalogue import Prompt
from casework.prompts.selectors import prompts_of
from casework.relationships import selectors as relationships
from casework.relationships.selectors import People
from casework.safe_contact.cards import Card
from casework.safe_contact.selectors import card
from casework.victims.selectors import VictimSummary
from casework.victims.selectors import summary as victim_summary
from casework.wishes.selectors import SaidWishes
from casework.wishes.selectors import summary as wishes


@dataclass(frozen=True, slots=True)
class CaseOverview:
    """The short answers of every room to whoever opens the case."""

    contact: ContactSummary
    latest: tuple[Entry, ...]
    people: People
    assessments: tuple[Assessed, ...]
    plan: plans.Summary | None
    offending: Offending | None
    ending: Ending | None
    incidents: IncidentSummary | None
    near_review: str
    safe_contact: Card | None
    wishes: SaidWishes | None
    victim: VictimSummary | None
    prompts: tuple[Prompt, ...]
    handling: tuple[HandlingMark, ...]


def case_overview(actor: Actor, opened: OpenedCase) -> CaseOverview:
    """Ask each room for its short answer about the case that was opened; the number of queries is the same for all."""
    return CaseOverview(
        contact=summary(actor, opened),
        latest=latest(actor, opened),
        people=relationships.summary(actor, opened),
        assessments=assessments.summary(actor, opened),
        plan=plans.summary(actor, opened),
        offending=offending(actor, opened),
        ending=ending(actor, opened),
        incidents=incidents(actor, opened),
        near_review=threshold_warning(actor, opened),
        safe_contact=card(actor, opened),
        wishes=wishes(actor, opened),
        victim=victim_summary(actor, opened),
        prompts=prompts_of([opened.case.pk]).get(opened.case.pk, ()) if opened.may_work else (),
        handling=banner_of(opened.case),
    )
