"""The verbs of a case: open, change, give and take access."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Team, User
from audit.ledger.events import Subject, event
from casework.acts import (
    CASE_CHANGED,
    CASE_MEMBER_ADDED,
    CASE_MEMBER_REMOVED,
    CASE_STARTED,
)
from casework.cases.models import (
    Case,
    CaseTeamPermission,
    CaseUserPermission,
    Priority,
    Role,
    State,
)
from casework.cases.policies import LOOK, WORK, require_start, require_work
from casework.cases.selectors import Part, open_case, part_model, part_of
from casework.conflicts.policies import users_in_conflict
from casework.inserting import insert
from casework.people.models import Person
from casework.refusals import AlreadySent, ChangedMeanwhile
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class NewCase:
    """What is said when a case is opened; `id` makes a second sending harmless."""

    role: Role
    reason: str
    warning: str = ""
    priority: Priority = Priority.STANDARD
    opened_on: date | None = None
    next_due: date | None = None
    restricted: bool = False
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class CaseChanges:
    """Everything of a case that its form changes; `None` for a sealed text leaves it as it is."""

    state: State
    priority: Priority
    next_due: date | None
    reason: str | None
    warning: str | None


class StillNeeded(Exception):
    """Taking this access away would leave nobody who can work the case; the message says so to whoever tried."""


def start_case(
    *, actor: Actor, person: Person, case: NewCase, lead: User | None = None, team: Team | None = None
) -> Case:
    """Open a case for a person in one role, and give it to its lead, the team and whoever opened it.

    The same case sent again opens none. Refuses a role that opens no cases and a person whom another agency holds
    (NotPermitted), and an id that is there with something else said (AlreadySent).
    """
    require_start(actor, person)
    row = _start_once(actor, person, case, lead, team)
    if row is None:  # raised out here, so that the look at the case that is there stays written down
        raise AlreadySent
    return row


@transaction.atomic
def change_case(*, actor: Actor, case: Case, version: int, changes: CaseChanges) -> Case:
    """Change a case's state, priority, next date and words; refuses where somebody saved in between.

    Closing a case and opening it again have verbs of their own, with an outcome and a reason (ValueError).
    """
    require_work(actor, CASE_CHANGED, case)
    locked = lock_case(case)
    if locked.version != version:  # before the event, which would tell of a change that was never made
        raise ChangedMeanwhile
    if (locked.state == State.CLOSED) != (changes.state == State.CLOSED):
        raise ValueError("A case is closed with its outcome, and opened again with a reason.")
    with event(CASE_CHANGED, by=actor, subject=case.subject, purpose=case.purpose):
        locked.state, locked.priority, locked.next_due = changes.state, changes.priority, changes.next_due
        locked.version += 1
        locked.save(update_fields=["state", "priority", "next_due", "version"])
        _change_words(actor, locked, changes)
    return locked


@transaction.atomic
def add_to_case(*, actor: Actor, case: Case, user: User | None = None, team: Team | None = None) -> None:
    """Give a colleague or a team of the actor's agency the case, to look at and to work."""
    require_work(actor, CASE_MEMBER_ADDED, case)
    facts = {"user": user.pk if user else None, "team": team.pk if team else None}
    with event(CASE_MEMBER_ADDED, by=actor, subject=case.subject, facts=facts):
        people, teams = {user.pk} if user else set(), {team.pk} if team else set()
        grant_case(case, people=people, teams=teams, permissions=permissions_of_member())


@transaction.atomic
def remove_from_case(*, actor: Actor, case: Case, user: User | None = None, team: Team | None = None) -> None:
    """Take the case away from a colleague or a team; it holds from the next request.

    Refuses (StillNeeded) the lead, and the last who has the case, by name where it is restricted.
    """
    require_work(actor, CASE_MEMBER_REMOVED, case)
    _check_somebody_stays(lock_case(case), user, team)
    facts = {"user": user.pk if user else None, "team": team.pk if team else None}
    with event(CASE_MEMBER_REMOVED, by=actor, subject=case.subject, facts=facts):
        if user:
            CaseUserPermission.objects.filter(content_object=case, user=user).delete()
        if team:
            CaseTeamPermission.objects.filter(content_object=case, group=team).delete()


