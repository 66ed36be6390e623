"""Who may see and work a case, and know of its person: gate 2, need to know."""

from datetime import UTC, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import AGENCY_WIDE
from audit.ledger.acts import Act
from casework.acts import CASE_STARTED
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission, Role
from casework.conflicts.policies import in_conflict
from casework.openings.policies import open_now, opened_people
from casework.people.models import Person
from casework.people.policies import may_add, require_add

LOOK = "view_case"
WORK = "change_case"
EVER: Final = datetime.min.replace(tzinfo=UTC)


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """Cases the actor needs to know: granted by name or to their team, or their agency's where the role is agency-wide.

    A restricted case is open only to people granted it by name. A break-glass opens a person's cases until it ends.
    Whatever opens a case, a conflict of interest hides it.
    Row security (gate 1) has already left out what the agency may not see at all. Nobody sees any while a role of
    theirs has lapsed.
    """
    if actor.lapsed:
        return Case.objects.none()
    needed = _granted(actor, LOOK, agency_wide=bool(AGENCY_WIDE & actor.roles))
    return Case.objects.filter(needed | Q(person__in=opened_people(actor)), ~in_conflict(actor, "person"))


def sees_without_glass(actor: Actor, case: Case) -> bool:
    """Whether the actor needs to know this case by other means than a break-glass."""
    needed = _granted(actor, LOOK, agency_wide=bool(AGENCY_WIDE & actor.roles))
    own = Case.objects.filter(needed, ~in_conflict(actor, "person"), pk=case.pk)
    return not actor.lapsed and own.exists()


def visible_people(actor: Actor) -> QuerySet[Person]:
    """People the actor may know of: with a case they may see, or their agency's own with no case yet.

    A row that was merged into another is nobody any more: its cases are the other's.
    """
    theirs = Exists(visible_cases(actor).filter(person=OuterRef("pk")))
    if not may_add(actor):
        return Person.objects.filter(theirs)
    unworked = Q(owner_id=actor.agency_id, merged_into=None) & ~Exists(Case.objects.filter(person=OuterRef("pk")))
    return Person.objects.filter(Q(theirs) | unworked, ~in_conflict(actor, "pk"))


def may_work(actor: Actor, case: Case) -> bool:
    """Whether the actor may add to and change this case: their own agency's, and granted to them for work."""
    granted = Case.objects.filter(_granted(actor, WORK, agency_wide=False), ~in_conflict(actor, "person"), pk=case.pk)
    return case.owner_id == actor.agency_id and may_add(actor) and granted.exists()


def require_work(actor: Actor, act: Act, case: Case) -> None:
    """Refuse, in words, an actor who may look at the case but not work it."""
    if not may_work(actor, case):
        raise NotPermitted(
            act,
            case.subject,
            words="You may read this case but not change it. The people and teams it is assigned to work it.",
            resolver=f"the lead of the case or a team manager at {case.owner.name}",
        )


def may_change_person(actor: Actor, person: Person) -> bool:
    """Whether the actor changes what is known of a person: who works a case of theirs, or anybody where there is none.

    Their own agency's alone, and not what is seen by break-glass, which is for reading.
    """
    if person.owner_id != actor.agency_id or not may_add(actor) or actor.lapsed:
        return False
    if open_now(actor).filter(person=person).exists():
        return False
    theirs = Case.objects.filter(person=person)
    works = theirs.filter(_granted(actor, WORK, agency_wide=False), ~in_conflict(actor, "person"))
    return works.exists() or not theirs.exists()


def require_change_person(actor: Actor, act: Act, person: Person) -> None:
    """Refuse, in words, an actor who may know of the person but works no case of theirs."""
    if not may_change_person(actor, person):
        raise NotPermitted(
            act,
            person.subject,
            words="You may read this record but not change it. Those who work a case of this person do.",
            resolver=f"the lead of a case of theirs or a team manager at {person.owner.name}",
        )


def known_as_offenders(actor: Actor) -> QuerySet[Person]:
    """People whose numbers that tell of offending the actor may know, and by which the actor finds them.

    Those whose first offender case the actor sees, and those with no case at all. A later case is not enough: whoever
    knows a victim would open one to learn what stands in an earlier case that is hidden from them.
    """
    theirs = Case.objects.filter(person=OuterRef("pk"))
    earliest = Case.objects.filter(person=OuterRef("person"), role=Role.OFFENDER).order_by("pk").values("pk")[:1]
    seen = visible_cases(actor).filter(person=OuterRef("pk"), pk=Subquery(earliest))
    return Person.objects.filter(Exists(seen) | ~Exists(theirs))


def offending_told_since(actor: Actor, person: Person) -> datetime | None:
    """Since when numbers recorded of this person that tell of offending are told to the actor; none where never.

    Since ever to who knows them as an offender, else since the first offender case that the actor sees.
    """
    cases = visible_cases(actor).filter(person=OuterRef("pk"), role=Role.OFFENDER).order_by("created_at")
    known = Exists(known_as_offenders(actor).filter(pk=OuterRef("pk")))
    asked = Person.objects.filter(pk=person.pk).annotate(known=known, since=Subquery(cases.values("created_at")[:1]))
    told = asked.values_list("known", "since").get()
    return EVER if told[0] else told[1]


def may_start(actor: Actor, person: Person) -> bool:
    """Whether the actor may open a case for a person: one of their own agency's, not seen by break-glass."""
    ours = may_add(actor) and person.owner_id == actor.agency_id
    return ours and not open_now(actor).filter(person=person).exists()


def require_start(actor: Actor, person: Person) -> None:
    """Refuse, in words, an actor whose role opens no cases, another agency's person, and one seen by break-glass."""
    require_add(actor, CASE_STARTED)
    if person.owner_id != actor.agency_id:
        raise NotPermitted(
            CASE_STARTED,
            person.subject,
            words="This person's record belongs to another agency, so your agency cannot open a case on it.",
            resolver=f"{person.owner.liaison} at {person.owner.name}, or add the person to your own agency",
        )
    if open_now(actor).filter(person=person).exists():
        raise NotPermitted(
            CASE_STARTED,
            person.subject,
            words="You see this person by break-glass, which is for reading. It opens no case.",
            resolver=f"whoever leads a case of this person at {person.owner.name}",
        )


def _granted(actor: Actor, permission: str, *, agency_wide: bool) -> Q:
    by_name = Exists(
        CaseUserPermission.objects.filter(
            content_object=OuterRef("pk"), user_id=actor.principal, permission__codename=permission
        )
    )
    by_team = Exists(
        CaseTeamPermission.objects.filter(
            content_object=OuterRef("pk"),
            group_id__in=[team.int for team in actor.team_ids],
            permission__codename=permission,
        )
    )
    return Q(by_name) | (Q(restricted=False) & (Q() if agency_wide else Q(by_team)))
