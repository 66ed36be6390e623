"""What a hit tells by itself: read from the rows that information-governance leads keep (`telling.toml`)."""

import tomllib
from pathlib import Path
from typing import Final

from accounts.agencies.models import AgencyType
from casework.categories import Category

_ROWS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
_EVERY: Final = frozenset(Category(code) for code in _ROWS["every"])
_ALSO: Final = {AgencyType(code): frozenset(map(Category, told)) for code, told in _ROWS["also"].items()}
SILENT: Final = {AgencyType(code): str(why) for code, why in _ROWS["silent"].items()}
"""Agency types that are never asked, each with why."""


def told_by_a_hit(agency_type: AgencyType) -> frozenset[Category]:
    """The categories that somebody learns of a person from nothing but that an agency of this type knows them."""
    return _EVERY | _ALSO.get(agency_type, frozenset())
