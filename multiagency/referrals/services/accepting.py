"""Accepting a referral: the agency takes the person on as a case of its own, and sees what was sent, nothing more."""

from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.cases.services import NewCase, lock_case, start_case
from casework.people.details import PersonDetails
from casework.people.models import Person
from casework.people.policies import require_add
from casework.people.services import add_person
from multiagency.acts import REFERRAL_ACCEPTED
from multiagency.referrals.models import Acceptance, Referral
from multiagency.referrals.moves import Move
from multiagency.referrals.policies import CannotMove
from multiagency.referrals.services.drafting import require_open
from multiagency.referrals.services.moving import Said, move_referral

WRONG_ROLE = "The person was referred in the other role. Choose a case of that role, or open one."


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Taking:
    """As what the agency takes somebody on: a case that it has, one for a person whom it knows, or for somebody new.

    `though_closed` says that the accepting side knows that the case behind the referral was closed meanwhile.
    """

    case: Case | None = None
    person: Person | None = None
    details: PersonDetails | None = None
    reason: str = ""
    though_closed: bool = False

    def __post_init__(self) -> None:
        """Refuse (ValueError) anything but one of the three."""
        if sum(one is not None for one in (self.case, self.person, self.details)) != 1:
            raise ValueError("A referral becomes part of a case, a case of a person, or a case of somebody new.")


@transaction.atomic
def accept_referral(*, actor: Actor, referral: Referral, taking: Taking, said: Said) -> Acceptance:
    """Take on whom a referral is about, on a case of the actor's own agency; the same sent again takes nobody on twice.

    Nothing of the sender's record is opened by it but the copies that were decided to go with the referral.

    Refuses as `move_referral` does; a case that the actor does not work, of the other role or closed; and, with words
    (CannotMove), a referral whose own case was closed meanwhile, until the actor says that they know.
    """
    move_referral(
        actor=actor, referral=referral, move=Move.ACCEPT, said=said, check=lambda now: _check(actor, now, taking),
        also=lambda now: _take_on(actor, now, taking),
    )  # fmt: skip
    return Acceptance.objects.get(referral=referral)


def _check(actor: Actor, referral: Referral, taking: Taking) -> None:
    require_add(actor, REFERRAL_ACCEPTED)
    if referral.source_closed_on and not taking.though_closed:
        raise CannotMove(
            f"The agency that refers closed its own case on {referral.source_closed_on:%-d %B %Y}. Ask them whether it "
            "still stands. If you take the person on all the same, say so below and accept again."
        )
    if taking.case:
        require_work(actor, REFERRAL_ACCEPTED, taking.case)
        require_open(lock_case(taking.case))
        if taking.case.role != referral.role:
            raise CannotMove(WRONG_ROLE)


def _take_on(actor: Actor, referral: Referral, taking: Taking) -> None:
    case = taking.case or _new_case(actor, referral, taking)
    Acceptance(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, referral=referral, case=case, role=case.role,
        accepted_by_id=actor.principal,
    ).save(force_insert=True)  # fmt: skip


def _new_case(actor: Actor, referral: Referral, taking: Taking) -> Case:
    person = taking.person or add_person(actor=actor, details=taking.details or PersonDetails())
    return start_case(actor=actor, person=person, case=NewCase(Role(referral.role), taking.reason), team=referral.team)
