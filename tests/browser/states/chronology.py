"""What happened on a case, in order: new since the last look, as it was known, narrowed to nothing."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.chronology.models import Happening, LastLook, Statement
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.chronology.lines import happened
from tests.cast import actor
from tests.town import Town, logged, opened_case


def looked_ago(user: User, case: Case, ago: timedelta) -> None:
    """The user looked at the chronology that long ago."""
    who = actor(user)
    with acting(who):
        LastLook.objects.create(
            partnership_id=case.partnership_id, owner_id=who.agency_id, user=user, case=case,
            seen_at=timezone.now() - ago,
        )  # fmt: skip


def told(town: Town) -> Case:
    """A case on which somebody else recorded things an hour ago and now."""
    case = opened_case(town.caseworker, team=town.team)
    logged(town.caseworker, case, *["Rang, no answer"] * 8)
    happened(town.teammate, case, "Was seen near her house on Sunday", kind=Happening.INCIDENT)
    happened(
        town.teammate, case, "Risk went from amber to red: he has found out where she works",
        statement=Statement.ASSESSMENT, kind=Happening.STANDING,
    )  # fmt: skip
    happened(town.caseworker, case, "A neighbour heard shouting", statement=Statement.REPORTED)
    return case


def chronology_with_news(desk: Desk, town: Town) -> str:
    case = told(town)
    looked_ago(town.caseworker, case, timedelta(days=3))
    return opened(desk, town.caseworker, of(case, "timeline/"), "since you last looked")


def chronology_as_it_was_known(desk: Desk, town: Town) -> str:
    yesterday = timezone.localdate() - timedelta(days=1)
    rest = f"timeline/?as_of={yesterday:%d/%m/%Y}"
    return opened(desk, town.caseworker, of(told(town), rest), "As it was known on")


def chronology_of_impossible_days(desk: Desk, town: Town) -> str:
    rest = "timeline/?since=31/02/2026&until=1/1/2026&as_of=1/1/2099"
    return opened(desk, town.caseworker, of(told(town), rest), "This day is still to come")


def chronology_of_nothing_yet(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "timeline/"), "Nothing has happened yet")


def chronology_with_nothing_that_matches(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(told(town), "timeline/?kind=ORDER"), "Nothing matches")


STATES: tuple[State, ...] = (
    chronology_with_news,
    chronology_as_it_was_known,
    chronology_of_impossible_days,
    chronology_of_nothing_yet,
    chronology_with_nothing_that_matches,
)
