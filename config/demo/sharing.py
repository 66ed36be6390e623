"""Share what the leads of the demo share, each category as the product decides it on the agreements of the demo."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.purposes import Purpose
from config.demo.world import Share, World
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.terms import terms_between
from multiagency.sharing.claims import Claims
from multiagency.sharing.weighing import fingerprint
from multiagency.standing_shares.services import Wanted, preview, share_standing


def load_shares(
    world: World, cases: Mapping[int, Case], users: Mapping[str, User], agencies: Mapping[str, Agency]
) -> None:
    """Share what every lead shares, for what the case is worked for; refuses (ValueError) what is not allowed."""
    leads: dict[str, Actor] = {}
    for (key, code, last_day), group in groupby(world.shares, key=lambda one: (one.case, one.agency, one.ends_on)):
        email = world.cases[key].lead
        lead = leads.setdefault(email, actor_for(users[email]))
        with acting(lead):
            _share(lead, cases[key], agencies[code], group, last_day)


def share_as_claimed(
    lead: Actor, case: Case, agency: Agency, categories: Iterable[Category], claims: Claims, last_day: date
) -> None:
    """Share these categories as a lead does on the page; refuses (ValueError) where one of them is not allowed."""
    opened = open_case(lead, case.reference)
    wanted = Wanted(agency, frozenset(categories), claims, last_day)
    weighed = preview(lead, opened, wanted)
    if held := {one.thing.category: one.decided.fired for one in weighed if not one.decided.allowed}:
        raise ValueError(f"The demo shares with {agency.code} what may not be shared: {held}")
    share_standing(actor=lead, opened=opened, wanted=wanted, seen=fingerprint(weighed))


def _share(lead: Actor, case: Case, agency: Agency, shares: Iterable[Share], last_day: date) -> None:
    categories = [Category(share.category) for share in shares]
    flows = [(case.purpose, category.value) for category in categories]
    terms = terms_between(case.owner, agency, flows, timezone.now())
    powers = [power for flow in flows if flow in terms for power in terms[flow].gateways]
    gateway = powers[0] if powers else ""
    law = Gateway(gateway).label if gateway else ""
    claims = Claims(purpose=Purpose(case.purpose), gateway=gateway, le_citation=law)
    share_as_claimed(lead, case, agency, categories, claims, last_day)
