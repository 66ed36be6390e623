"""The person of a case: a number they are known by, other rows that may be theirs, and one that is not."""

from typing import TYPE_CHECKING
from uuid import UUID

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.links.models import PersonLink
from casework.links.services import propose_link
from casework.merging.models import KeptApart, Merge
from casework.merging.services import keep_apart, propose_merge
from casework.people.models import IdentifierKind, PersonIdentifier
from tests.casework.particulars.saying import numbered
from tests.cast import actor, make_user
from tests.town import known_person, opened_case, shared
from vault.ids import uuid7

if TYPE_CHECKING:
    from tests.access.world import World

VERSION = 2  # of a person whose number was added


def number_of(user: User, case: Case) -> PersonIdentifier:
    """The person's housing reference, added when it is first asked for."""
    with acting(actor(user)):
        there = PersonIdentifier.objects.filter(person=case.person_id, removed_at=None).first()
    return there or numbered(user, case.person, IdentifierKind.HOUSING, "H-1702")


def merge_of(world: "World", case: Case) -> Merge:
    """A merge with the person's row, proposed when it is first asked for."""
    if case.pk not in world.merges:
        other = known_person(world.worker, "Ermintrude", "Oakapple")
        who = actor(world.worker)
        with acting(who):
            why = "She brought both letters"
            world.merges[case.pk] = propose_merge(actor=who, one=case.person, other=other, why=why)
    return world.merges[case.pk]


def apart_of(user: User, case: Case) -> KeptApart:
    """Somebody who is not the person, kept apart when it is first asked for."""
    who = actor(user)
    with acting(who):
        there = KeptApart.objects.filter(one=case.person_id).first()
    if there:
        return there
    other = known_person(user, "Philomena", "Underhay")
    with acting(who):
        return keep_apart(actor=who, one=case.person, other=other.pk, why="Twins")


def link_of(world: "World", case: Case) -> UUID:
    """What probation proposes of the person, when it is first asked for; of a restricted case it knows nothing."""
    if case.pk in {world.restricted.pk, world.glass.pk}:
        return uuid7()
    with acting(actor(world.worker)):
        there = PersonLink.objects.filter(other=case.person_id).first()
    return there.pk if there else _linked(world, case).pk


def _linked(world: "World", case: Case) -> PersonLink:
    probation = world.agencies["shared"]
    officer = make_user(world.partnership, probation, Role.CASEWORKER, Role.PANEL_COORDINATOR)
    shared(world.worker, case, probation, Category.IDENTITY)
    theirs = opened_case(officer, known_person(officer, "Quillon", "Fetherstonehaugh"), role=CaseRole(case.role))
    who = actor(officer)
    with acting(who):
        return propose_link(actor=who, person=theirs.person, other=case.person, why="Same birth date")
