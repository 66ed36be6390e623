"""The verbs of a case: open, change, give and take access, share and end a share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency, Team, User
from audit.ledger.events import Facts, Subject, event
from casework.acts import (
    CASE_CHANGED,
    CASE_MEMBER_ADDED,
    CASE_MEMBER_REMOVED,
    CASE_SHARE_ENDED,
    CASE_SHARED,
    CASE_STARTED,
)
from casework.cases.models import (
    Case,
    CaseShare,
    CaseTeamPermission,
    CaseUserPermission,
    Priority,
    Role,
    State,
)
from casework.cases.policies import LOOK, WORK, require_work
from casework.cases.selectors import part_model, part_of
from casework.categories import Category
from casework.people.models import Person
from vault.grants import sync_grants
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class NewCase:
    """What is said when a case is opened."""

    role: Role
    reason: str
    warning: str = ""
    priority: Priority = Priority.STANDARD
    opened_on: date | None = None
    next_due: date | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class CaseChanges:
    """Everything of a case that its form changes; `None` for a sealed text leaves it as it is."""

    state: State
    priority: Priority
    next_due: date | None
    reason: str | None
    warning: str | None


class ChangedMeanwhile(Exception):
    """Somebody else saved this case after the actor's form was shown."""


def start_case(
    *, actor: Actor, person: Person, case: NewCase, lead: User | None = None, team: Team | None = None
) -> Case:
    """Open a case for a person in one role, and give it to its lead, the team and whoever opened it."""
    today = timezone.localdate()
    row = Case(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, person=person, role=case.role, lead=lead,
        priority=case.priority, opened_on=case.opened_on or today, next_due=case.next_due, restricted=case.restricted,
    )  # fmt: skip
    subject, facts = Subject("case", row.pk, actor.agency_id), {"reference": row.reference}
    with event(CASE_STARTED, by=actor, subject=subject, purpose=row.purpose, facts=facts):
        row.save(force_insert=True)
        _write_part(actor, row, case)
        people = {lead.pk} if lead else set()
        people |= {actor.principal} if actor.kind == "user" else set()
        _grant(row, people=people, teams={team.pk} if team else set())
        _sync_shares(row)
    return row


def change_case(*, actor: Actor, case: Case, version: int, changes: CaseChanges) -> Case:
    """Change a case's state, priority, next date and words; refuses where somebody saved in between."""
    require_work(actor, CASE_CHANGED, case)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.version != version:  # before the event, which would tell of a change that was never made
        raise ChangedMeanwhile
    with event(CASE_CHANGED, by=actor, subject=Subject("case", case.pk, case.owner_id), purpose=case.purpose):
        locked.state, locked.priority, locked.next_due = changes.state, changes.priority, changes.next_due
        closed = changes.state == State.CLOSED
        locked.closed_on = (locked.closed_on or timezone.localdate()) if closed else None
        locked.version += 1
        locked.save(update_fields=["state", "priority", "next_due", "closed_on", "version"])
        _change_words(actor, locked, changes)
    return locked


def add_to_case(*, actor: Actor, case: Case, user: User | None = None, team: Team | None = None) -> None:
    """Give a colleague or a team of the actor's agency the case, to look at and to work."""
    require_work(actor, CASE_MEMBER_ADDED, case)
    facts = {"user": user.pk if user else None, "team": team.pk if team else None}
    with event(CASE_MEMBER_ADDED, by=actor, subject=Subject("case", case.pk, case.owner_id), facts=facts):
        _grant(case, people={user.pk} if user else set(), teams={team.pk} if team else set())


def remove_from_case(*, actor: Actor, case: Case, user: User | None = None, team: Team | None = None) -> None:
    """Take the case away from a colleague or a team; it holds from the next request."""
    require_work(actor, CASE_MEMBER_REMOVED, case)
    facts = {"user": user.pk if user else None, "team": team.pk if team else None}
    with event(CASE_MEMBER_REMOVED, by=actor, subject=Subject("case", case.pk, case.owner_id), facts=facts):
        if user:
            CaseUserPermission.objects.filter(content_object=case, user=user).delete()
        if team:
            CaseTeamPermission.objects.filter(content_object=case, group=team).delete()


def share_case(
    *, actor: Actor, case: Case, agency: Agency, categories: Iterable[Category], ends_at: datetime,
    decision_id: UUID | None = None,
) -> list[CaseShare]:  # fmt: skip
    """Let another agency see whole categories of a case until a time, and grant it their keys."""
    require_work(actor, CASE_SHARED, case)
    chosen = sorted(set(categories))
    facts: Facts = {"to": agency.pk, "categories": chosen, "ends_at": ends_at.date().isoformat()}
    with event(
        CASE_SHARED, by=actor, subject=Subject("case", case.pk, case.owner_id), purpose=case.purpose, facts=facts
    ):
        shares = [
            CaseShare(
                partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id,
                agency=agency, category=category, ends_at=ends_at, decision_id=decision_id,
            )
            for category in chosen
        ]  # fmt: skip
        CaseShare.objects.bulk_create(shares)
        _sync_shares(case)
    return shares


def end_share(*, actor: Actor, case: Case, agency: Agency) -> int:
    """End everything another agency sees of a case, keys included; gives the number of categories ended."""
    require_work(actor, CASE_SHARE_ENDED, case)
    with event(CASE_SHARE_ENDED, by=actor, subject=Subject("case", case.pk, case.owner_id), facts={"to": agency.pk}):
        ended = CaseShare.objects.filter(case=case, agency=agency).delete()[0]
        _sync_shares(case)
    return ended


def _write_part(actor: Actor, case: Case, said: NewCase) -> None:
    part = part_model(case)(partnership_id=case.partnership_id, owner_id=case.owner_id, case=case)
    seal(actor.agency_id, [(part, {"reason": said.reason, "warning": said.warning})])
    part.save(force_insert=True)


def _change_words(actor: Actor, case: Case, changes: CaseChanges) -> None:
    words = {"reason": changes.reason, "warning": changes.warning}
    said = {name: text for name, text in words.items() if text is not None}
    part = part_of(case)
    if part and said:
        seal(actor.agency_id, [(part, said)])
        part.save(update_fields=list(said))


def _grant(case: Case, *, people: Iterable[UUID], teams: Iterable[int]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="casework", content_type__model="case", codename__in=[LOOK, WORK]
    )
    both = list(permissions.values_list("pk", flat=True))
    CaseUserPermission.objects.bulk_create(
        [CaseUserPermission(content_object=case, user_id=pk, permission_id=may) for pk in people for may in both],
        ignore_conflicts=True,
    )
    CaseTeamPermission.objects.bulk_create(
        [CaseTeamPermission(content_object=case, group_id=pk, permission_id=may) for pk in teams for may in both],
        ignore_conflicts=True,
    )


def _sync_shares(case: Case) -> None:
    """Grants follow shares: the case's keys its own, the person's keys those of every case of theirs."""
    live = CaseShare.objects.filter(
        person_id=case.person_id, owner_id=case.owner_id, suspended_at=None, ends_at__gt=timezone.now()
    )
    every = list(live.values_list("case_id", "agency_id", "category", "ends_at"))
    for subject, rows in ((case.pk, [r for r in every if r[0] == case.pk]), (case.person_id, every)):
        wanted: dict[tuple[UUID, str], datetime | None] = {}
        for _, agency_id, category, ends_at in rows:
            before = wanted.get((agency_id, category))
            wanted[agency_id, category] = max(before, ends_at) if before else ends_at
        sync_grants(subject, case.owner_id, wanted)
