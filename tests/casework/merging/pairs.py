"""Two rows of one human being, proposed to be one, for tests."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.actor import Actor
from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.cases.services import add_to_case
from casework.merging.models import Merge
from casework.merging.selectors import find_merge
from casework.merging.services import merge_people, propose_merge, undo_merge
from casework.merging.sides import Side
from casework.particulars.vocabulary import Part
from casework.people.models import Person
from tests.cast import PASSWORD, actor, make_user
from tests.town import Town, known_person

MERGED = Side.MERGED


@dataclass(frozen=True)
class Pair:
    """Two rows, who proposes and who decides."""

    kept: Person
    merged: Person
    worker: User
    manager: User


def pair_of(town: Town) -> Pair:
    """Two rows of one woman, with no case yet."""
    kept = known_person(town.caseworker, "Katja", "Vyschnepolski")
    merged = known_person(town.caseworker, "Kateryna", "Vyshnepolska")
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, name="Tess Manager", password=PASSWORD)
    return Pair(kept, merged, town.caseworker, manager)


def given_to(user: User, case: Case, by: User) -> None:
    """The case given to a colleague by name."""
    who = actor(by)
    with acting(who):
        add_to_case(actor=who, case=case, user=user)


def proposed(pair: Pair) -> Merge:
    """What the worker says of the two."""
    who = actor(pair.worker)
    with acting(who):
        return propose_merge(actor=who, one=pair.merged, other=pair.kept, why="She brought both letters")


def merged(pair: Pair, chosen: Mapping[Part, Side] | None = None) -> Merge:
    """The two as the manager makes them one: the kept name, where nothing else is chosen."""
    merge, who = proposed(pair), actor(pair.manager)
    with acting(who):
        found = find_merge(who, merge.pk)
        return merge_people(actor=who, merge=found, chosen=chosen or {Part.NAME: Side.KEPT})


def undone(pair: Pair, merge: Merge) -> Merge:
    """The manager takes it back."""
    who: Actor = actor(pair.manager)
    with acting(who):
        return undo_merge(actor=who, merge=find_merge(who, merge.pk))
