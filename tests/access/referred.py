"""Referrals of the world: a draft and one that was sent of each offender's case, and one that came in for its team."""

from uuid import UUID

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, Team, User
from audit.ledger.events import event
from casework.cases.models import Case, CaseShare
from casework.categories import Category
from multiagency.acts import REFERRAL_DRAFTED
from multiagency.escalations.services import Said as StepSaid
from multiagency.escalations.services import raise_about
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move, Reason
from multiagency.referrals.services.drafting import keep_draft
from multiagency.referrals.services.moving import Said, move_referral
from tests.access.world import Standing, World
from tests.cast import actor, make_agency, make_user
from tests.town import known_person, opened_case, shared
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
        world.made["declined", case.pk] = _declined(world.worker, case, fire, watch)
        world.made["dispute", case.pk] = _disputed(world.worker, _declined(world.worker, case, fire, watch))
    _worked_by_both(world, world.case_of(standing))
    if ("incoming", world.case.pk) not in world.made:
        world.made["incoming", world.case.pk] = _came(world)
    return {
        "draft_id": world.made["draft", case.pk], "referral_id": world.made["sent", case.pk],
        "declined_id": world.made["declined", case.pk], "escalation_id": world.made["dispute", case.pk],
        "incoming_id": world.made["incoming", world.case.pk], "sort": "IOM", "step": "withdraw",
    }  # fmt: skip


def made_up_referrals() -> dict[str, object]:
    """The same of referrals that nobody made."""
    ids = ("draft_id", "referral_id", "incoming_id", "declined_id", "escalation_id")
    return {**{name: uuid7() for name in ids}, "sort": "IOM", "step": "withdraw"}


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
        "multiagency:referral-check": {"drop": "1"},
        "multiagency:referral-move": {"id": uuid7(), "words": "He has moved away"},
        "multiagency:referral-accept": {"id": uuid7(), **accepted},
        "multiagency:escalation-step": {"id": uuid7(), "words": "They took him on after all"},
        "multiagency:escalation-of-referral": {"id": uuid7(), "words": "He meets the threshold"},
        "multiagency:escalation-of-case": {
            "id": uuid7(),
            "words": "He should be seen weekly",
            "agency": world.agencies["shared"].pk,
        },
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


def _came(world: World) -> UUID:
    """A referral of the fire brigade to the team of the world, opened by a manager there."""
    sender = make_user(world.partnership, make_agency(world.partnership, AgencyType.FIRE))
    case = opened_case(sender, known_person(sender, "Peregrine", "Winterbourne"))
    pk = _sent(sender, case, world.agencies["owner"], team=world.team)
    who = actor(world.worker)
    with acting(who):
        move_referral(actor=who, referral=Referral.objects.get(pk=pk), move=Move.OPEN, said=Said())
    return pk


def _declined(worker: User, case: Case, agency: Agency, taker: User) -> UUID:
    """A referral that somebody at the other agency opened and declined."""
    pk, who = _sent(worker, case, agency, taker), actor(taker)
    with acting(who):
        row = Referral.objects.get(pk=pk)
        move_referral(actor=who, referral=row, move=Move.OPEN, said=Said())
        said = Said(words="Outside our area", reason=Reason.OUT_OF_AREA)
        move_referral(actor=who, referral=row, move=Move.DECLINE, said=said)
    return pk


def _disputed(worker: User, declined: UUID) -> UUID:
    """A dispute about a referral that was declined."""
    who = actor(worker)
    with acting(who):
        row = Referral.objects.get(pk=declined)
        return raise_about(actor=who, referral=row, said=StepSaid(words="He meets the threshold")).pk


def _worked_by_both(world: World, case: Case) -> None:
    """Have probation see some of the case, so that there is somebody to disagree with about it."""
    probation = world.agencies["shared"]
    with acting(actor(world.worker)):
        there = CaseShare.objects.filter(case=case, agency=probation).exists()
    if not there:
        shared(world.worker, case, probation, Category.IDENTITY)
