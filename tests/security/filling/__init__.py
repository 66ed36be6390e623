"""Rows for the tables of rooms, so that every walled table has some: each room has a file here, with its `fill`."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from tests.security.story import Story
from tests.town import Town

FILL: tuple[Callable[[Town, Story], None], ...] = tuple(
    import_module(f"{__name__}.{room.name}").fill for room in iter_modules(__path__)
)
