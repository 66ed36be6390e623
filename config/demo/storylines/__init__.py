"""The storylines: each a small cast, a few cases told by hand, and a sentence for the tour."""

from collections.abc import Callable
from dataclasses import dataclass

from config.demo.draft import Draft
from config.demo.storylines.asking import taken_back
from config.demo.storylines.harm import exploited_and_offending, repeat_victim
from config.demo.storylines.knowing import known_three_times, member_of_staff, nearly_released
from config.demo.storylines.places import household_of_complaints, shop_and_worker
from config.demo.storylines.travelling import routed_wrongly
from config.demo.world import Story


@dataclass(frozen=True, slots=True)
class Storyline:
    """A storyline with the number of subjects that it needs."""

    tell: Callable[[Draft], Story]
    cast: int


STORYLINES = (
    Storyline(repeat_victim, 2),
    Storyline(exploited_and_offending, 1),
    Storyline(shop_and_worker, 4),
    Storyline(household_of_complaints, 3),
    Storyline(nearly_released, 1),
    Storyline(taken_back, 1),
    Storyline(known_three_times, 4),
    Storyline(member_of_staff, 1),
    Storyline(routed_wrongly, 1),
)
"""In the order of telling: what is told decides every draw after it. The tour goes by their numbers."""
