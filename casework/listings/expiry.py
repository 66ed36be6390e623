"""Ending every hour what has expired, and telling leads every night of what soon will."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from accounts.outbox.services import tell
from audit.ledger.events import Subject, record
from audit.ledger.selectors import written_about
from casework.acts import LISTING_RUNS_OUT
from casework.listings.models import Listing
from casework.listings.policies import RULES, ListingRule, live_listings
from casework.listings.services import KEEPER, end_expired
from casework.notices import LISTING_SOON_ENDS


@job("casework.listings_expired", "Ending places on cohorts that have expired", every=Every.HOUR)
def end_every_hour(actor: Actor) -> None:
    """End what has expired at every agency of the actor's partnership."""
    for keeper in _keepers(actor):
        with acting(keeper):
            end_expired(Listing.objects.filter(owner_id=keeper.agency_id))


@job("casework.listings_soon_end", "Telling leads of places on cohorts that soon end", every=Every.NIGHT)
def tell_every_night(actor: Actor) -> None:
    """Tell the leads at every agency of the actor's partnership, as `tell_leads` does."""
    for keeper in _keepers(actor):
        with acting(keeper):
            tell_leads(actor=keeper)


@transaction.atomic
def tell_leads(*, actor: Actor) -> int:
    """Tell whoever leads the case, or reviews the place where nobody leads, once of each place that soon ends.

    How soon is said by the rule under which the place began. Gives how many places are new. The message says nothing of
    the case.
    """
    soon = [row for rule in RULES for row in _soon(rule, actor)]
    told = written_about(LISTING_RUNS_OUT, [row.pk for row in soon])
    new = [row for row in soon if str(row.pk) not in told]
    for row in new:
        record(LISTING_RUNS_OUT, by=actor, subject=Subject("listing", row.pk, row.owner_id))
    for user in sorted({row.case.lead or row.reviewer for row in new}, key=lambda user: user.pk):
        tell(actor=actor, user=user, notice=LISTING_SOON_ENDS)
    return len(new)


def _soon(rule: ListingRule, actor: Actor) -> QuerySet[Listing]:
    last = timezone.localdate() + rule.told_before
    mine = live_listings().filter(owner_id=actor.agency_id, rule=rule.version, expires_on__lte=last)
    return mine.select_related("case__lead", "reviewer").order_by("pk")


def _keepers(actor: Actor) -> Iterator[Actor]:
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        yield system_actor(KEEPER, actor.partnership_id, agency_id)
