"""The draft of a referral: kept as often as it is changed, and nobody's but the sender's until it is sent."""

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import event
from casework.cases.models import Case
from casework.cases.models import State as CaseState
from casework.cases.policies import require_work
from casework.cases.services import lock_case
from casework.inserting import insert
from casework.refusals import AlreadySent
from multiagency.acts import REFERRAL_DRAFTED, REFERRAL_DROPPED
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import CAME_BACK, State
from multiagency.referrals.policies import CannotMove
from vault.opening import seal

CONTENT = ("kind", "agency", "team", "addressee", "panel", "urgency", "form")


@transaction.atomic
def keep_draft(*, actor: Actor, case: Case, draft: Draft, instead_of: Referral | None = None) -> Referral:
    """Keep a draft, the first time or in the place of what it was; what was sent with the same body is given as it is.

    `instead_of` is a referral of the case that came back, in place of which this one is begun.

    Refuses whoever does not work the case (NotPermitted), a closed case, a team or person of another agency than the
    one it goes to, somebody whose account is closed and a referral in place of one that did not come back (CannotMove),
    and what was sent with another body (AlreadySent).
    """
    require_work(actor, REFERRAL_DRAFTED, case)
    require_open(lock_case(case))
    require_reachable(draft)
    _require_came_back(case, instead_of)
    body = draft.body(actor.partnership_id)
    there = Referral.objects.select_for_update(of=("self",)).filter(pk=draft.id, case=case).first()
    if there is not None and there.state != State.DRAFT:
        return the_same(there, body)
    row = there or Referral(
        pk=draft.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, case=case,
        person_id=case.person_id, role=case.role, drafted_by_id=actor.principal, instead_of=instead_of,
    )  # fmt: skip
    row.kind, row.panel, row.urgency = draft.kind, draft.panel, draft.urgency
    row.agency, row.team, row.addressee = draft.agency, draft.team, draft.addressee
    row.restricted, row.body = case.restricted, body
    with event(REFERRAL_DRAFTED, by=actor, subject=row.subject, purpose=case.purpose):
        seal(actor.agency_id, [(row, {"form": dict(draft.form)})])
        if there is None:
            insert(REFERRAL_DRAFTED, row.subject, row)
        else:
            row.save(update_fields=[*CONTENT, "restricted", "body"])
    return row


@transaction.atomic
def drop_draft(*, actor: Actor, referral: Referral) -> None:
    """Throw a draft away. Refuses whoever does not work the case (NotPermitted), and what was sent (CannotMove)."""
    require_work(actor, REFERRAL_DROPPED, referral.case)
    locked = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if locked.state != State.DRAFT:
        raise CannotMove("This referral was sent meanwhile. You can withdraw it.")
    with event(REFERRAL_DROPPED, by=actor, subject=locked.subject):
        locked.delete()


def the_same(there: Referral, body: bytes) -> Referral:
    """A referral that was sent, where it is what is sent again; AlreadySent where the body is another."""
    if bytes(there.body or b"") != body:
        raise AlreadySent
    return there


def require_open(case: Case) -> None:
    """Refuse (CannotMove) a referral about a case that is closed."""
    if case.state == CaseState.CLOSED:
        raise CannotMove("This case is closed. Open it again before you refer the person.")


def _require_came_back(case: Case, before: Referral | None) -> None:
    if before and (before.case_id != case.pk or before.state not in CAME_BACK):
        raise CannotMove("Only a referral that was declined or sent back is begun anew. This one is still on its way.")


def require_reachable(draft: Draft) -> None:
    """Refuse (CannotMove) a team or person who is not at the agency that it goes to, or is there no more."""
    agency = draft.agency
    if agency is None:
        return
    if draft.team and draft.team.agency_id != agency.pk:
        raise CannotMove(f"This team is not of {agency.name}. Choose a team of theirs, or none.")
    who = draft.addressee
    if who and (who.agency_id != agency.pk or not who.is_active):
        raise CannotMove(
            f"{who.name} does not work at {agency.name} any more, or their account is closed. Choose somebody else, "
            f"or ask {agency.liaison}."
        )
