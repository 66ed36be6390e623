"""Referrals of the world: a draft, one sent and one declined of each offender's case, and one that came in."""

from uuid import UUID

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, Team, User
from audit.ledger.events import event
from casework.cases.models import Case
from multiagency.acts import REFERRAL_DRAFTED
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move, Reason
from multiagency.referrals.services.drafting import keep_draft
from multiagency.referrals.services.moving import Said, move_referral
from tests.access.world import Standing, World
from tests.cast import actor, make_agency, make_user
from tests.town import known_person, opened_case
from vault.ids import uuid7

FORM = {"answers": {"grounds": {"cohort": "FIXED", "why": "Nine burglaries"}}, "chosen": [], "claims": {}}


def referrals_of(world: World, standing: Standing) -> dict[str, object]:
    """What stands in the addresses of referrals, made when it is first asked for."""
    case = world.offending_of(standing).case
    if ("draft", case.pk) not in world.made:
        fire = make_agency(world.partnership, AgencyType.FIRE)
        watch = make_user(world.partnership, fire)
        world.made["draft", case.pk] = _kept(world.worker, case, world.agencies["shared"])
        world.made["sent", case.pk] = _sent(world.worker, case, fire, watch)
        world.made["ended", case.pk] = _declined(_sent(world.worker, case, fire, watch), watch)
    if ("incoming", world.case.pk) not in world.made:
        world.made["incoming", world.case.pk] = _came(world)
    return {
        "draft_id": world.made["draft", case.pk], "referral_id": world.made["sent", case.pk],
        "ended_id": world.made["ended", case.pk],
        "incoming_id": world.made["incoming", world.case.pk], "sort": "IOM", "step": "withdraw",
    }  # fmt: skip


def made_up_referrals() -> dict[str, object]:
    """The same of referrals that nobody made."""
    ids = {name: uuid7() for name in ("draft_id", "referral_id", "ended_id", "incoming_id")}
    return {**ids, "sort": "IOM", "step": "withdraw"}


def referral_forms(world: World) -> dict[str, dict[str, object]]:
    """The forms of referrals as they are filled in."""
    filled: dict[str, object] = {
        "to": f"person:{_taker(world)}", "urgency": "1", "gateway": "CDA_115",
        "grounds__cohort": "FIXED", "grounds__why": "Nine burglaries", "change__domestic_abuse": "NO",
        "change__aware": "YES",
    }  # fmt: skip
    accepted = {"taking": "new", "family": "Winterbourne", "reason": "Referred by the fire brigade"}
    return {
        "multiagency:referral-new": {**filled, "id": uuid7()},
        "multiagency:referral-change": {**filled, "id": uuid7()},
        "multiagency:referral-again": {**filled, "id": uuid7()},
        "multiagency:referral-check": {"drop": "1"},
        "multiagency:referral-move": {"id": uuid7(), "words": "He has moved away"},
        "multiagency:referral-accept": {"id": uuid7(), **accepted},
    }


def _taker(world: World) -> UUID:
    """Somebody of another agency, to whom what is restricted can go by name too."""
    if ("taker", world.case.pk) not in world.made:
        world.made["taker", world.case.pk] = make_user(world.partnership, world.agencies["shared"]).pk
    return world.made["taker", world.case.pk]


def _kept(worker: User, case: Case, agency: Agency, team: Team | None = None, person: User | None = None) -> UUID:
    who = actor(worker)
    with acting(who):
        draft = Draft(kind="IOM", form=FORM, agency=agency, team=team, addressee=person)
        return keep_draft(actor=who, case=case, draft=draft).pk


def _sent(worker: User, case: Case, agency: Agency, person: User | None = None, team: Team | None = None) -> UUID:
    pk, who = _kept(worker, case, agency, team, person), actor(worker)
    with acting(who):
        row = Referral.objects.get(pk=pk)
        with event(REFERRAL_DRAFTED, by=who):
            Referral.objects.filter(pk=pk).update(disclosure_id=uuid7())
        move_referral(actor=who, referral=row, move=Move.SUBMIT, said=Said())
    return pk


def _declined(pk: UUID, taker: User) -> UUID:
    who = actor(taker)
    with acting(who):
        for move, said in ((Move.OPEN, Said()), (Move.DECLINE, Said(words="He moved", reason=Reason.OUT_OF_AREA))):
            move_referral(actor=who, referral=Referral.objects.get(pk=pk), move=move, said=said)
    return pk


def _came(world: World) -> UUID:
    """A referral of the fire brigade to the team of the world, opened by a manager there."""
    sender = make_user(world.partnership, make_agency(world.partnership, AgencyType.FIRE))
    case = opened_case(sender, known_person(sender, "Peregrine", "Winterbourne"))
    pk = _sent(sender, case, world.agencies["owner"], team=world.team)
    who = actor(world.worker)
    with acting(who):
        move_referral(actor=who, referral=Referral.objects.get(pk=pk), move=Move.OPEN, said=Said())
    return pk
