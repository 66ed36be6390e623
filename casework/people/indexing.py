"""The rows by which people are found, made from what is known of them before or after it is sealed."""

import secrets
from collections.abc import Iterable, Sequence
from uuid import UUID

from accounts.actor import Actor
from casework.categories import Category
from casework.dates import PartialDate
from casework.people.codes import COLUMNS, VERSION, stored
from casework.people.details import PersonDetails, indexed
from casework.people.models import NameCodes, PersonIndex
from casework.people.naming import Name, names_of
from vault.indexes import CODE_BYTES, Coder, blind_indexes

PURPOSE = f"casework.people.name {VERSION}"
EMPTY_WHERE_UNKNOWN = {"year", "birth"}


def coder(actor: Actor) -> Coder:
    """The maker of name codes of the actor's partnership."""
    return Coder(actor.partnership_id, PURPOSE, COLUMNS)


def exact_rows(actor: Actor, people: Iterable[tuple[UUID, PersonDetails]]) -> list[PersonIndex]:
    """The rows by which people are found by exactly the same name, date of birth or identifier."""
    found_by = [(pk, *what) for pk, details in people for what in sorted(indexed(details))]
    tokens = blind_indexes(actor.partnership_id, [(field, text) for _, field, text in found_by])
    return [
        PersonIndex(
            partnership_id=actor.partnership_id, owner_id=actor.agency_id, person_id=pk, field=field, token=token
        )
        for (pk, field, _), token in zip(found_by, tokens, strict=True)
    ]


def code_rows(actor: Actor, people: Sequence[tuple[UUID, PersonDetails]]) -> list[NameCodes]:
    """The rows by which people are found in spite of typing errors: one for each of their names, and at least one."""
    make = coder(actor)
    return [
        NameCodes(
            partnership_id=actor.partnership_id, owner_id=actor.agency_id, person_id=pk, category=category,
            version=VERSION, **_codes(make, name, details.born),
        )
        for pk, details in people
        for category, name in _names(details)
    ]  # fmt: skip


def _names(details: PersonDetails) -> list[tuple[Category, Name]]:
    own = names_of(details.given, details.family, details.other) or (Name("", ""),)
    also = dict.fromkeys(name for _, text in details.aliases for name in names_of("", text))
    return [(Category.IDENTITY, name) for name in own] + [(Category.ALIAS_LINKS, name) for name in also]


def _codes(make: Coder, name: Name, born: PartialDate | None) -> dict[str, bytes | None]:
    """Chance fills what a name does not have, so that the number of codes tells nothing of it."""
    texts = stored(name, born) if name.family else {}
    codes: dict[str, bytes | None] = {column: make.code(column, text) for column, text in texts.items()}
    for column in COLUMNS:
        if column not in codes:
            codes[column] = None if column in EMPTY_WHERE_UNKNOWN else secrets.token_bytes(CODE_BYTES)
    return codes
