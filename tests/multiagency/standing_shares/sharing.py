"""Standing shares for tests: police who have an agreement with probation, and what they share by it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case, CaseShare
from casework.cases.selectors import open_case
from casework.categories import Category
from multiagency.sharing.claims import Claims
from multiagency.sharing.weighing import Weighed, fingerprint
from multiagency.standing_shares.services import Shared, Wanted, preview, share_standing
from tests.cast import actor
from tests.multiagency.sharing.sending import CLAIMS
from vault.models import KeyGrant


def wanted(agency: Agency, *categories: Category, claims: Claims = CLAIMS, last_day: date | None = None) -> Wanted:
    """These categories for an agency, for a month where no other day is named."""
    until = last_day or timezone.localdate() + timedelta(days=30)
    return Wanted(agency, frozenset(categories or (Category.INTERVENTION_RECORD,)), claims, until)


def foreseen(user: User, case: Case, what: Wanted) -> list[Weighed]:
    """What would be decided now."""
    who = actor(user)
    with acting(who):
        return preview(who, open_case(who, case.reference), what)


def shared_standing(user: User, case: Case, what: Wanted, seen: str | None = None) -> Shared:
    """What comes of sharing it, as the page showed it a moment before."""
    who = actor(user)
    with acting(who):
        opened = open_case(who, case.reference)
        shown = fingerprint(preview(who, opened, what)) if seen is None else seen
        return share_standing(actor=who, opened=opened, wanted=what, seen=shown)


def standing(user: User, case: Case) -> dict[str, str]:
    """How each category that the user's agency shares or is shared stands: '' while it is seen."""
    with acting(actor(user)):
        return dict(CaseShare.objects.filter(case=case).values_list("category", "stopped_for"))


def keys_of(owner: User, case: Case, agency: Agency) -> set[str]:
    """Categories of a case for which another agency holds a key."""
    with acting(actor(owner)):
        held: Iterable[str] = KeyGrant.objects.filter(subject_id=case.pk, agency_id=agency.pk).values_list(
            "category", flat=True
        )
        return set(held)
