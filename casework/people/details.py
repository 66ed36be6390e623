"""What is known of somebody, before it is sealed, and what they are found by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.dates import PartialDate, Precision
from casework.people.folding import fold
from casework.people.models import AliasKind, IdentifierKind, PersonIndex


@dataclass(frozen=True, slots=True, repr=False)
class PersonDetails:
    """What is known of somebody; a business or venue has only a family name."""

    given: str = ""
    family: str = ""
    other: str = ""
    born: PartialDate | None = None
    aliases: tuple[tuple[AliasKind, str], ...] = ()
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()


def indexed(details: PersonDetails) -> set[tuple[str, str]]:
    """What a person is found by exactly, as (field, text to hash); aliases count as names."""
    names = {f"{details.given} {details.other} {details.family}", f"{details.given} {details.family}"}
    names |= {text for _, text in details.aliases}
    found = {(PersonIndex.Field.FULL_NAME.value, fold(name)) for name in names}
    found |= {(PersonIndex.Field.IDENTIFIER.value, identifier_text(*one)) for one in details.identifiers}
    if details.born and details.born.precision is Precision.EXACT:
        found |= {(PersonIndex.Field.BIRTH.value, details.born.date.isoformat())}
    return {(field, text) for field, text in found if text}


def identifier_text(kind: IdentifierKind, value: str) -> str:
    """An identifier as it is hashed: its kind, and its letters and digits alone; empty where it has none."""
    plain = fold(value).replace(" ", "")
    return f"{kind.value} {plain}" if plain else ""


def as_opened(opened: Mapping[str, object]) -> PersonDetails:
    """What is known of somebody once it is opened; what could not be opened or was never given is left out.

    Identifiers stand in rows of their own.
    """
    name, born, aliases = opened["name"], opened["date_of_birth"], opened["aliases"]
    parts = name if isinstance(name, dict) else {}
    return PersonDetails(
        given=parts.get("given", ""),
        other=parts.get("other", ""),
        family=parts.get("family", ""),
        born=PartialDate(born, _precision(opened["particulars"])) if isinstance(born, date) else None,
        aliases=tuple((AliasKind(one["kind"]), one["text"]) for one in aliases) if isinstance(aliases, list) else (),
    )


def _precision(particulars: object) -> Precision:
    said = particulars if isinstance(particulars, dict) else {}
    return Precision(said.get("birth_precision", Precision.EXACT))
