"""Cases with so many rows in every room, for tests of what a page costs."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Model
from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.assessments.models import Assessment
from casework.bases.models import Basis
from casework.bases.services import NewBasis, choose_basis
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.consent.capacity import record_finding
from casework.consent.models import Consent
from casework.handling.models import HandlingMark
from casework.handling.models import Kind as Mark
from casework.incidents.models import Incident
from casework.intelligence.models import IntelligenceItem
from casework.interventions.models import Intervention
from casework.listings.models import Programme
from casework.listings.policies import live_listings
from casework.orders.models import Breach, Order
from casework.people.models import IdentifierKind, PersonIdentifier
from casework.plans.models import Level, Need, PlanAction
from casework.powers.models import Decision, Done, Power
from casework.powers.services import NewCheck, NewDecision, check_response, record_power
from casework.purposes import Purpose
from casework.relationships.models import Relationship
from casework.safe_contact.models import Part
from casework.victims.models import ChildAffected, SafetyPlan, VictimProfile
from casework.wishes.models import Participation
from casework.wishes.services import NewAnswer, NewWishes, record_agreement, write_wishes
from tests.access.protection import named
from tests.casework.assessments.making import CHECKLIST, assessed
from tests.casework.chronology.lines import happened as told
from tests.casework.consent.answers import answered, finding, yes
from tests.casework.handling.marking import placed
from tests.casework.incidents.telling import happened, linked, referred
from tests.casework.intelligence.items import known, recorded
from tests.casework.interventions.writing import said, write
from tests.casework.listings.listed import decided, ended, listed
from tests.casework.material_requests.asking import written
from tests.casework.orders.ordered import breached, ordered
from tests.casework.particulars.saying import numbered
from tests.casework.plans.making import acted, measured, needed
from tests.casework.relationships.ties import related
from tests.casework.safe_contact.contacting import address, point
from tests.casework.standing.judged import complies, engages, harm, rated
from tests.casework.victims.saying import about_a_right, child_noted, described, moved, planned
from tests.cast import actor
from tests.town import Town, known_person, opened_case

ROWS: Mapping[str, type[Model]] = MappingProxyType({
    "incident_id": Incident, "entry_id": Intervention, "assessment_id": Assessment, "need_id": Need,
    "action_id": PlanAction, "child_id": ChildAffected, "consent_id": Consent, "item_id": IntelligenceItem,
    "relationship_id": Relationship, "order_id": Order, "breach_id": Breach, "mark_id": HandlingMark,
})  # fmt: skip
WORDS: Mapping[str, object] = MappingProxyType({
    "set_code": CHECKLIST.code, "right": 4, "particular": "ethnicity", "what": "rating", "kind": "addresses",
    "item_kind": "intervention",
})  # fmt: skip


def full_case(town: Town, role: Role, rows: int) -> Case:
    """A case that the caseworker leads, each of whose rooms holds so many rows, or one where there can be only one."""
    case = opened_case(town.caseworker, role=role, team=town.team)
    if role is Role.VICTIM:
        named(town.caseworker, town.teammate, case, Part.CONTACT)
    fill(town, case, range(rows))
    if role is Role.OFFENDER:
        listed(town.caseworker, case)
    return case


def fill(town: Town, case: Case, rows: range) -> None:
    """Another row in each room of the case for each of these numbers, which no row has yet."""
    fill_role = _fill_offender if case.role == Role.OFFENDER else _fill_victim
    for row in rows:
        _fill_either(town, case, row)
        fill_role(town.caseworker, case, row)
        point(town.teammate, case)


def named_in_addresses(town: Town, case: Case) -> dict[str, object]:
    """What addresses call the case, its person, and the last row of each room that has one."""
    with acting(actor(town.caseworker)):
        last = {name: room._default_manager.filter(case=case).last() for name, room in ROWS.items()}
        last["listing_id"] = live_listings().filter(case=case).last()
        number = PersonIdentifier.objects.filter(person=case.person).latest("pk")
    rows = {name: row.pk for name, row in last.items() if row}
    named = {"reference": case.reference, "person_id": case.person_id, "identifier_id": number.pk}
    return {**WORDS, **rows, **named}


def _fill_either(town: Town, case: Case, row: int) -> None:
    user, who, today = town.caseworker, actor(town.caseworker), timezone.localdate()
    write(user, case, said())
    told(user, case, "Was seen at the Blue Heron")
    related(user, case, f"Wilhelmina {'I' * row}")
    need = needed(user, case)
    measured(user, case, need, Level.HELP)
    acted(user, case, need)
    recorded(user, case, known())
    placed(user, case, Mark.STATUTORY_BAR)
    numbered(user, case.person, IdentifierKind.HOUSING, f"H-{row}")
    answered(user, case, yes(town.charity))
    with acting(who):
        record_power(actor=who, case=case, new=NewDecision(Power.CBO, Decision.USED, "Breached the last one", today))
        check_response(actor=who, case=case, new=NewCheck(Done.YES, Done.NOT_KNOWN, "Rang the ward"))
        record_finding(actor=who, case=case, new=finding())
        write_wishes(actor=who, case=case, new=NewWishes("A new lock", today))
        record_agreement(actor=who, case=case, new=NewAnswer(Participation.AGREED, "Weekly calls", today))
        basis = NewBasis(Purpose.VICTIM_SUPPORT, Basis.PUBLIC_TASK, "Police duty")
        choose_basis(actor=who, opened=open_case(who, case.reference), new=basis)


def _fill_offender(user: User, case: Case, _row: int) -> None:
    breached(user, case, ordered(user, case))
    for judge in (rated, engages, complies):
        judge(user, case)
    harm(user, case, PUBLIC="HIGH")
    ended(user, case, listed(user, case, decided(user, Programme.ASB)))
    address(user, case)


def _fill_victim(user: User, case: Case, row: int) -> None:
    who = actor(user)
    with acting(who):
        profile, plan = VictimProfile.objects.filter(case=case).last(), SafetyPlan.objects.filter(case=case).last()
    assessed(user, case)
    described(user, case, after=profile)
    planned(user, case, after=plan)
    moved(user, case)
    about_a_right(user, case)
    child_noted(user, case, f"Wilhelmina {'I' * row}")
    written(user, case)
    pair = linked(user, case, opened_case(user, known_person(user, given="Lorcan")))
    referred(user, case, pair, days=50)
    happened(user, case, 5, [pair])
