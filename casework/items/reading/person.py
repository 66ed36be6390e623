"""What is said of the person of a case, and of how and where to reach them."""

from collections.abc import Mapping
from typing import Any

from casework.chronology.models import Statement
from casework.dates import PartialDate
from casework.items.item import Told, in_words
from casework.particulars.models import PersonPart
from casework.particulars.vocabulary import Entity, Part
from casework.particulars.wording import alias_in_words
from casework.particulars.wording import in_words as part_in_words
from casework.people.models import AliasKind, IdentifierKind, Person, PersonIdentifier
from casework.shown import name_in_words, show_birth
from casework.whereabouts.details import AddressDetail, PointDetail
from casework.whereabouts.models import Said, Whereabouts

Opened = Mapping[str, Any]


def name(person: Person, opened: Opened) -> Told:
    """The name, and the date of birth no more exactly than it is known."""
    born = show_birth(opened["date_of_birth"], opened["particulars"], person.owner)
    entity = Entity(opened["name"].get("kind", Entity.PERSON))
    words = in_words(
        ("Name", name_in_words(opened["name"])), ("Date of birth", born.text),
        ("What it is", entity.label if entity is not Entity.PERSON else ""),
    )  # fmt: skip
    return Told("Name and date of birth", words, Statement.FACT)


def aliases(_person: Person, opened: Opened) -> Told:
    """Other names; the item has no words where there are none, and is then left out."""
    pairs = [(AliasKind(one["kind"]).label, alias_in_words(one)) for one in opened["aliases"] or ()]
    return Told("Other names", in_words(*pairs), Statement.REPORTED)


def identifier(_row: PersonIdentifier, opened: Opened) -> Told:
    """One number, under its kind."""
    kind = IdentifierKind(opened["detail"]["type"])
    return Told(kind.label, in_words((kind.label, opened["detail"]["value"])), Statement.FACT)


def particular(row: PersonPart, opened: Opened) -> Told:
    """One part of what is asked of a person; what staff say by sight is their assessment."""
    part, detail = Part(row.part), opened["detail"]
    by_sight = detail.get("source") == "STAFF"
    return Told(
        part.label, in_words(*part_in_words(part, detail)), Statement.ASSESSMENT if by_sight else Statement.FACT
    )


def contact_point(row: Whereabouts, opened: Opened) -> Told:
    """One way to reach somebody, always with the rule for using it."""
    detail: PointDetail = opened["detail"]
    words = in_words(
        (detail.channel.label, detail.value or "Yes"), ("Safe to use", detail.safe.label),
        ("Safe to leave a voicemail", detail.voicemail.label), ("Safe to send a text", detail.text.label),
        ("When", detail.times), ("Code word", detail.code_word),
    )  # fmt: skip
    return Told("Way to contact them", words, _as_confirmed(row))


def address(row: Whereabouts, opened: Opened) -> Told:
    """One address, always with whether post is safe there."""
    detail: AddressDetail = opened["detail"]
    words = in_words(
        (detail.kind.label, detail.lines or "Yes"), ("Safe for post", detail.safe_for_post.label),
        ("To be kept from others", detail.confidential.label if detail.confidential != Said.NO else ""),
        ("From", PartialDate(detail.begins_on) if detail.begins_on else ""),
        ("Until", PartialDate(detail.ends_on) if detail.ends_on else ""),
        ("Ward", detail.ward.label if detail.ward else ""),
    )  # fmt: skip
    return Told("Address", words, _as_confirmed(row))


def _as_confirmed(row: Whereabouts) -> Statement:
    return Statement.FACT if row.confirmed_on else Statement.REPORTED
