"""A merge that was done, and two people who are not the same."""

from accounts.context import acting
from casework.merging.services import keep_apart
from tests.casework.merging.pairs import given_to, merged, pair_of
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town, known_person, opened_case


def fill(town: Town, told: Story) -> None:
    """Two rows of one woman, one of them with a case, are made one; another woman is kept apart."""
    pair, other, who = pair_of(town), known_person(town.caseworker, "Philomena", "Underhay"), actor(town.caseworker)
    given_to(pair.manager, opened_case(town.caseworker, pair.merged), town.caseworker)
    merged(pair)
    with acting(who):
        keep_apart(actor=who, one=pair.kept, other=other, why="Twins")
