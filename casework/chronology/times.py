"""The moment at which something of a day stands in a chronology."""

from datetime import date, datetime, time

from django.utils import timezone


def at_noon(day: date) -> datetime:
    """Noon of a day, or now where noon is still to come: a day is no moment, and nothing stands in the future."""
    return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())
