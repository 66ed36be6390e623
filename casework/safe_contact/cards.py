"""The safe-contact card as it is shown: the rule first, the number once the rule is acknowledged."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from casework.safe_contact.models import Approach
from casework.safe_contact.rules import post_is_safe, serves
from casework.whereabouts.details import PointDetail
from casework.whereabouts.models import Channel, ContactPoint, Safe


def is_stale(confirmed_on: date | None) -> bool:
    """Whether nobody confirmed it for longer than the setting says, or ever."""
    return confirmed_on is None or confirmed_on < timezone.localdate() - timedelta(
        days=settings.SAFE_CONTACT_STALE_DAYS
    )


@dataclass(frozen=True, slots=True)
class Way:
    """One contact point on the card. `reach` and `code_word` are empty until the rule is acknowledged for it."""

    point: ContactPoint
    detail: PointDetail = field(repr=False)
    acknowledged: bool
    shared_phone: bool

    @property
    def reach(self) -> str:
        """The number or address itself, once the rule is acknowledged."""
        return self.detail.value if self.acknowledged else ""

    @property
    def code_word(self) -> str:
        """The code word, once the rule is acknowledged."""
        return self.detail.code_word if self.acknowledged else ""

    @property
    def safe(self) -> bool:
        """Whether it is known to be safe; unknown is not."""
        return self.detail.safe == Safe.SAFE

    @property
    def takes_calls(self) -> bool:
        """Whether it is a telephone, so that voicemail and text are questions."""
        return self.detail.channel in {Channel.MOBILE, Channel.LANDLINE}

    @property
    def stale(self) -> bool:
        """Whether it was not confirmed lately."""
        return is_stale(self.point.confirmed_on)


@dataclass(frozen=True, slots=True)
class Offer:
    """A way of contact that is safe, and until when its rule is acknowledged; None where it is still to be read."""

    approach: Approach
    until: datetime | None

    @property
    def words(self) -> str:
        """What one is about to do; whether a letter may go anywhere is said by the addresses, which no card opens."""
        return "see whether a letter may go" if self.approach == Approach.LETTER else self.approach.label.lower()


@dataclass(frozen=True, slots=True)
class Card:
    """What the actor may know of contacting the person of a victim case.

    Somebody who is not named is told `through` whom contact goes, and nothing else: `for_reader` is false, and no way
    is offered. Where nobody is named, `names_readers` says who names somebody, and `may_name` whether the actor does.
    `version` is that of the rule, for the form that acknowledges it. Where the person is stands on no card:
    `reads_location` only says whether the actor is named to read it.
    """

    for_reader: bool
    reads_location: bool
    through: tuple[str, ...] = ()
    names_readers: str = ""
    may_name: bool = False
    ways: tuple[Way, ...] = ()
    offers: tuple[Offer, ...] = ()
    letters_wait: bool = False
    version: str = ""

    @property
    def acknowledged(self) -> frozenset[Approach]:
        """The ways of contact that may be used, and logged, now."""
        return frozenset(offer.approach for offer in self.offers if offer.until)

    @property
    def shared_phone(self) -> bool:
        """Whether a number here is also on the record of somebody who harms them."""
        return any(way.shared_phone for way in self.ways)


def safe_approaches(points: list[PointDetail], *, posts: bool) -> list[Approach]:
    """The ways of contact to offer: those that a point serves, and letters where every address has been checked."""
    served = [approach for approach in Approach if any(serves(point, approach) for point in points)]
    letters = [Approach.LETTER] if posts and post_is_safe(points) else []
    return [*(one for one in served if one != Approach.LETTER), *letters]
