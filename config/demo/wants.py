"""Load what people of the demo want and agreed to, as the leads of their cases take it down."""

from collections.abc import Mapping
from datetime import timedelta

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.consent.answering import Answered, NewConsent
from casework.consent.services import record_consent, withdraw_consent
from casework.consent.states import State
from casework.consent.wordings import wording_on
from casework.purposes import Purpose
from casework.wishes.models import AboutSharing
from casework.wishes.services import NewWishes, write_wishes
from config.demo.sharing import share_as_claimed
from config.demo.world import Agreed, World
from multiagency.sharing.claims import Claims

HOLDS = timedelta(days=182)
BY = "CONSENT"
"""On what a share by consent rests: as its power, its lawful basis, and its basis in confidentiality."""


def load_wants(
    world: World, cases: Mapping[int, Case], users: Mapping[str, User], agencies: Mapping[str, Agency]
) -> None:
    """Write down every wish, and take down, share by and take back every consent."""
    told = {want.case for want in world.wants} | {one.case for one in world.agreed}
    leads = {case: actor_for(users[world.cases[case].lead]) for case in told}
    for want in world.wants:
        about = AboutSharing(want.about_sharing) if want.about_sharing else None
        new = NewWishes(want.words, world.today - timedelta(days=want.days_ago), about)
        with acting(leads[want.case]):
            write_wishes(actor=leads[want.case], case=cases[want.case], new=new)
    for one in world.agreed:
        with acting(leads[one.case]):
            _consent(leads[one.case], cases[one.case], agencies[one.agency], one, world)


def _consent(lead: Actor, case: Case, agency: Agency, one: Agreed, world: World) -> None:
    day = world.today - timedelta(days=one.days_ago)
    new = NewConsent(
        state=State.GIVEN, purposes=frozenset({one.purpose}), categories=frozenset(one.categories),
        recipients=frozenset({agency.pk}), wording=wording_on(day).version, how=Answered.SAID, evidence=one.words,
        answered_on=day, expires_on=day + HOLDS,
    )  # fmt: skip
    consent = record_consent(actor=lead, opened=open_case(lead, case.reference), new=new)
    claims = Claims(purpose=Purpose(one.purpose), gateway=BY, basis=BY, conf_basis=BY)
    share_as_claimed(lead, case, agency, map(Category, one.categories), claims, day + HOLDS)
    if one.taken_back:
        withdraw_consent(actor=lead, case=case, consent=consent)
