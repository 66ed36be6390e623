"""Two agencies that disagree, for tests."""

from dataclasses import dataclass, field

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.categories import Category
from multiagency.escalations.ladder import Step
from multiagency.escalations.models import Escalation, EscalationStep
from multiagency.escalations.services import Said, raise_about, raise_on, take_step
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move
from tests.cast import PASSWORD, actor, make_user
from tests.multiagency.referrals.referring import Referring, referring, sent
from tests.town import Town, opened_case, shared

WHY = "They have had it for three weeks"


@dataclass(frozen=True)
class Disputing:
    """A referral of the police that probation declined, and who speaks for both at each stage."""

    world: Referring
    referral: Referral
    police: dict[Role, User] = field(repr=False)
    probation: dict[Role, User] = field(repr=False)

    @property
    def town(self) -> Town:
        """The partnership in which they disagree."""
        return self.world.town


def disputing(town: Town, case: Case | None = None, *, to_one: bool = False) -> Disputing:
    """The referral declined, nothing raised yet; one about a restricted record goes to one person."""
    world = referring(town, case)
    police = {Role.CASEWORKER: world.sender, Role.PANEL_COORDINATOR: town.coordinator}
    probation = {Role.CASEWORKER: world.taker, Role.TEAM_MANAGER: world.manager, Role.PANEL_COORDINATOR: town.partner}
    for there, agency in ((police, town.police), (probation, town.probation)):
        for role in (Role.TEAM_MANAGER, Role.PANEL_CHAIR):
            if role not in there:
                there[role] = make_user(town.partnership, agency, role, password=PASSWORD)
    to = {"team": None, "addressee": world.taker} if to_one else {}
    return Disputing(world, sent(world, Move.OPEN, Move.DECLINE, **to), police, probation)


def raised(told: Disputing, *steps: Step, by: User | None = None) -> Escalation:
    """A dispute that the police raised about it, and steps that the police took then."""
    who = actor(told.world.sender)
    with acting(who):
        row = raise_about(actor=who, referral=told.referral, said=Said(words=WHY))
    for step in steps:
        stepped(row, step, by or speaker(told, row))
    return row


def speaker(told: Disputing, row: Escalation) -> User:
    """Who speaks for the police at the stage where the dispute is."""
    with acting(actor(told.world.sender)):
        now = Escalation.objects.get(pk=row.pk)
    return told.police[now.stages[now.stage - 1].speaks]


def stepped(row: Escalation, step: Step, by: User, said: Said | None = None) -> EscalationStep:
    """One step of a dispute."""
    who = actor(by)
    with acting(who):
        return take_step(actor=who, escalation=row, step=step, said=said or Said(words="As we said"))


def worked_by_both(town: Town) -> Case:
    """A case of the police of which probation sees something, worked there by a coordinator."""
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    return case


def disagreed(town: Town, case: Case, by: User) -> Escalation:
    """A disagreement about a case, of the police with probation or the other way round."""
    who = actor(by)
    other = town.probation if by.agency_id == town.police.pk else town.police
    with acting(who):
        return raise_on(actor=who, case=case, agency=other, said=Said(words="He should be seen weekly"))
