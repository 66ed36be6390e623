"""What a new version of an agreement no longer carries: standing shares stop with the moment it comes into force."""

from collections import defaultdict
from uuid import UUID

from django.db import connection
from django.utils import timezone

from casework.shares.resting import end_shares_at, stop_shares
from multiagency.agreements.models import Agreement, AgreementVersion
from multiagency.agreements.reading import whole


def replace_earlier(version: AgreementVersion) -> int:
    """Stop what earlier versions let be shared and this one does not, once its last signature is given; how much.

    Where it is in force at once, shares stop in the transaction of that signature, keys included, and both sides are
    told. Where its first day is to come they end with the start of that day, whatever runs or does not run by then.
    What it carries goes on. Nothing stops while a signature is missing, or for a version that never comes into force.
    """
    (agreement,) = whole(Agreement.objects.filter(pk=version.agreement_id))
    life = next(one.life for one in agreement.versions if one.row.pk == version.pk)
    begins, now = life.begins_at(), timezone.now()
    if begins is None or life.is_over(max(begins, now)):
        return 0
    gone = _not_carried(version)
    if begins <= now:
        return stop_shares(partnership_id=version.partnership_id, shares=gone)
    return end_shares_at(partnership_id=version.partnership_id, shares=gone, at=begins)


def _not_carried(version: AgreementVersion) -> dict[UUID, list[UUID]]:
    """The shares concerned, by the agency that made each."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("SELECT share_id, owner_id FROM shares_not_carried(%s)", [version.pk])
        for share_id, owner_id in cursor.fetchall():
            found[owner_id].append(share_id)
    return found
