"""What every random world of sharing is put on: full cases of the police's, and people who may be told of them."""

from dataclasses import dataclass
from typing import Final

from accounts.context import acting
from accounts.models import Agency, User
from accounts.roles import Role as StaffRole
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.handling.models import HandlingMark
from casework.items.item import Item
from casework.items.selectors import items_of
from tests.casework.full_cases import full_case
from tests.casework.handling.marking import lifted
from tests.casework.intelligence.items import known, recorded
from tests.cast import actor, make_user
from tests.multiagency.agreements.agreeing import Desk, desk
from tests.town import Town, make_town

SHARED: Final = tuple(sorted(set(Category) - FOR_NAMED_PEOPLE - {Category.AGGREGATE}))


@dataclass(frozen=True, repr=False)
class Stage:
    """What every world is put on: full cases of the police's, and people at two agencies who may be told of them."""

    town: Town
    cases: list[Case]
    items: list[list[Item]]
    readers: list[User]
    desks: dict[Agency, Desk]
    officer: User


def make_stage(rows: int) -> Stage:
    """So many rows in every room of an offender's case and a victim's; seven readers at two other agencies."""
    town = make_town()
    cases = [full_case(town, role, rows) for role in (Role.OFFENDER, Role.VICTIM)]
    recorded(town.caseworker, cases[0], known(handling="C", conditions="Ask before it is used"))
    overseers = [make_user(town.partnership, agency, StaffRole.PANEL_COORDINATOR) for agency in others(town) * 2]
    readers = [town.partner, town.stranger, *overseers, make_user(town.partnership, town.probation)]
    desks = {agency: desk(town.partnership, agency) for agency in (town.police, *others(town))}
    officer = make_user(town.partnership, town.police, StaffRole.DPO)
    for case in cases:
        unmarked(officer, case)
    return Stage(town, cases, [all_items(town, case) for case in cases], readers, desks, officer)


def unmarked(officer: User, case: Case) -> None:
    """No mark stands on the case at first: a bar on all of it would leave nothing to compare."""
    with acting(actor(officer)):
        marks = list(HandlingMark.objects.filter(case=case, lifted_at=None))
    for mark in marks:
        lifted(officer, case, mark)


def others(town: Town) -> list[Agency]:
    """The agencies that may be told."""
    return [town.probation, town.charity]


def all_items(town: Town, case: Case) -> list[Item]:
    """Everything of a case that a standing share may show."""
    who = actor(town.caseworker)
    with acting(who):
        return [item for item in items_of(who, open_case(who, case.reference)) if item.category in SHARED]
