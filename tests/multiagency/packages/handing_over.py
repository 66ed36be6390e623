"""Something that was sent to an agency with nobody on the system, and a way in to it."""

from dataclasses import replace

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, User
from audit.ledger.events import event
from casework.cases.models import Case
from multiagency.acts import DISCLOSED
from multiagency.packages.services import Made, make_package
from multiagency.sharing.claims import Audience
from multiagency.sharing.facts import Override
from multiagency.sharing.models import Channel, Disclosure
from multiagency.sharing.sending import Picked
from tests.cast import actor, make_agency
from tests.multiagency.sharing.sending import CLAIMS, sent
from tests.town import Town, logged, opened_case
from vault.opening import seal

NOTE = "He sleeps at the boatyard on Fridays"


def outside(town: Town) -> Agency:
    """An agency of the partnership with nobody on this system."""
    return make_agency(town.partnership, AgencyType.PROBATION, "Easthaven Probation")


def without_agreement(town: Town) -> Override:
    """A second person lets it go though no agreement covers it: an agency outside has signed none."""
    said = "He is moving to Easthaven this week"
    return Override(str(town.caseworker.pk), str(town.auditor.pk), said, said, said)


def sent_outside(town: Town, case: Case | None = None) -> Disclosure:
    """The note of an intervention, sent to an agency outside by the agreement of police and probation."""
    case = case or opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    agency = outside(town)
    claims = replace(CLAIMS, override=without_agreement(town))
    audience = Audience(agency, outside=True)
    what = Picked(frozenset({("intervention", note.pk)}), audience, claims, channel=Channel.PACKAGE)
    disclosure = sent(town.caseworker, case, what).disclosure
    assert disclosure
    return disclosure


def handed_over(town: Town, disclosure: Disclosure, days: int = 7) -> Made:
    """A link with its code."""
    who = actor(town.caseworker)
    with acting(who):
        return make_package(actor=who, disclosure=disclosure, days=days)


def row_sent(worker: User, case: Case) -> Disclosure:
    """That something was sent of a case to an agency outside, without deciding what: for addresses and walls."""
    who, agency = actor(worker), make_agency(case.partnership, AgencyType.PROBATION, "Easthaven Probation")
    row = Disclosure(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, agency=agency, disclosed_by=worker,
        purpose=CLAIMS.purpose, gateway=CLAIMS.gateway, channel=Channel.PACKAGE,
    )  # fmt: skip
    with acting(who), event(DISCLOSED, by=who, subject=case.subject):
        seal(who.agency_id, [(row, {"cover": {}, "reasons": {}})])
        row.save(force_insert=True)
    return row


def rows_of_packages(worker: User, case: Case) -> dict[str, object]:
    """A way in to it, by what addresses call it."""
    disclosure, who = row_sent(worker, case), actor(worker)
    with acting(who):
        package = make_package(actor=who, disclosure=disclosure, days=7).package
    return {"sent_id": disclosure.pk, "package_id": package.pk}
