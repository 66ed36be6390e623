"""What is read before somebody is taken on: the name that was sent, who may be the same, and cases of theirs."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import event
from casework.cases.models import Case, State
from casework.cases.policies import may_work, visible_cases
from casework.dates import PartialDate, read_birth_date
from casework.finding.selectors import Candidate, find_people
from casework.people.details import PersonDetails
from casework.people.policies import may_add
from casework.shown import open_for_page
from multiagency.acts import REFERRAL_LOOKED_AT
from multiagency.referrals.models import Referral, ReferralMove
from multiagency.sharing.models import DisclosedItem

NAME = "name"


def name_sent(actor: Actor, row: Referral) -> PersonDetails:
    """The name and the birth date that went with a referral; empty where none went.

    The last word of the name is taken for the family's.
    """
    copies = list(
        DisclosedItem.objects.filter(disclosure_id__in=[row.disclosure_id] if row.disclosure_id else [], item_kind=NAME)
    )
    with event(REFERRAL_LOOKED_AT, by=actor, subject=row.subject) as ticket:
        opened = open_for_page(actor, ticket, copies, "copy")
    said = [opened[one.pk]["copy"] for one in copies]
    words: Mapping[str, Any] = next((one["words"] for one in said if isinstance(one, dict)), {})
    given, _, family = str(words.get("Name", "")).rpartition(" ")
    born = read_birth_date(str(words.get("Date of birth", "")), timezone.localdate())
    return PersonDetails(given=given, family=family, born=born if isinstance(born, PartialDate) else None)


def possible_matches(actor: Actor, sought: PersonDetails) -> list[Candidate]:
    """People of the actor's own agency who may be the one referred; none to a role that looks for nobody."""
    if not (sought.given or sought.family) or not may_add(actor):
        return []
    return [one for one in find_people(actor, sought).candidates if one.person.owner_id == actor.agency_id]


def own_cases(actor: Actor, row: Referral, known: Iterable[Candidate]) -> list[Case]:
    """Open cases of these people in the role in which the person was referred, that the actor works."""
    people = [one.person.pk for one in known]
    theirs = visible_cases(actor).filter(owner_id=actor.agency_id, person__in=people, role=row.role)
    return [case for case in theirs.exclude(state=State.CLOSED).order_by("pk") if may_work(actor, case)]


def was_made(row: Referral, move_id: UUID | None) -> bool:
    """Whether a move of the referral has this id, so that its form was sent before."""
    return move_id is not None and ReferralMove.objects.filter(pk=move_id, referral=row).exists()
