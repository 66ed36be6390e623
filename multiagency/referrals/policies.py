"""Who may know of a referral, and who may move it: on the sender's side by the case, on the other by the in-tray."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Team
from accounts.roles import WHOLE_TRAY, Role
from audit.ledger.acts import Act
from casework.cases.models import Case
from casework.cases.policies import may_work, visible_cases
from casework.conflicts.policies import in_conflict
from multiagency.acts import REFERRAL_WAITS_READ
from multiagency.referrals.models import Acceptance, Referral
from multiagency.referrals.moves import MOVES, Move, Side, State, may_move


class CannotMove(Exception):
    """Why a referral does not move, in words that say what happened and what to do next."""


def sent_by(actor: Actor) -> QuerySet[Referral]:
    """Referrals, drafts too, of the actor's agency about cases that they see."""
    return Referral.objects.filter(owner_id=actor.agency_id, case__in=visible_cases(actor))


def received_by(actor: Actor) -> QuerySet[Referral]:
    """Referrals that came to the actor's agency and that they need to know of.

    Everything for who looks after the whole in-tray; what came to a team of theirs or to them by name; and what became
    a case that they see. A restricted one is for the person it names alone. A conflict with the person, by the
    sender's row or their own agency's, hides it, from lists and counts as well.
    """
    if actor.lapsed:
        return Referral.objects.none()
    by_name = Q(addressee_id=actor.principal)
    by_team = Q(team_id__in=[team.int for team in actor.team_ids])
    whole = Q(restricted=False) & (Q() if WHOLE_TRAY & actor.roles else by_team)
    became = Exists(Acceptance.objects.filter(referral=OuterRef("pk"), case__in=visible_cases(actor)))
    came = Referral.objects.filter(agency_id=actor.agency_id).exclude(state=State.DRAFT)
    return came.filter(by_name | whole | became, ~_conflicting(actor))


def known_to(actor: Actor) -> QuerySet[Referral]:
    """Every referral of which the actor may know, on either side of it."""
    return Referral.objects.filter(Q(pk__in=sent_by(actor).values("pk")) | Q(pk__in=received_by(actor).values("pk")))


def not_hidden(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the actor's agency, on either side, that neither a restriction nor a conflict of theirs hides.

    It says nothing of their need to know: whoever asks it has another reason for that.
    """
    restricted = Case.objects.filter(pk=OuterRef("case"), restricted=True)
    return Referral.objects.filter(~_conflicting(actor), ~Exists(restricted), restricted=False)


def _conflicting(actor: Actor) -> Q:
    """Whether the actor is in conflict with the person of a referral, by the sender's row or their own agency's."""
    became = Acceptance.objects.filter(in_conflict(actor, "case__person"), referral=OuterRef("pk"))
    return in_conflict(actor, "person") | Q(Exists(became))


def may_take_in(actor: Actor) -> bool:
    """Whether the actor's role deals with referrals that come in."""
    return not actor.lapsed and bool(actor.roles & (WHOLE_TRAY | {Role.CASEWORKER}))


def may_read_waits(actor: Actor) -> bool:
    """Whether the actor looks after the whole in-tray of their agency, and so reads how long referrals wait in it."""
    return not actor.lapsed and bool(WHOLE_TRAY & actor.roles)


def require_waits(actor: Actor) -> None:
    """Refuse, in words, whoever does not look after the whole in-tray."""
    if not may_read_waits(actor):
        raise NotPermitted(
            REFERRAL_WAITS_READ,
            words="How long referrals wait is read by those who look after all that comes in.",
            resolver="a team manager or panel coordinator of your agency",
        )


def may_answer_for(actor: Actor, referral: Referral) -> bool:
    """Whether the actor moves this referral for their side: who works the case, or who deals with what comes in."""
    if referral.side_of(actor.agency_id) is Side.SENDER:
        return may_work(actor, referral.case)
    return may_take_in(actor)


def require_move(actor: Actor, act: Act, move: Move, referral: Referral) -> None:
    """Refuse, in words, whoever does not answer for the side whose move it is."""
    if referral.side_of(actor.agency_id) is not MOVES[move].by:
        raise NotPermitted(
            act,
            referral.subject,
            words="This is for the other agency to do.",
            resolver="whoever deals with referrals at the other agency",
        )
    if not may_answer_for(actor, referral):
        raise NotPermitted(
            act,
            referral.subject,
            words="You may read this referral but not decide about it.",
            resolver="whoever works the case, or a team manager of your agency",
        )


def require_there(move: Move, referral: Referral) -> None:
    """Refuse (CannotMove) a move out of a state in which the referral is no longer."""
    if not may_move(move, MOVES[move].by, State(referral.state)):
        raise CannotMove(
            f"This referral is no longer where it was when you looked: it is now “{referral.get_state_display()}”. "
            "Nothing of yours was saved. Look at its moves before you go on."
        )


def require_own_team(actor: Actor, team: Team | None) -> None:
    """Refuse (CannotMove) a team that is not of the actor's agency."""
    if team is not None and team.agency_id != actor.agency_id:
        raise CannotMove("Choose a team of your own agency.")
