"""A merge that was done, and two people who are not the same."""

from accounts.context import acting
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.merging.services import keep_apart
from tests.casework.merging.pairs import merged, pair_of
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town, known_person


def fill(town: Town, told: Story) -> None:
    """Two rows of one woman, whose neighbour a colleague is, are made one; another woman is kept apart."""
    pair, other = pair_of(town), known_person(town.caseworker, "Philomena", "Underhay")
    neighbour, who = actor(town.colleague), actor(town.caseworker)
    with acting(neighbour):
        declare_conflict(actor=neighbour, person=pair.merged, user=town.colleague, kind=Kind.NEIGHBOUR)
    merged(pair)
    with acting(who):
        keep_apart(actor=who, one=pair.kept, other=other.pk, why="Twins")
