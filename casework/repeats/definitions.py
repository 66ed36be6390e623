"""The definitions of a repeat and of persistent targeting, each from the day on which the partnership took it up.

A change of rule is a new line here and never a changed one: what was decided under a rule is read by that rule.
"""

from dataclasses import dataclass
from datetime import date

from casework.repeats.rule import Definition

REPEAT = (
    Definition(
        "2011", date(2011, 1, 1), months=12, crimes_alone=True,
        words="a further incident that is a crime, by the same person, within 12 months of the last referral",
    ),
    Definition(
        "2021", date(2021, 1, 1), months=12, crimes_alone=False,
        words="any further abuse by the same person, a crime or not, within 12 months of the last referral",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Targeting:
    """From how many incidents, within how many months, enhanced rights as persistently targeted are suggested."""

    version: str
    in_force: date
    incidents: int
    months: int


PERSISTENT = (Targeting("2021", date(2021, 4, 1), incidents=3, months=12),)
"""When the Victims' Code of 2021 took effect. It names no number: this one is the partnership's, for a suggestion."""
