"""What is said of a victim, before it is sealed and after it is opened."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar

from casework.victims.choices import Enhanced, Ground, Harmed, Kind, Known, Licence, Need, Premises

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """Everything of a victim that one form asks; a business or venue has premises, and nobody whom it fears.

    Refuses (ValueError) a person who was not told about MARAC without a reason, and premises of a person.
    """

    harmed: Harmed
    kind: Kind
    grounds: tuple[Ground, ...] = ()
    needs: tuple[Need, ...] = ()
    needs_words: str = ""
    enhanced: tuple[Enhanced, ...] = ()
    enhanced_why: str = ""
    afraid_of: str = ""
    safe_with: str = ""
    not_safe_with: str = ""
    told_of_marac: Known = Known.NOT_KNOWN
    not_told_why: str = ""
    children: Known = Known.NOT_KNOWN
    contact: str = ""
    contact_role: str = ""
    premises: Premises | None = None
    licence: Licence | None = None
    licence_number: str = ""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.told_of_marac is Known.NO and not self.not_told_why:
            raise ValueError("Why they were not told about MARAC is missing.")
        if self.is_person == (self.premises is not None):
            raise ValueError("A business or venue has a kind of premises, and a person none.")

    @property
    def is_person(self) -> bool:
        """Whether a human being was harmed, who has a date of birth, fears somebody, may have children."""
        return self.harmed == Harmed.PERSON

    def sealed(self) -> dict[str, object]:
        """As it is sealed: codes and words."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def opened_profile(words: Mapping[str, Any]) -> Profile:
    """What was sealed, once it is opened."""
    return Profile(
        harmed=Harmed(words["harmed"]), kind=Kind(words["kind"]),
        grounds=_several(Ground, words["grounds"]), needs=_several(Need, words["needs"]),
        enhanced=_several(Enhanced, words["enhanced"]),
        told_of_marac=Known(words["told_of_marac"]), children=Known(words["children"]),
        premises=Premises(words["premises"]) if words["premises"] else None,
        licence=Licence(words["licence"]) if words["licence"] else None,
        **{name: str(words[name]) for name in WRITTEN},
    )  # fmt: skip


WRITTEN = (
    "needs_words", "enhanced_why", "afraid_of", "safe_with", "not_safe_with", "not_told_why", "contact",
    "contact_role", "licence_number",
)  # fmt: skip


def _several(choice: type[ChoiceT], codes: list[str]) -> tuple[ChoiceT, ...]:
    return tuple(map(choice, codes))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [str(code) for code in value]
    return "" if value is None else str(value)