def new_part(case: Case) -> Part:
    """A case's part for its role, not yet stored; its words are to be sealed."""
    return part_model(case)(partnership_id=case.partnership_id, owner_id=case.owner_id, case=case)


def permissions_of_member() -> list[int]:
    """The ids of looking and working, which a member of a case has both."""
    both = Permission.objects.filter(
        content_type__app_label="casework", content_type__model="case", codename__in=[LOOK, WORK]
    )
    return list(both.values_list("pk", flat=True))


def grant_case(case: Case, *, people: Iterable[UUID], teams: Iterable[int], permissions: Sequence[int]) -> None:
    """Give people and teams a case under the event now open; whoever has it keeps it."""
    CaseUserPermission.objects.bulk_create(
        [
            CaseUserPermission(content_object=case, user_id=pk, permission_id=may)
            for pk in people
            for may in permissions
        ],
        ignore_conflicts=True,
    )
    CaseTeamPermission.objects.bulk_create(
        [
            CaseTeamPermission(content_object=case, group_id=pk, permission_id=may)
            for pk in teams
            for may in permissions
        ],
        ignore_conflicts=True,
    )


def lock_person(person_id: UUID) -> None:
    """Whoever else opens a case of this person waits, and whoever changes a share: all of theirs make the grants."""
    Person.objects.select_for_update().only("pk").get(pk=person_id)


@transaction.atomic
def _start_once(actor: Actor, person: Person, new: NewCase, lead: User | None, team: Team | None) -> Case | None:
    lock_person(person.pk)
    there = Case.objects.filter(pk=new.id).first()
    if there:
        return there if _says(actor, there, person, new) else None
    row = Case(
        id=new.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, person=person, role=new.role,
        lead=lead, priority=new.priority, opened_on=new.opened_on or timezone.localdate(), next_due=new.next_due,
        restricted=new.restricted,
    )  # fmt: skip
    subject, facts = Subject("case", row.pk, actor.agency_id), {"reference": row.reference}
    with event(CASE_STARTED, by=actor, subject=subject, purpose=row.purpose, facts=facts):
        insert(CASE_STARTED, subject, row)
        part = new_part(row)
        seal(actor.agency_id, [(part, {"reason": new.reason, "warning": new.warning})])
        part.save(force_insert=True)
        people = {lead.pk} if lead else set()
        people |= {actor.principal} if actor.kind == "user" else set()
        grant_case(row, people=people, teams={team.pk} if team else set(), permissions=permissions_of_member())
    return row


def _says(actor: Actor, case: Case, person: Person, new: NewCase) -> bool:
    """Whether a case that is there says what is said of the new one, which is then the same sent again."""
    clear = (case.person_id, case.role, case.priority, case.next_due, case.restricted)
    if clear != (person.pk, new.role, new.priority, new.next_due, new.restricted):
        return False
    opened = open_case(actor, case.reference)
    return (opened.reason.text, opened.warning.text) == (new.reason, new.warning)


def _check_somebody_stays(case: Case, user: User | None, team: Team | None) -> None:
    if user and user.pk == case.lead_id:
        raise StillNeeded("Whoever leads this case keeps it. Nothing was changed.")
    people = CaseUserPermission.objects.filter(content_object=case, user__is_active=True)
    people = people.exclude(user__in=users_in_conflict(case.person_id))
    teams = CaseTeamPermission.objects.filter(content_object=case)
    named = people.exclude(user_id=user.pk if user else None).exists()
    if case.restricted and not named:
        raise StillNeeded("This case is restricted, and nobody else has it by name. Give it to a colleague first.")
    if not named and not teams.exclude(group_id=team.pk if team else None).exists():
        raise StillNeeded("This is the last who has the case. Give it to a colleague or a team first.")


def _change_words(actor: Actor, case: Case, changes: CaseChanges) -> None:
    words = {"reason": changes.reason, "warning": changes.warning}
    said = {name: text for name, text in words.items() if text is not None}
    part = part_of(case)
    if part and said:
        seal(actor.agency_id, [(part, said)])
        part.save(update_fields=list(said))


def lock_case(case: Case) -> Case:
    """The case as it stands now; whoever else would change it waits."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
