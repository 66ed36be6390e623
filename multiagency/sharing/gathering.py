"""Turning real records into the facts of sharing decisions, inside the transaction of the act.

The number of statements is the same for one thing and for fifty.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from casework.bases.models import Basis
from casework.bases.policies import is_public_authority
from casework.bases.selectors import bases_of
from casework.cases.models import Case, Role
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.conflicts.policies import users_in_conflict
from casework.consent.selectors import ConsentFacts, consent_facts
from casework.handling.models import Kind
from casework.handling.selectors import Handling, handling_of
from casework.items.item import Item
from casework.listings.models import Programme
from casework.listings.policies import live_listings, programme_index
from multiagency.agreements.terms import Terms, terms_between
from multiagency.conditions.selectors import Conditions, conditions_of
from multiagency.minimising.profiles import Trimmed, trimmed
from multiagency.sharing.claims import Audience, Claims, Thing, emergency_review_due
from multiagency.sharing.facts import EVERYTHING, AgreementFacts, Facts
from multiagency.sharing.models import Approval
from multiagency.sharing.policy import Policy
from multiagency.sharing.receiving import RECEIVED
from multiagency.sharing.recipients import Recipient, recipient_of

LOCATION_LINKED = "PERPETRATOR_LINKED_RECIPIENT"
UNTRIMMED = Trimmed({}, ())


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one thing, the terms of the agreement that they speak of, and the days that rules name."""

    thing: Thing
    facts: Facts
    terms: Terms | None
    trimmed: Trimmed = UNTRIMMED
    days: Mapping[str, date] = field(default_factory=dict)


def gather(
    actor: Actor, opened: OpenedCase, things: Collection[Thing], audience: Audience, claims: Claims, policy: Policy
) -> list[Gathered]:
    """The facts for sending each of these things of the actor's own agency's case to the audience, now."""
    case, now = opened.case, timezone.now()
    flows = {(claims.purpose.value, thing.category.value) for thing in things}
    terms = terms_between(case.owner, audience.agency, flows, now)
    scene = _Scene(
        case=case, audience=audience, claims=claims, policy=policy, today=timezone.localdate(),
        basis=claims.basis or _basis(actor, opened, claims.purpose),
        consent=consent_facts(actor, opened), handling=handling_of(case), recipient=recipient_of(case, audience),
        conditions=conditions_of(case.owner_id, timezone.localdate()),
        approved=_approved(case, things, audience, claims), mappa_managed=_is_mappa_managed(case),
        discloser_knows=actor.principal in set(users_in_conflict(case.person_id)),
    )  # fmt: skip
    return [
        Gathered(thing, scene.facts(thing, found, kept), found, kept, scene.days(thing, found))
        for thing in things
        for found in [terms.get((claims.purpose.value, thing.category.value))]
        for kept in [_trimmed(thing, claims)]
    ]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is the same for every thing of one sending."""

    case: Case
    audience: Audience
    claims: Claims
    policy: Policy
    today: date
    basis: str
    consent: ConsentFacts
    handling: Handling
    conditions: Conditions
    recipient: Recipient
    approved: Mapping[UUID | None, frozenset[str]]
    mappa_managed: bool
    discloser_knows: bool

    def facts(self, thing: Thing, terms: Terms | None, kept: Trimmed) -> Facts:
        """The facts of one thing."""
        claims, policy, category = self.claims, self.policy, thing.category.value
        a, b = policy.types[self.case.owner.type], policy.types[self.audience.agency.type]
        consent = self.consent.about(claims.purpose.value, category, self.audience.agency.pk, self.today)
        markers, handling = self._markers(thing, consent.markers), self._handling(thing)
        granted = claims.granted_for(thing)
        regime = policy.regime(a, claims.purpose.value)
        art9_or_sch, apd, art10 = self.conditions.facts_for(category, regime)
        return Facts(
            a=a, b=b, purpose=claims.purpose.value, category=category, agreement=_agreement(terms),
            gateway=claims.gateway or None, gateway_request=claims.gateway_request,
            art9_or_sch=art9_or_sch, apd=apd, art10=art10, regime=regime,
            le_to_other_authorised=bool(claims.le_citation.strip()),
            basis=self.basis, consent=consent.consent.value, capacity=consent.capacity.value,
            child=consent.child.value if consent.child else None, wishes=consent.wishes,
            conf_basis=granted.conf_basis or None, ndo="OPT_OUT_NDO" in markers,
            ndo_exempt=bool(claims.ndo_exemption.strip()),
            identifiable=thing.category is not Category.AGGREGATE, mappa_managed=self.mappa_managed,
            restricted=handling.restricts(thing.id), objection=handling.objection_to(thing.id),
            markers=markers,
            need_to_know=category in self.recipient.reads_location, originator=self._originator(thing, a),
            discloser_coi=self.discloser_knows, recipient_coi=self.recipient.knows_person,
            recipient_ready=self.recipient.ready, recipient_active=self.recipient.active,
            third_party_data=thing.third_party, excess_fields=bool(kept.left_out),
            fact_flag=thing.statement is not None,
            disputed=handling.disputed(thing.id), emergency=claims.emergency, override=granted.override,
            approved=self.approved[None] | self.approved.get(thing.id, frozenset()),
        )  # fmt: skip

    def days(self, thing: Thing, terms: Terms | None) -> dict[str, date]:
        """The day that each rule speaks of, where there is one."""
        marked = self._handling(thing)
        objected = marked.since(Kind.OBJECTION, thing.id)
        review = emergency_review_due(self.today) if self.claims.emergency else None
        named = {
            "R20": review, "R31": terms.stopped_on if terms else None,
            "R56": marked.since(Kind.RESTRICTED_PROCESSING, thing.id), "R57": objected, "R57A": objected,
            "R65": marked.until(Kind.DO_NOT_INFORM, thing.id),
        }  # fmt: skip
        return {rule: day for rule, day in named.items() if day}

    def _handling(self, thing: Thing) -> Handling:
        """What marks the thing; a whole category is marked by whatever stands in it."""
        return self.handling if thing.id else self.handling.of_whole(thing.category)

    def _markers(self, thing: Thing, of_consent: Iterable[str]) -> frozenset[str]:
        found = {*thing.markers, *of_consent, *self._handling(thing).of(thing.id)}
        if self.recipient.tied_to_harm:
            found.add(LOCATION_LINKED)
        if self._is_of_another_of_its_type(thing):
            found.add("HANDLING_C")
        return frozenset(found)

    def _originator(self, thing: Thing, a: str) -> str | None:
        """The type of the agency that owns the thing, where it is another."""
        return None if thing.owner.pk == self.case.owner_id else self.policy.types.get(thing.owner.type, a)

    def _is_of_another_of_its_type(self, thing: Thing) -> bool:
        """Whether an agency of the discloser's own type owns it: it sets conditions, types do not tell them apart."""
        mine = self.policy.types[self.case.owner.type]
        return thing.owner.pk != self.case.owner_id and self.policy.types[thing.owner.type] == mine


