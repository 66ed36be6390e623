"""What is compared: keyed hashes of all of a name with all of a date of birth, or of a number; nothing like them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from casework.people.details import PersonDetails, indexed
from casework.people.models import PersonIndex
from vault.indexes import blind_index, blind_indexes

MOST_NAMES: Final = 20
MOST_NUMBERS: Final = 20
NAME, BIRTH, NUMBER = (
    PersonIndex.Field.FULL_NAME.value,
    PersonIndex.Field.BIRTH.value,
    PersonIndex.Field.IDENTIFIER.value,
)
IN_THE_LEDGER: Final = "multiagency.known_to"


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """Who is asked about, as hashes; `asked` is how the ledger names the question, equal where the question is."""

    names: tuple[bytes, ...]
    births: tuple[bytes, ...]
    numbers: tuple[bytes, ...]
    asked: str


def exact_enough(details: PersonDetails) -> bool:
    """Whether somebody can be told from everybody else: a name with the whole date of birth, or a number."""
    fields = {field for field, _ in indexed(details)}
    return NUMBER in fields or {NAME, BIRTH} <= fields


def question(partnership_id: UUID, details: PersonDetails) -> Question:
    """The question as hashes of the partnership, with at most 20 names and 20 numbers.

    Refuses (ValueError) what is not exact enough: a name alone is many people's.
    """
    if not exact_enough(details):
        raise ValueError("A check needs a name with a whole date of birth, or a number.")
    parts = sorted(indexed(details))
    tokens = blind_indexes(partnership_id, parts)
    by_field: dict[str, list[bytes]] = {NAME: [], BIRTH: [], NUMBER: []}
    for (field, _), token in zip(parts, tokens, strict=True):
        by_field[field].append(token)
    return Question(
        names=tuple(by_field[NAME][:MOST_NAMES]),
        births=tuple(by_field[BIRTH]),
        numbers=tuple(by_field[NUMBER][:MOST_NUMBERS]),
        asked=blind_index(partnership_id, IN_THE_LEDGER, "\n".join(f"{field} {text}" for field, text in parts)).hex(),
    )
