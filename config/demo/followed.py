"""Load what the police team wrote lately: who came and who did not, a colleague mentioned, an entry corrected."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from accounts.actor import actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.interventions.following import correct_intervention, mention
from casework.interventions.models import Attendance, Mode, NoSession, Result
from casework.interventions.services import Entry, log_intervention
from config.demo.world import Side, World
from vault.ids import uuid7

LEAD: Final = "caseworker@police.example"
MENTIONED: Final = 2
"""On how many of the lead's cases a colleague asks them for something."""


def load_followed(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Write down the last hours on the open offender cases of one caseworker, by them and by a colleague."""
    open_cases = [one for one in world.cases if one.lead == LEAD and one.state == "ACTIVE" and not one.restricted]
    theirs = [cases[one.key] for one in open_cases if one.side is Side.OFFENDER][:MENTIONED]
    lead, colleague = users[LEAD], _colleague(world, users)
    for case in theirs:
        _attended(lead, case)
        _mentioned(colleague, lead, case)
    for case in theirs[:1]:
        _corrected(lead, case)


def _colleague(world: World, users: Mapping[str, User]) -> User:
    """Somebody else of the lead's team, who has its cases too."""
    (lead,) = (member for member in world.staff if member.email == LEAD)
    return next(
        users[member.email]
        for member in world.staff
        if member.email != LEAD and "CASEWORKER" in member.roles and set(member.teams) & set(lead.teams)
    )


def _ago(hours: int) -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours)


def _attended(user: User, case: Case) -> None:
    """One meeting that came about late, and one that did not."""
    who = actor_for(user)
    came = Entry(
        Mode.OFFICE, Result.SPOKE, "Talked through the week. Brought the letter from the college.", _ago(6),
        attendance=Attendance.LATE, planned_at=_ago(7), minutes=35, place="Front counter, interview room 2",
    )  # fmt: skip
    missed = Entry(
        Mode.OFFICE, Result.DID_NOT_ATTEND, "Not there at the time agreed. No message left.", _ago(20),
        attendance=Attendance.NO, no_session=NoSession.PERSON_UNACCEPTABLE, planned_at=_ago(20),
    )  # fmt: skip
    with acting(who):
        for entry in (missed, came):
            log_intervention(actor=who, case=case, entry=entry)


def _mentioned(by: User, user: User, case: Case) -> None:
    """A colleague asks for something, by name."""
    who = actor_for(by)
    note = f"Seen on the High Street with two others. @{user.name} can you ask about it when you meet?"
    with acting(who):
        row = log_intervention(actor=who, case=case, entry=Entry(Mode.STREET, Result.SPOKE, note, _ago(4)))
        mention(actor=who, case=case, row=row, users=[user])


def _corrected(user: User, case: Case) -> None:
    """A call to the wrong relative, put right within the hour."""
    who = actor_for(user)
    said = Entry(Mode.PHONE, Result.WORK_DONE, "Rang the aunt about the room that is free from Monday.", _ago(3))
    right = replace(said, id=uuid7(), note="Rang the sister about the room that is free from Monday.")
    with acting(who):
        row = log_intervention(actor=who, case=case, entry=said)
        correct_intervention(actor=who, case=case, earlier=row, entry=right, why="It was the sister, not the aunt.")
