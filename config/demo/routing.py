"""The demo partnership's routing rules: a version in force, a draft that would change something, limits of teams."""

from collections.abc import Mapping

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import Agency, Team, User
from accounts.roles import Role
from config.demo.world import World
from multiagency.routing.drafting import NewRule, save_rule, set_desk, start_draft
from multiagency.routing.models import RuleSet
from multiagency.routing.publishing import dry_run, publish
from multiagency.routing.route import Target, Urgency
from multiagency.routing.services import set_capacity

Teams = Mapping[tuple[str, str], Team]

Written = tuple[int, dict[str, object], str, str, str, Urgency, str]

COORDINATORS = "council"
URGENT, ROUTINE = Urgency.URGENT, Urgency.ROUTINE
CHILD: dict[str, object] = {"type": ["SAFEGUARDING_CHILD"]}
ADULT: dict[str, object] = {"type": ["SAFEGUARDING_ADULT"]}
TREATMENT: dict[str, object] = {"type": ["TREATMENT"]}
HOUSING: dict[str, object] = {"type": ["HOUSING"]}
IN_FORCE: tuple[Written, ...] = (
    (10, {"type": ["MARAC"]}, "police", "Public protection", "MARAC", URGENT, "They coordinate the MARAC."),
    (20, CHILD, "childcare", "Exploitation", "", URGENT, "Children go to the children's front door."),
    (30, ADULT, "adultcare", "Adult safeguarding", "", URGENT, "They decide on safeguarding enquiries."),
    (40, {**HOUSING, "room": True}, "housing", "Tenancy safety", "", ROUTINE, "They look after tenancies at risk."),
    (50, HOUSING, "housing", "Homelessness prevention", "", ROUTINE, "Tenancy safety is full."),
    (60, TREATMENT, "mentalhealth", "Community mental health", "", ROUTINE, "They assess for treatment."),
    (70, {"type": ["IOM"]}, "probation", "Sentence management", "IOM", ROUTINE, "They hold the IOM panel."),
)
NEXT: tuple[Written, ...] = (
    (55, {**TREATMENT, "programme": ["IOM"]}, "mentalhealth", "Liaison and diversion", "", URGENT,
     "Whoever is on the IOM cohort is seen by liaison and diversion first."),
    (5, {"type": ["MARAC"], "age_to": 17}, "childcare", "Exploitation", "MARAC", URGENT,
     "The children's front door sees a young victim the same day."),
)  # fmt: skip
MOST_OPEN = {("housing", "Tenancy safety"): 25, ("idva", "Advocacy"): 30, ("council", "Anti-social behaviour"): 40}


def load_routing(world: World, agencies: Mapping[str, Agency], teams: Teams, users: Mapping[str, User]) -> None:
    """What the council's coordinator published, and what they mean to change next."""
    coordinator = actor_for(users[_holder(world, COORDINATORS, Role.PANEL_COORDINATOR)])
    desk = Target(agencies[COORDINATORS].pk)
    with acting(coordinator):
        draft = start_draft(actor=coordinator)
        set_desk(actor=coordinator, draft=draft, edition=draft.edition, desk=desk)
        for written in IN_FORCE:
            _add(coordinator, draft, _rule(written, agencies, teams))
        draft.refresh_from_db()
        dry_run(actor=coordinator, draft=draft, edition=draft.edition)
        publish(actor=coordinator, draft=draft, edition=draft.edition)
        following = start_draft(actor=coordinator)
        for written in NEXT:
            _add(coordinator, following, _rule(written, agencies, teams))
    for (agency, title), most in MOST_OPEN.items():
        manager = actor_for(users[_holder(world, agency, Role.TEAM_MANAGER)])
        with acting(manager):
            set_capacity(actor=manager, team=teams[agency, title], most_open=most, from_day=world.today)


def _rule(written: Written, agencies: Mapping[str, Agency], teams: Teams) -> NewRule:
    priority, conditions, agency, title, panel, urgency, words = written
    target = Target(agencies[agency].pk, teams[agency, title].pk, panel)
    return NewRule(priority=priority, conditions=conditions, target=target, urgency=urgency, words=words)


def _add(coordinator: Actor, draft: RuleSet, rule: NewRule) -> None:
    draft.refresh_from_db()
    save_rule(actor=coordinator, draft=draft, edition=draft.edition, new=rule)


def _holder(world: World, agency: str, role: Role) -> str:
    """The address of the first at an agency who has a role."""
    return next(one.email for one in world.staff if one.agency == agency and role in one.roles)