def _trimmed(thing: Thing, claims: Claims) -> Trimmed:
    """What the purpose needs of a thing, or all where the discloser says why; a whole category is not trimmed."""
    if not isinstance(thing, Item):
        return UNTRIMMED
    if claims.wider.strip():
        return Trimmed(dict(thing.words), ())
    return trimmed(claims.purpose, thing.kind.removeprefix(RECEIVED), thing.category, thing.words)


def _agreement(terms: Terms | None) -> AgreementFacts | None:
    if terms is None:
        return None
    said = terms.facts
    return AgreementFacts(
        state=str(said["state"]), signed_a=bool(said["signed_a"]), signed_b=bool(said["signed_b"]),
        purposes=_covered(said["purposes"]), categories=_covered(said["categories"]),
        review_overdue_days=int(str(said["review_overdue_days"])),
    )  # fmt: skip


def _covered(said: object) -> frozenset[str] | None:
    return frozenset(said) if isinstance(said, Collection) and said != "*" else EVERYTHING


def _basis(actor: Actor, opened: OpenedCase, purpose: str) -> str:
    """The basis chosen on the case for the purpose; where none is, what agencies of its kind act on."""
    chosen = next((one.basis.value for one in bases_of(actor, opened) if one.purpose == purpose), "")
    own = Basis.PUBLIC_TASK if is_public_authority(opened.case) else Basis.LEGITIMATE_INTERESTS
    return chosen or own.value


def _approved(
    case: Case, things: Iterable[Thing], audience: Audience, claims: Claims
) -> dict[UUID | None, frozenset[str]]:
    """Rules that whoever must decide has approved, by item; those under None hold for the whole case.

    An approval counts from who must give it: the owner of an item for R61 and R62, the discloser's own agency else.
    One that names a person holds for that person alone; one for an agency for whoever is named there.
    """
    owners: dict[UUID | None, Agency] = {thing.id: thing.owner for thing in things}
    found: dict[UUID | None, frozenset[str]] = {None: frozenset()}
    rows = Approval.objects.filter(
        Q(item_id=None) | Q(item_id__in=[pk for pk in owners if pk]),
        Q(recipient=None) | Q(recipient=audience.person), for_agency=case.owner_id, case_id=case.pk,
        to_agency=audience.agency, purpose=claims.purpose, ends_on__gte=timezone.localdate(),
    )  # fmt: skip
    for row in rows:
        owner = owners.get(row.item_id)
        must = owner.pk if owner and row.rule in {"R61", "R62"} else case.owner_id
        if row.owner_id == must:
            found[row.item_id] = found.get(row.item_id, frozenset()) | {row.rule}
    return found


def _is_mappa_managed(case: Case) -> bool:
    if case.role != Role.OFFENDER:
        return False
    index = programme_index(case.partnership_id, Programme.MAPPA)
    return live_listings().filter(case=case, programme=index).exists()
