"""Everything on a case that can be sent as one thing: kind by kind, which rows count, what is opened, how it reads.

Add a kind here when a room holds something that another agency may need; nothing else need change. Left out are what
is the agency's own business (consent and its evidence, drafts, sign-offs), a part that is opened on a page of its own
alone (immigration status), and files.
"""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.assessments.models import Assessment
from casework.cases.models import Case, OffenderCase, Role, VictimCase
from casework.chronology.models import ChronologyEvent, Happening
from casework.incidents.models import Incident
from casework.intelligence.models import IntelligenceItem
from casework.interventions.selectors import current
from casework.items import opening
from casework.items.reading import judged, person, story
from casework.items.source import Source
from casework.orders.models import Breach, Order
from casework.particulars.models import PersonPart
from casework.particulars.vocabulary import ON_PERSON, RESTRICTED
from casework.people.models import Person, PersonIdentifier
from casework.plans.models import Measure, Need, PlanAction
from casework.powers.models import PowerDecision
from casework.relationships.models import Relationship
from casework.safe_contact.models import Part
from casework.standing.models import Judgement, Kind
from casework.whereabouts.models import Address, ContactPoint

ITEMS_OF_THEIR_OWN: Final = frozenset({
    Happening.PERSON, Happening.STANDING, Happening.ORDER, Happening.INCIDENT, Happening.CONTACT_DETAILS,
    Happening.ASSESSMENT, Happening.PLAN, Happening.POWER, Happening.RELATIONSHIP, Happening.INTELLIGENCE,
})  # fmt: skip
"""Kinds of line whose row is an item itself: sent as that, and not a second time as a line about it."""


HEADINGS: Final = {
    "name": "Name and date of birth", "aliases": "Other names", "identifier": "Identifiers",
    "particular": "Particulars", "contact": "Ways to contact them", "address": "Addresses",
    "reason": "Why there is a case", "warning": "Warnings", "intervention": "Interventions", "line": "Chronology",
    "incident": "Incidents", "order": "Orders and conditions", "breach": "Breaches", "assessment": "Risk assessments",
    "judgement": "Where they stand", "need": "Needs", "measure": "How grave needs are",
    "action": "Actions of the plan", "power": "Powers", "relationship": "Relationships", "intelligence": "Intelligence",
}  # fmt: skip
"""What each kind of item is called on a page, in the order of reading."""


def _person(case: Case) -> QuerySet[Person]:
    return Person.objects.filter(pk=case.person_id)


def _particulars(case: Case) -> QuerySet[PersonPart]:
    held = PersonPart.objects.filter(person=case.person_id, superseded_at=None)
    return held.exclude(part__in=[*ON_PERSON, *RESTRICTED])


def _lines(case: Case) -> QuerySet[ChronologyEvent]:
    told = ChronologyEvent.objects.filter(case=case, withdrawn_at=None, own_agency=False)
    return told.exclude(kind__in=ITEMS_OF_THEIR_OWN, source_id__isnull=False).order_by("-occurred_at", "-pk")


def _judgements(case: Case) -> QuerySet[Judgement]:
    """Every score, and of each other kind the newest."""
    later = Judgement.objects.filter(case=OuterRef("case"), kind=OuterRef("kind"), pk__gt=OuterRef("pk"))
    return Judgement.objects.filter(Q(kind=Kind.SCORE) | ~Exists(later), case=case).order_by("-pk")


def _of_case(model: type[Any], order: str, **counts: object) -> Any:
    """Rows of the case that count, as these columns say, those with the latest `order` first."""
    return lambda case: model.objects.filter(case=case, **counts).order_by(f"-{order}", "-pk")


SOURCES: Final = (
    Source("name", _person, "name date_of_birth particulars", person.name),
    Source("aliases", _person, "aliases", person.aliases),
    Source(
        "identifier", lambda case: PersonIdentifier.objects.filter(person=case.person_id, removed_at=None), "detail",
        person.identifier, opens=opening.identifiers,
    ),
    Source("particular", _particulars, "detail", person.particular, recorded=("recorded_at",)),
    Source(
        "contact", _of_case(ContactPoint, "written_at", ended_at=None), "detail", person.contact_point,
        recorded=("confirmed_on", "written_at"), opens=opening.points, protected=Part.CONTACT,
        called="A way to reach them",
    ),
    Source(
        "address", _of_case(Address, "written_at", ended_at=None), "detail", person.address,
        recorded=("confirmed_on", "written_at"), opens=opening.addresses, protected=Part.LOCATION,
        called="Where they are",
    ),
    *(
        Source(field, _of_case(model, "created_at"), field, story.of_case(field, title), role)
        for role, model in ((Role.OFFENDER, OffenderCase), (Role.VICTIM, VictimCase))
        for field, title in (("reason", "Why there is a case"), ("warning", "Warning"))
    ),
    Source("intervention", lambda case: current().filter(case=case).order_by("-occurred_at", "-pk"), "entry",
           story.intervention, recorded=("recorded_at",)),
    Source("line", _lines, "words", story.line, recorded=("recorded_at",)),
    Source("incident", _of_case(Incident, "happened_until", superseded_by=None), "words", story.incident, Role.VICTIM,
           dated="happened_until"),
    Source("order", _of_case(Order, "starts_on", replaced_at=None), "entry", story.order, Role.OFFENDER,
           dated="starts_on", recorded=("recorded_at",)),
    Source("breach", _of_case(Breach, "happened_on", replaced_at=None), "entry", story.breach, Role.OFFENDER,
           dated="happened_on", recorded=("recorded_at",)),
    Source("assessment", _of_case(Assessment, "assessed_on", superseded_by=None), "words", judged.assessment,
           dated="assessed_on", opens=opening.assessments),
    Source("judgement", _judgements, "entry", judged.judgement, Role.OFFENDER, dated="judged_on",
           recorded=("recorded_at",)),
    Source("need", _of_case(Need, "opened_on"), "words", judged.need, dated="opened_on"),
    Source("measure", _of_case(Measure, "measured_on"), "words", judged.measure, dated="measured_on"),
    Source("action", lambda case: PlanAction.objects.filter(case=case).select_related("colleague").order_by("-due_on"),
           "words ending", judged.plan_action, dated="ended_on"),
    Source("power", _of_case(PowerDecision, "decided_on"), "words", judged.power, dated="decided_on",
           opens=opening.powers, whole=True),
    Source("relationship", _of_case(Relationship, "created_at", closed_at=None), "detail", judged.relationship,
           third_party=True),
    Source("intelligence", _of_case(IntelligenceItem, "received_on"), "item", judged.intelligence, dated="received_on"),
)  # fmt: skip
