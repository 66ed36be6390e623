"""Which agreement lets one agency send another something, and on which terms: what the sharing decision is told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.models import Agency
from multiagency.agreements.models import Agreement, Clause, Effect
from multiagency.agreements.reading import Standing, whole
from multiagency.agreements.states import State

Flow = tuple[str, str]
"""A purpose and a data category."""

FAVOUR = {State.LIVE: 4, State.SUSPENDED: 3, State.DRAFT: 2, State.EXPIRED: 1, State.WITHDRAWN: 0}


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says of one flow; `facts` are those of the sharing decision's `agreement`.

    It holds until `ends_on`: its own end, or the first day of a version, signed already, that lets it go no more.

    `purposes` in them are all that it covers in this direction, `categories` those that it covers for this purpose, or
    for any where it does not cover the purpose. `gateways` and `condition` are those of the clause that covers the
    flow; `stopped_on` is the day on which it ended, was suspended or left, where it was.
    """

    version_id: UUID
    reference: str
    facts: dict[str, object]
    covers: bool = False
    gateways: tuple[str, ...] = ()
    ends_on: date | None = None
    condition: str = ""
    stopped_on: date | None = None


def terms_between(
    from_agency: Agency, to_agency: Agency, wanted: Collection[Flow], at: datetime
) -> dict[Flow, Terms]:  # fmt: skip
    """The most favourable terms that agreements have for each flow wanted, in seven queries at most.

    One that is in force and covers the flow comes first; then the one that is nearest to it, so that the decision can
    say what is lacking. A flow for which the two agencies have no agreement is left out, as is what was never put
    forward for signing.
    """
    if not wanted:
        return {}
    both = Q(versions__parties__agency=from_agency) & Q(versions__offered_at__isnull=False)
    known = Agreement.objects.filter(both).filter(versions__parties__agency=to_agency).distinct()
    clauses = Clause.objects.filter(from_type=from_agency.type, to_type=to_agency.type)
    ends = {from_agency.pk, to_agency.pk}
    standing = [
        (agreement.row.reference, version)
        for agreement in whole(known.order_by("reference"), clauses)
        for version in agreement.versions
        if version.row.offered_at and version.row.offered_at <= at and ends <= version.life.parties
    ]
    offers = {
        flow: [
            _until_replaced(_terms(reference, one, from_agency.pk, to_agency.pk, flow, at), one, flow, standing)
            for reference, one in standing
        ]
        for flow in wanted
    }
    return {flow: max(terms, key=_favour) for flow, terms in offers.items() if terms}


def _terms(reference: str, one: Standing, sender: UUID, receiver: UUID, flow: Flow, at: datetime) -> Terms:
    purpose, category = flow
    allowed = [clause for clause in one.row.clauses.all() if clause.effect == Effect.ALLOW]
    for_purpose = [clause for clause in allowed if clause.purpose == purpose]
    clause = next((each for each in for_purpose if each.category == category), None)
    unsigned = one.life.unsigned(at)
    stopped = one.life.ended_between(sender, receiver, at)
    facts: dict[str, object] = {
        "state": one.life.state_between(sender, receiver, at).value,
        "signed_a": sender not in unsigned,
        "signed_b": receiver not in unsigned,
        "purposes": _sorted(each.purpose for each in allowed),
        "categories": _sorted(each.category for each in for_purpose or allowed),
        "review_overdue_days": one.life.overdue(at),
    }
    return Terms(
        one.row.pk, reference, facts, clause is not None, tuple(clause.gateways) if clause else (), one.row.ends_on,
        clause.condition if clause else "", timezone.localdate(stopped) if stopped else None,
    )  # fmt: skip


def _until_replaced(terms: Terms, one: Standing, flow: Flow, standing: Iterable[tuple[str, Standing]]) -> Terms:
    """The same, ending when a later version of the agreement comes into force that does not carry the flow."""
    replaced_at = one.life.replaced_at
    if replaced_at is None:
        return terms
    later = (each for _, each in standing if each.row.agreement_id == one.row.agreement_id)
    if any(_carries(each, flow) for each in later if each.life.begins_at() == replaced_at):
        return terms
    return replace(terms, ends_on=min(filter(None, (terms.ends_on, timezone.localdate(replaced_at)))))


def _carries(one: Standing, flow: Flow) -> bool:
    return any(
        (clause.purpose, clause.category, clause.effect) == (*flow, Effect.ALLOW) for clause in one.row.clauses.all()
    )


def _favour(terms: Terms) -> tuple[int, bool, bool, bool, date]:
    """How near terms are to letting the flow be sent."""
    facts = terms.facts
    signed = bool(facts["signed_a"]) and bool(facts["signed_b"])
    live = facts["state"] == State.LIVE and signed
    return (
        FAVOUR[State(str(facts["state"]))] + live, terms.covers, signed, not facts["review_overdue_days"],
        terms.ends_on or date.min,
    )  # fmt: skip


def _sorted(codes: Iterable[str]) -> list[str]:
    return sorted(set(codes))
