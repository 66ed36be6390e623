"""What is said of one relationship, before it is sealed and after it is opened."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import Statement
from casework.dates import PartialDate, Precision
from casework.people.folding import fold
from casework.relationships.kinds import Kind, Known, Risk
from vault.ids import uuid7

OF_AGE = 18


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What a caseworker says of a relationship; `other` is the case of the other person, where the agency has one.

    `basis` says whether it is known, judged or reported; `id` makes a second sending harmless.
    """

    name: str
    kind: Kind
    known: Known
    risk: Risk
    basis: Statement
    born: PartialDate | None = None
    began: PartialDate | None = None
    ended: PartialDate | None = None
    words: str = ""
    other: Case | None = None
    id: UUID = field(default_factory=uuid7)

    def sealed(self) -> dict[str, object]:
        """Everything that is said, as it is sealed."""
        return {
            "name": self.name, "kind": self.kind.value, "known": self.known.value, "risk": self.risk.value,
            "basis": self.basis.value, "born": _packed(self.born), "began": _packed(self.began),
            "ended": _packed(self.ended), "words": self.words,
        }  # fmt: skip

    def who(self) -> str:
        """Who the other person is, as far as this case can tell them from others."""
        if self.other:
            return str(self.other.person_id)
        return f"{fold(self.name)} {self.birth_day}".strip()

    @property
    def birth_day(self) -> str:
        """The day of birth as people are found by it; empty where it is not known to the day."""
        return self.born.date.isoformat() if self.born and self.born.precision is Precision.EXACT else ""

    def category(self, today: dt.date) -> Category:
        """Children by their age, where it is known; a son or daughter whose age is not known counts as one."""
        young = _is_young(self.born, today)
        if young or (young is None and self.kind is Kind.CHILD):
            return Category.CHILDREN_IN_HOUSEHOLD
        return Category.FAMILY_RELATIONSHIPS


def said(opened: Mapping[str, Any]) -> Said:
    """What was sealed, as it was said."""
    return Said(
        name=opened["name"], kind=Kind(opened["kind"]), known=Known(opened["known"]), risk=Risk(opened["risk"]),
        basis=Statement(opened["basis"]), born=_unpacked(opened["born"]), began=_unpacked(opened["began"]),
        ended=_unpacked(opened["ended"]), words=opened["words"],
    )  # fmt: skip


def _packed(day: PartialDate | None) -> list[str] | None:
    return [day.date.isoformat(), day.precision.value] if day else None


def _unpacked(packed: list[str] | None) -> PartialDate | None:
    return PartialDate(dt.date.fromisoformat(packed[0]), Precision(packed[1])) if packed else None


def _is_young(born: PartialDate | None, today: dt.date) -> bool | None:
    if born is None:
        return None
    last = born.latest
    return today.year - last.year - ((today.month, today.day) < (last.month, last.day)) < OF_AGE
