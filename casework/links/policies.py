"""Who may link, and who may know of a link: whoever sees a case of their own row in the role that the link is about."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.actor import Actor
from casework.cases.models import Case
from casework.cases.policies import may_work, visible_cases
from casework.links.models import LinkMove, Move, PersonLink
from casework.merging.policies import kept_apart
from casework.openings.policies import opened_people
from casework.people.models import Person


class CannotLink(Exception):
    """Why two rows cannot be linked, or a link not be answered, in words that tell nothing of another role."""


def pair_of_cases(actor: Actor, person: Person, other: Person) -> tuple[Case, Case]:
    """A case of each row, of one role, both of which the actor sees by other means than a break-glass.

    Refuses (CannotLink) rows of one agency, rows that are kept apart, and where there is no such pair: the other agency
    would learn in which role this one knows them.
    """
    if person.owner_id == other.owner_id:
        raise CannotLink("Two records of one agency are merged, not linked. Nothing was proposed.")
    if kept_apart(person.pk, other.pk).exists():
        raise CannotLink("Somebody recorded that these two are not the same human being. Nothing was proposed.")
    seen = visible_cases(actor).exclude(person__in=opened_people(actor)).order_by("pk")
    theirs = {case.role: case for case in seen.filter(person=other, owner_id=other.owner_id)}
    for case in seen.filter(person=person, owner_id=actor.agency_id):
        if case.role in theirs:
            return case, theirs[case.role]
    raise CannotLink("A link stands between two cases of one role that you see, and there is no such pair here.")


def links_known_to(actor: Actor) -> QuerySet[PersonLink]:
    """Links of the actor's agency of which the actor may know: a visible case of their own row has the link's role."""
    seen = visible_cases(actor).exclude(person__in=opened_people(actor)).filter(owner_id=actor.agency_id)
    role_here = Subquery(Case.objects.filter(pk=OuterRef(OuterRef("case_id"))).values("role")[:1])
    role_there = Subquery(Case.objects.filter(pk=OuterRef(OuterRef("other_case_id"))).values("role")[:1])
    ours = Exists(seen.filter(person=OuterRef("person_id"), role=role_here))
    theirs = Exists(seen.filter(person=OuterRef("other_id"), role=role_there))
    return PersonLink.objects.filter(
        Q(ours, owner_id=actor.agency_id) | Q(theirs, agency_id=actor.agency_id), partnership_id=actor.partnership_id
    )


def moved(*moves: Move) -> Exists:
    """Whether one of these moves was made of a link."""
    return Exists(LinkMove.objects.filter(link=OuterRef("pk"), move__in=moves))


def in_force(links: QuerySet[PersonLink]) -> QuerySet[PersonLink]:
    """Those that both agencies stand by."""
    return links.filter(moved(Move.ACCEPTED), ~moved(Move.ENDED))


def waiting(links: QuerySet[PersonLink]) -> QuerySet[PersonLink]:
    """Those that the other agency has not answered, and that were not taken back."""
    return links.filter(~moved(*Move))


def works_own_side(actor: Actor, link: PersonLink) -> bool:
    """Whether the actor works the case through which their agency is tied, or another of that role and person."""
    ours = link.owner_id == actor.agency_id
    role = Case.objects.filter(pk=link.case_id if ours else link.other_case_id).values("role")
    person = link.person_id if ours else link.other_id
    cases = visible_cases(actor).filter(person=person, owner_id=actor.agency_id, role__in=role)
    return any(may_work(actor, case) for case in cases[:5])
