"""What is known of somebody, before it is sealed, and what they are found by."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.dates import PartialDate, Precision
from casework.people.folding import fold
from casework.people.models import AliasKind, IdentifierKind, PersonIndex


@dataclass(frozen=True, slots=True, repr=False)
class PersonDetails:
    """What is known of somebody. One of given and family is needed; a business or venue has only a family name."""

    given: str = ""
    family: str = ""
    other: str = ""
    born: PartialDate | None = None
    aliases: tuple[tuple[AliasKind, str], ...] = ()
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()

    def __post_init__(self) -> None:
        if not (self.given or self.family):
            raise ValueError("A person needs a name.")


def indexed(details: PersonDetails) -> Iterable[tuple[str, str]]:
    """What a person is found by, as (field, text to hash); aliases count as names."""
    full = fold(f"{details.given} {details.other} {details.family}")
    short = fold(f"{details.given} {details.family}")
    yield from ((PersonIndex.Field.FULL_NAME.value, name) for name in {full, short} if name)
    if details.family:
        yield PersonIndex.Field.FAMILY_NAME.value, fold(details.family)
    yield from ((PersonIndex.Field.FULL_NAME.value, fold(text)) for _, text in details.aliases)
    if details.born and details.born.precision is Precision.EXACT:
        yield PersonIndex.Field.BIRTH.value, details.born.date.isoformat()
    yield from ((PersonIndex.Field.IDENTIFIER.value, identifier_text(*one)) for one in details.identifiers)


def identifier_text(kind: IdentifierKind, value: str) -> str:
    """An identifier as it is hashed: its kind, and its letters and digits alone."""
    return f"{kind.value} {fold(value).replace(' ', '')}"
