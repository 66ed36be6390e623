"""How often the check may be made: by one person and by all of their agency, in each hour of the clock."""

from typing import Final

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotPermitted
from multiagency.acts import KNOWN_TO_CHECKED

MOST_BY_PERSON: Final = 20
MOST_BY_AGENCY: Final = 200
HOUR: Final = 3600  # seconds


def count_check(actor: Actor) -> None:
    """Count one check, in the transaction of the check.

    Refuses (NotPermitted) the twenty-first of a person and the two-hundred-and-first of an agency in one hour. Two at
    once wait for each other, so that none is counted twice and none not at all.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"known to {actor.agency_id}"])
    hour = timezone.now().strftime("%Y%m%d%H")
    _take(actor, f"known to {actor.principal} {hour}", MOST_BY_PERSON, "You have")
    _take(actor, f"known to {actor.agency_id} {hour}", MOST_BY_AGENCY, "Your agency has")


def _take(actor: Actor, key: str, most: int, who: str) -> None:
    made = cache.get(key, 0)
    if made >= most:
        raise NotPermitted(
            KNOWN_TO_CHECKED,
            actor.own_agency,
            words=f"{who} made {most} checks in this hour, as many as may be made. Try again in the next hour.",
            resolver="the information-governance officer of your agency, if you need more",
            facts={"limit": most},
        )
    cache.set(key, made + 1, timeout=HOUR)
