"""Which agencies may be asked: those that an agreement in force lets tell what a hit tells, for the purpose."""

from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.agencies.selectors import agencies_here
from accounts.models import Agency
from casework.purposes import Purpose
from multiagency.agreements.states import State
from multiagency.agreements.terms import Terms, terms_between
from multiagency.known_to.telling import SILENT, told_by_a_hit

NO_AGREEMENT = "No agreement in force lets it answer your agency for this purpose."


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency that is asked, with the conditions under which the agreement lets it answer."""

    agency: Agency
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAsked:
    """An agency that is not asked, and why."""

    agency: Agency
    why: str


def whom_to_ask(actor: Actor, purpose: Purpose, at: datetime) -> tuple[list[Asked], list[NotAsked]]:
    """The other agencies of the partnership by name, asked or not; nothing here depends on who is asked about."""
    agencies = {agency.pk: agency for agency in agencies_here(actor)}
    own = agencies.pop(actor.agency_id)
    asked, not_asked = list[Asked](), list[NotAsked]()
    for agency in agencies.values():
        kind = AgencyType(agency.type)
        if kind in SILENT:
            not_asked.append(NotAsked(agency, SILENT[kind]))
            continue
        flows = [(purpose.value, category.value) for category in told_by_a_hit(kind)]
        terms = terms_between(agency, own, flows, at)
        if all(flow in terms and _allows(terms[flow]) for flow in flows):
            asked.append(Asked(agency, tuple(sorted({one.condition for one in terms.values() if one.condition}))))
        else:
            not_asked.append(NotAsked(agency, NO_AGREEMENT))
    return asked, not_asked


def _allows(terms: Terms) -> bool:
    """Whether the flow may be sent by the agreement alone: in force, signed by both, and covered by a clause."""
    facts = terms.facts
    return terms.covers and facts["state"] == State.LIVE and facts["signed_a"] is True and facts["signed_b"] is True
