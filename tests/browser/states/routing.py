"""The routing rules: none yet, those in force, a draft with and without its dry-run, its forms, and what teams take."""

from accounts.roles import Role
from multiagency.routing.publishing import dry_run
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.cast import PASSWORD, make_user
from tests.multiagency.routing.ruling import at_work, drafted, published, routed, rule
from tests.town import Town


def routing_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.coordinator, "/routing/", "No rules in force")


def routing_in_force(desk: Desk, town: Town) -> str:
    published(town.coordinator, rule(town.probation, type=["IOM"], ward=["WEST_END", "ST_JAMESS"], age_from=18))
    return opened(desk, town.coordinator, "/routing/", "Version 1, in force since")


def routing_version(desk: Desk, town: Town) -> str:
    routing_in_force(desk, town)
    desk.follow("Version 1")
    return "It stays as it is."


def routing_draft(desk: Desk, town: Town) -> str:
    published(town.coordinator, rule(town.probation))
    drafted(town.coordinator, rule(town.charity, 1))
    return opened(desk, town.coordinator, "/routing/draft/", "This draft has not been tried as it is now.")


def routing_draft_tried(desk: Desk, town: Town) -> str:
    published(town.coordinator, rule(town.probation))
    routed(town.caseworker)
    draft = drafted(town.coordinator, rule(town.charity, 1, risk=["HIGH"]))
    with at_work(town.coordinator) as who:
        dry_run(actor=who, draft=draft, edition=draft.edition)
    return opened(desk, town.coordinator, "/routing/draft/", "1 would have gone elsewhere")


def routing_publish(desk: Desk, town: Town) -> str:
    routing_draft_tried(desk, town)
    desk.follow("Publish it")
    return "Once published, this version is never changed."


def routing_rule(desk: Desk, town: Town) -> str:
    drafted(town.coordinator)
    return opened(desk, town.coordinator, "/routing/draft/rules/add/", "Why it goes there")


def routing_rule_with_mistakes(desk: Desk, town: Town) -> str:
    routing_rule(desk, town)
    desk.press("Save")
    return "Say why a referral goes there."


def routing_capacity(desk: Desk, town: Town) -> str:
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, password=PASSWORD)
    return opened(desk, manager, "/routing/capacity/", "No team has a limit.")


def routing_team_capacity(desk: Desk, town: Town) -> str:
    routing_capacity(desk, town)
    desk.follow(town.team.title)
    return "What a team takes"


STATES: tuple[State, ...] = (
    routing_none,
    routing_in_force,
    routing_version,
    routing_draft,
    routing_draft_tried,
    routing_publish,
    routing_rule,
    routing_rule_with_mistakes,
    routing_capacity,
    routing_team_capacity,
)
