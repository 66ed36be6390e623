"""One thing that can be sent, whatever room of a case it stands in; pure."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import Agency
from casework.categories import Category
from casework.chronology.models import Statement

Words = dict[str, str]
"""What is said, by what it is about, as people read both; in the order of reading."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one row says in words; `statement` is None where nobody said whether it is fact or assessment.

    `on` is the day that it tells of, where the row's own column does not say it.
    """

    title: str
    words: Words = field(repr=False)
    statement: Statement | None
    markers: frozenset[str] = frozenset()
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a case that the reader may see; `kind` and `id` name it together.

    `recorded_at` is when it was last known to be right: when somebody confirmed it, or else wrote it down (DIS-06).
    `third_party` where all of it is about somebody other than the person of the case. `title` says what it is and
    nothing of what it says.
    """

    kind: str
    id: UUID
    category: Category
    title: str
    statement: Statement | None
    occurred_on: dt.date | None
    recorded_at: dt.datetime
    owner: Agency
    case_id: UUID
    third_party: bool
    markers: frozenset[str]
    words: Words = field(repr=False)


def in_words(*pairs: tuple[str, object]) -> Words:
    """Labels with what was said under them; what was not said is left out, and what shares a label is joined."""
    found: Words = {}
    for label, said in pairs:
        if text := str(said or ""):
            found[label] = f"{found[label]}; {text}" if label in found else text
    return found
