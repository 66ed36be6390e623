"""Rows for the tables of rooms, so that every walled table has some: one function a room, each in a file of its own."""

from collections.abc import Callable

from tests.security.filling.chronology import fill as chronology
from tests.security.filling.closing import fill as closing
from tests.security.filling.victims import fill as victims
from tests.security.story import Story
from tests.town import Town

FILL: tuple[Callable[[Town, Story], None], ...] = (chronology, closing, victims)
