"""Which way of contact a contact point serves: a pure rule. What is not known to be safe is not safe (P13)."""

from collections.abc import Iterable

from casework.safe_contact.models import Approach
from casework.whereabouts.details import PointDetail
from casework.whereabouts.models import Channel, Safe, Said

SERVES = {
    Approach.CALL: {Channel.MOBILE, Channel.LANDLINE, Channel.THIRD_PARTY},
    Approach.VOICE: {Channel.MOBILE, Channel.LANDLINE},
    Approach.TEXT: {Channel.MOBILE},
    Approach.EMAIL: {Channel.EMAIL},
    Approach.LETTER: {Channel.POST},
    Approach.VISIT: {Channel.IN_PERSON_ONLY},
}


def serves(point: PointDetail, approach: Approach) -> bool:
    """Whether this contact point is known to be safe for this way of contact."""
    asked = {Approach.TEXT: point.text, Approach.VOICE: point.voicemail}.get(approach, Said.YES)
    return point.channel in SERVES[approach] and point.safe == Safe.SAFE and asked == Said.YES


def post_is_safe(points: Iterable[PointDetail]) -> bool:
    """Whether nothing that is recorded of post speaks against a letter; where it may go is said by the addresses."""
    return all(serves(point, Approach.LETTER) for point in points if point.channel == Channel.POST)
