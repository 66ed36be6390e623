"""One agency refers somebody to another, for tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.context import acting
from accounts.models import Agency, Team, User
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from casework.cases.models import Case
from casework.people.details import PersonDetails
from multiagency.acts import REFERRAL_DRAFTED
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Acceptance, Referral, ReferralMove
from multiagency.referrals.moves import MOVES, Move, Reason
from multiagency.referrals.services.accepting import Taking, accept_referral
from multiagency.referrals.services.drafting import keep_draft
from multiagency.referrals.services.moving import Said, move_referral
from tests.cast import PASSWORD, actor, make_team, make_user
from tests.town import Town, opened_case
from vault.ids import uuid7

FORM: Mapping[str, object] = {"answers": {"reason": {"why": "He is out on Friday"}}, "chosen": []}


@dataclass(frozen=True)
class Referring:
    """A case of one agency, and those who deal with what comes in at another."""

    town: Town
    case: Case
    to: Agency
    sender: User
    taker: User
    manager: User
    team: Team

    @property
    def sides(self) -> dict[str, User]:
        """Who moves for each side."""
        return {"SENDER": self.sender, "RECIPIENT": self.taker}


def referring(town: Town, case: Case | None = None, to: Agency | None = None, sender: User | None = None) -> Referring:
    """A caseworker in a team of an agency, probation where none is named, takes in what the police send there."""
    agency = to or town.probation
    team = make_team(town.partnership, agency)

    def there(role: StaffRole, name: str, *teams: Team) -> User:
        return make_user(town.partnership, agency, role, name=name, teams=teams, password=PASSWORD)

    return Referring(
        town, case or opened_case(sender or town.caseworker), agency, sender or town.caseworker,
        there(StaffRole.CASEWORKER, "Tamsin Taker", team), there(StaffRole.TEAM_MANAGER, "Mani Jerr"), team,
    )  # fmt: skip


def draft_of(world: Referring, **said: Any) -> Draft:
    """What the police would send."""
    return Draft(**{"kind": "IOM", "form": FORM, "agency": world.to, "team": world.team, **said})


def drafted(world: Referring, **said: Any) -> Referral:
    """A draft that the police keep."""
    who = actor(world.sender)
    with acting(who):
        return keep_draft(actor=who, case=world.case, draft=draft_of(world, **said))


def moved(world: Referring, referral: Referral, *moves: Move, by: User | None = None, **said: Any) -> ReferralMove:
    """The referral moved by whoever may, one move after another, each saying what the table asks; gives the last."""
    made: ReferralMove | None = None
    for move in moves:
        if move is Move.SUBMIT:
            as_if_disclosed(world, referral)
        who = actor(by or world.sides[rule_side(move)])
        with acting(who):
            made = move_referral(actor=who, referral=referral, move=move, said=Said(**{**needs(world, move), **said}))
    assert made is not None
    return made


def as_if_disclosed(world: Referring, referral: Referral) -> None:
    """Say that the draft went with a disclosure, for tests of what happens to it after that."""
    who = actor(world.sender)
    with acting(who), event(REFERRAL_DRAFTED, by=who):
        Referral.objects.filter(pk=referral.pk, state="DRAFT").update(disclosure_id=uuid7())


def sent(world: Referring, *then: Move, **said: Any) -> Referral:
    """A referral that was sent, and moved on from there."""
    referral = drafted(world, **said)
    moved(world, referral, Move.SUBMIT, *then)
    return referral


def accepted(
    world: Referring, referral: Referral | None = None, *, by: User | None = None, **taking: Any
) -> Acceptance:
    """A referral that the other agency took on: as somebody new, where nothing else is said."""
    came, who = referral or sent(world, Move.OPEN), actor(by or world.taker)
    new = {"details": PersonDetails(given="Quillon", family="Featherstone"), "reason": "Referred by the police"}
    with acting(who):
        return accept_referral(actor=who, referral=came, taking=Taking(**(taking or new)), said=Said())


def needs(world: Referring, move: Move) -> dict[str, Any]:
    """What the table asks of a move."""
    said: dict[str, Any] = {"words": "As we said on the telephone"}
    if move is Move.DECLINE:
        said["reason"] = Reason.OUT_OF_AREA
    if move is Move.PASS_ON:
        said["team"] = world.team
    if move is Move.REDIRECT:
        said["agency"] = world.town.charity
    return said


def rule_side(move: Move) -> str:
    """Whose move it is."""
    return MOVES[move].by.value
