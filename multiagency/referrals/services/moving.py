"""Moving a referral: one verb for every move of the table, under a lock that both agencies can take."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Agency, Team
from audit.ledger.acts import Act
from audit.ledger.events import Facts, event
from casework.inserting import insert
from casework.refusals import AlreadySent
from multiagency.acts import (
    REFERRAL_ACCEPTED,
    REFERRAL_ANSWERED,
    REFERRAL_ASKED,
    REFERRAL_DECLINED,
    REFERRAL_HEARD,
    REFERRAL_OPENED,
    REFERRAL_PASSED_ON,
    REFERRAL_REDIRECTED,
    REFERRAL_SUBMITTED,
    REFERRAL_TRANSFERRED,
    REFERRAL_WITHDRAWN,
)
from multiagency.packages.services import revoke_all
from multiagency.referrals.models import BETWEEN, Referral, ReferralMove
from multiagency.referrals.moves import MOVES, Move, Need, Reason
from multiagency.referrals.policies import CannotMove, require_move, require_own_team, require_there
from multiagency.referrals.services.telling import tell_other_side
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.opening import seal

ACTS: Final[dict[Move, Act]] = {
    Move.SUBMIT: REFERRAL_SUBMITTED,
    Move.OPEN: REFERRAL_OPENED,
    Move.PASS_ON: REFERRAL_PASSED_ON,
    Move.ASK: REFERRAL_ASKED,
    Move.ANSWER: REFERRAL_ANSWERED,
    Move.ACCEPT: REFERRAL_ACCEPTED,
    Move.DECLINE: REFERRAL_DECLINED,
    Move.REDIRECT: REFERRAL_REDIRECTED,
    Move.WITHDRAW: REFERRAL_WITHDRAWN,
    Move.HEAR: REFERRAL_HEARD,
    Move.TRANSFER: REFERRAL_TRANSFERRED,
}


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Said:
    """What somebody says when they move a referral; `id` makes a second sending harmless."""

    words: str = ""
    reason: Reason | None = None
    team: Team | None = None
    agency: Agency | None = None
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def move_referral(
    *, actor: Actor, referral: Referral, move: Move, said: Said, check: Callable[[Referral], None] = lambda _: None,
    also: Callable[[Referral], object] = lambda _: None,
) -> ReferralMove:  # fmt: skip
    """Make one move of the table; the same sent again moves nothing and gives the move that was made.

    Both agencies lock the sender's row, so that of two who move at once the second finds it where the first has put
    it. `check` refuses by raising, before the event, which would tell of what was never done; `also` is done under the
    event, once the move is made. Where it is withdrawn, a link to it that was not opened yet opens nothing.

    Refuses whoever does not answer for the side whose move it is (NotPermitted), a move out of a state where the
    referral no longer is and one that lacks what the table asks of it (CannotMove), and an id that was used for
    another move (AlreadySent).
    """
    locked = locked_referral(referral)
    require_move(actor, ACTS[move], move, locked)
    made = ReferralMove.objects.filter(pk=said.id).first()
    if made is not None:
        return _the_same(made, locked, move)
    require_there(move, locked)
    _require_said(actor, move, said)
    check(locked)
    facts: Facts = {"move": move.value, "from": locked.state, "reason": said.reason.value if said.reason else ""}
    with event(ACTS[move], by=actor, subject=locked.subject, facts=facts):
        row = store_move(actor, locked, move, said)
        also(locked)
    if move is Move.WITHDRAW and locked.disclosure_id:
        revoke_all(actor=actor, disclosure_id=locked.disclosure_id)
    if move is not Move.OPEN:
        tell_other_side(actor, locked)
    return row


def store_move(actor: Actor, referral: Referral, move: Move, said: Said) -> ReferralMove:
    """Store a move of a referral that is locked, under the event now open; its words are granted to both agencies."""
    row = _row(actor, referral, move, said)
    if said.words:
        seal(actor.agency_id, [(row, {"words": said.words})])
        _tell_words_to_both(referral, actor.agency_id)
    insert(ACTS[move], referral.subject, row)
    return row


def locked_referral(referral: Referral) -> Referral:
    """The referral as it stands now; whoever else would move it, of either agency, waits."""
    return Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)


def _tell_words_to_both(referral: Referral, by: UUID) -> None:
    other = referral.agency_id if by == referral.owner_id else referral.owner_id
    if other is None:
        raise ValueError("A draft has no other agency yet.")
    sync_grants(referral.pk, by, {(other, BETWEEN): None})


def _the_same(made: ReferralMove, referral: Referral, move: Move) -> ReferralMove:
    if made.referral_id != referral.pk or made.move != move:
        raise AlreadySent
    return made


def _require_said(actor: Actor, move: Move, said: Said) -> None:
    given = {
        Need.WORDS: said.words.strip(), Need.REASON: said.reason, Need.TEAM: said.team, Need.AGENCY: said.agency
    }  # fmt: skip
    missing = sorted(need for need in MOVES[move].needs if not given[need])
    if missing:
        raise CannotMove(f"Nothing was changed. Say first: {', '.join(missing)}.")
    require_own_team(actor, said.team)


def _row(actor: Actor, referral: Referral, move: Move, said: Said) -> ReferralMove:
    rule = MOVES[move]
    return ReferralMove(
        pk=said.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, referral=referral,
        number=referral.version + 1, move=move, side=rule.by, from_state=referral.state, to_state=rule.into,
        reason=said.reason if said.reason and Need.REASON in rule.needs else "",
        team=said.team if Need.TEAM in rule.needs else None,
        agency=said.agency if Need.AGENCY in rule.needs else None, moved_by_id=actor.principal,
    )  # fmt: skip
