"""What is sealed of a contact point and of an address, with its words checked on the way in and out."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Self

from casework.whereabouts.models import Channel, Place, Safe, Said
from casework.whereabouts.phones import numbers_in
from casework.whereabouts.wards import Ward


@dataclass(frozen=True, slots=True, repr=False)
class PointDetail:
    """One way to reach somebody and the rule for using it. Safe, voicemail and text have no default."""

    channel: Channel
    safe: Safe
    voicemail: Said
    text: Said
    value: str = ""
    times: str = ""
    code_word: str = ""

    def sealed(self) -> dict[str, object]:
        """As it is sealed."""
        return {"detail": {name: str(value) for name, value in asdict(self).items()}}

    @classmethod
    def read(cls, words: dict[str, str]) -> Self:
        """As it was sealed; refuses (ValueError) words that are none of the lists'."""
        return replace(
            cls(**words),  # type: ignore[arg-type]
            channel=Channel(words["channel"]),
            safe=Safe(words["safe"]),
            voicemail=Said(words["voicemail"]),
            text=Said(words["text"]),
        )


@dataclass(frozen=True, slots=True, repr=False)
class AddressDetail:
    """Somewhere, what it is, from when to when, and whether post is safe there, which has no default."""

    kind: Place
    safe_for_post: Said
    confidential: Said
    lines: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    ward: Ward | None = None

    def sealed(self) -> dict[str, object]:
        """As it is sealed."""
        return {"detail": {name: str(value or "") for name, value in asdict(self).items()}}

    @classmethod
    def read(cls, words: dict[str, str]) -> Self:
        """As it was sealed; refuses (ValueError) words that are none of the lists'."""
        return replace(
            cls(**words),  # type: ignore[arg-type]
            kind=Place(words["kind"]),
            safe_for_post=Said(words["safe_for_post"]),
            confidential=Said(words["confidential"]),
            begins_on=_day(words["begins_on"]),
            ends_on=_day(words["ends_on"]),
            ward=Ward(words["ward"]) if words["ward"] else None,
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def problems(detail: PointDetail | AddressDetail) -> dict[str, str]:
    """What is missing or impossible, by the field that mends it, in words for a form."""
    return _of_point(detail) if isinstance(detail, PointDetail) else _of_address(detail)


def _of_point(point: PointDetail) -> dict[str, str]:
    if point.channel in {Channel.MOBILE, Channel.LANDLINE} and len(numbers_in(point.value)) != 1:
        return {"value": "Enter one telephone number, such as 020 7946 0123."}
    if point.channel == Channel.EMAIL and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", point.value):
        return {"value": "Enter an e-mail address, such as name@example.org."}
    if point.channel == Channel.THIRD_PARTY and not point.value:
        return {"value": "Enter who passes a message on, and how to reach them."}
    if point.channel == Channel.POST and point.value:
        return {"value": "Leave this empty. Where letters go is written down as an address."}
    return {}


def _of_address(address: AddressDetail) -> dict[str, str]:
    if address.kind != Place.NFA and not address.lines:
        return {"lines": "Enter the address, or as much of it as is known."}
    if address.kind == Place.REFUGE and address.ward:
        return {"ward": "Leave this empty. A refuge is not placed on any map or ward."}
    if address.begins_on and address.ends_on and address.ends_on < address.begins_on:
        return {"ends_on": "The last day cannot be before the first."}
    return {}
