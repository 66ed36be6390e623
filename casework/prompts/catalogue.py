"""The prompts of case quality, as data: what is asked of a case, in which role, and where it is put right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from casework.asb_review.selectors import overdue_on as review_step_overdue_on
from casework.assessments.models import Assessment
from casework.assessments.selectors import overdue_on
from casework.cases.models import Role
from casework.incidents.selectors import happened_since_the_referral
from casework.interventions.appointments import missed_in_a_row
from casework.listings.policies import live_listings
from casework.plans.selectors import review_overdue_on
from casework.powers.selectors import NO_POWER_CONSIDERED, NO_RESPONSE_CHECKED
from casework.safe_contact.policies import waiting_addresses
from casework.standing.models import Judgement, Kind
from casework.whereabouts.models import ContactPoint

Condition = Q | Combinable


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing that a case may lack. `lacks` gives the condition, on a day, under which an open case lacks it."""

    code: str
    words: str
    page: str
    lacks: Callable[[date], Condition]
    role: Role | None = None

    @property
    def address(self) -> str:
        """The name of the page's URL."""
        return f"casework:{self.page}"


def _no_lead(_: date) -> Condition:
    return Q(lead=None)


def _overdue(today: date) -> Condition:
    return Q(next_due__lt=today)


def _no_date(_: date) -> Condition:
    return Q(next_due=None)


def _no_safe_contact(today: date) -> Condition:
    since = today - timedelta(days=settings.SAFE_CONTACT_STALE_DAYS)
    confirmed = ContactPoint.objects.filter(case=OuterRef("pk"), ended_at=None, confirmed_on__gte=since)
    return ~Exists(confirmed)


def _address_waits(_: date) -> Condition:
    return Exists(waiting_addresses().filter(case=OuterRef("pk")))


def _repeat(_: date) -> Condition:
    return happened_since_the_referral()


def _assessment_due(today: date) -> Condition:
    return overdue_on(today)


def _no_assessment(_: date) -> Condition:
    return ~Exists(Assessment.objects.filter(case=OuterRef("pk")))


def _no_power(_: date) -> Condition:
    return NO_POWER_CONSIDERED


def _no_response_check(_: date) -> Condition:
    return NO_RESPONSE_CHECKED


def _not_judged(kind: Kind) -> Condition:
    return ~Exists(Judgement.objects.filter(case=OuterRef("pk"), kind=kind))


def _no_rating(_: date) -> Condition:
    return _not_judged(Kind.RAG)


def _no_harm(_: date) -> Condition:
    return _not_judged(Kind.ROSH)


def _place_due(today: date) -> Condition:
    return Exists(live_listings().filter(case=OuterRef("pk"), review_on__lt=today))


def _missed(_: date) -> Condition:
    said_since = Judgement.objects.filter(
        case=OuterRef("case"), kind__in=(Kind.ENGAGEMENT, Kind.COMPLIANCE), recorded_at__gt=OuterRef("recorded_at")
    )
    run = missed_in_a_row()
    return Q(Exists(run[1:2])) & Q(Exists(run.exclude(Exists(said_since))))


CATALOGUE: Final[tuple[Prompt, ...]] = (
    Prompt("no_lead", "Nobody leads this case.", "case-access", _no_lead),
    Prompt("overdue", "The next contact is overdue.", "intervention-log", _overdue),
    Prompt("repeat", "What may be a repeat has not been referred.", "incidents", _repeat, Role.VICTIM),
    Prompt("address_waits", "An address waits for a second person.", "contact", _address_waits, Role.VICTIM),
    Prompt("no_safe_contact", "No safe way to reach them is confirmed.", "safe-contact", _no_safe_contact, Role.VICTIM),
    Prompt("assessment_due", "An assessment is due again.", "assessments", _assessment_due),
    Prompt("no_assessment", "Nothing has been assessed yet.", "assessments", _no_assessment, Role.VICTIM),
    Prompt("no_rating", "No rating has been given yet.", "standing", _no_rating, Role.OFFENDER),
    Prompt("no_harm", "The risk of serious harm has not been rated yet.", "standing", _no_harm, Role.OFFENDER),
    Prompt("place_due", "The review of a place on a cohort is overdue.", "listings", _place_due, Role.OFFENDER),
    Prompt(
        "missed",
        "Two or more appointments in a row were missed, and nobody has said what that means.",
        "standing",
        _missed,
        Role.OFFENDER,
    ),
    Prompt(
        "case_review_due",
        "The ASB case review is overdue.",
        "case-review",
        review_step_overdue_on,
        Role.VICTIM,
    ),
    Prompt("plan_due", "A need of the plan is to be looked at again.", "plan", review_overdue_on),
    Prompt("no_power", "No power has been considered yet.", "powers", _no_power, Role.OFFENDER),
    Prompt("no_support", "Nobody checked that support was offered.", "powers", _no_response_check, Role.VICTIM),
    Prompt("no_date", "No next contact is set.", "case-change", _no_date),
)
