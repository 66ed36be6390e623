"""Reading links: which other agencies know somebody, and what waits for an answer. No counts, and no role."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Agency
from audit.ledger.events import Subject, event
from casework.acts import LINKS_LISTED, LINKS_LOOKED_AT
from casework.cases.policies import may_change_person, visible_cases
from casework.links.models import PersonLink
from casework.links.policies import CannotLink, in_force, links_known_to, waiting
from casework.particulars.selectors import find_person
from casework.people.models import Person
from casework.shown import Shown, open_for_page, show_name, show_rows

MOST: Final = 50


@dataclass(frozen=True, slots=True, repr=False)
class LinkShown:
    """Another agency that knows somebody, and whom to ask there; nothing else of it."""

    link: PersonLink
    agency: Agency


@dataclass(frozen=True, slots=True, repr=False)
class Linked:
    """A person and the agencies that know them too, as far as the reader may know."""

    person: Person
    name: Shown
    links: tuple[LinkShown, ...]
    asked: tuple[LinkShown, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A link that another agency proposes, with the name of one's own person."""

    link: PersonLink
    name: Shown
    person: Person


def links_of(actor: Actor, person_id: UUID) -> Linked:
    """Which other agencies know the person; NotKnown where the actor may not know of them."""
    person = find_person(actor, person_id)
    known = links_known_to(actor).select_related("owner", "agency")
    theirs = (known.filter(person=person) | known.filter(other=person)).order_by("pk")
    held, asked = list(in_force(theirs)), list(waiting(theirs).filter(owner_id=actor.agency_id))
    with event(LINKS_LOOKED_AT, by=actor, subject=person.subject) as ticket:
        name = open_for_page(actor, ticket, [person], "name")[person.pk]["name"]
        show_rows(ticket, [*held, *asked])
    return Linked(
        person=person,
        name=show_name(name, person.owner),
        links=tuple(LinkShown(link, other_agency(actor, link)) for link in held),
        asked=tuple(LinkShown(link, other_agency(actor, link)) for link in asked),
        may_change=may_change_person(actor, person),
    )


def asked_of(actor: Actor) -> tuple[Asked, ...]:
    """Links that other agencies propose with people of the actor's, the oldest first, at most 50."""
    links = waiting(links_known_to(actor)).filter(agency_id=actor.agency_id)
    rows = list(links.select_related("owner", "agency").order_by("pk")[:MOST])
    people = {
        one.pk: one for one in Person.objects.filter(pk__in=[link.other_id for link in rows]).select_related("owner")
    }
    with event(LINKS_LISTED, by=actor) as ticket:
        names = open_for_page(actor, ticket, list(people.values()), "name")
        show_rows(ticket, rows)
    found = [(link, people[link.other_id]) for link in rows]
    return tuple(Asked(link, show_name(names[one.pk]["name"], one.owner), one) for link, one in found)


def told_of(actor: Actor, person_id: UUID) -> tuple[Person, Shown]:
    """Another agency's person of whom the actor is told, and their name; NotKnown for one's own agency's."""
    person = find_person(actor, person_id)
    if person.owner_id == actor.agency_id:
        raise NotKnown(LINKS_LOOKED_AT, Subject("person", person_id))
    with event(LINKS_LOOKED_AT, by=actor, subject=person.subject) as ticket:
        name = open_for_page(actor, ticket, [person], "name")[person.pk]["name"]
    return person, show_name(name, person.owner)


def own_person(actor: Actor, reference: str) -> Person:
    """The person of a case of the actor's agency; CannotLink, in words, where they see no such case."""
    case = visible_cases(actor).filter(owner_id=actor.agency_id, reference=reference).select_related("person").first()
    if case is None:
        raise CannotLink("You see no case of your agency with this reference. Check it.")
    return case.person


def find_link(actor: Actor, link_id: UUID) -> PersonLink:
    """A link of which the actor may know; NotKnown where there is none, or it is about another role."""
    link = links_known_to(actor).select_related("owner", "agency").filter(pk=link_id).first()
    if link is None:
        raise NotKnown(LINKS_LOOKED_AT, Subject("link", link_id))
    return link


def other_agency(actor: Actor, link: PersonLink) -> Agency:
    """The agency on the other side."""
    return link.agency if link.owner_id == actor.agency_id else link.owner
