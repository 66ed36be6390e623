"""Incidents and referrals, as a caseworker writes them down."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.incidents.models import Incident, Kind, PairReferral, ReportedTo
from casework.incidents.pairs import Pair
from casework.incidents.selectors import pairs
from casework.incidents.services import NewIncident, record_incident, refer_pair
from casework.repeats.rule import Crime
from casework.safe_contact.models import HarmedBy
from casework.safe_contact.services import link_harm
from casework.victims.choices import Known
from casework.whereabouts.wards import Ward
from tests.cast import actor
from vault.ids import uuid7

FORM = {
    "kind": "THREAT", "what": "He rang her sister and said that he would come", "crime": "NO",
    "close": "NOT_KNOWN", "ward": "CHURCH_STREET",
    "reported_to": "NOBODY",
}  # fmt: skip


def typed(day: date, **more: object) -> dict[str, object]:
    """The form as it is sent, about a day."""
    return FORM | {"id": uuid7(), "happened_from": f"{day:%d/%m/%Y}"} | more


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def linked(user: User, case: Case, offender: Case) -> HarmedBy:
    """Whoever the offender's case is about, said to harm the victim."""
    who = actor(user)
    with acting(who):
        link_harm(actor=who, case=case, offender=offender)
        return HarmedBy.objects.get(case=case, person=offender.person_id)


def happened(
    user: User, case: Case, days: int, by: Iterable[HarmedBy] = (), corrects: Incident | None = None, **more: object
) -> Incident:
    who, day = actor(user), days_ago(days)
    new = NewIncident(
        Kind.THREAT, Crime.NO, "He rang her sister", day, day, Ward.WEST_END, ReportedTo.NOBODY,
        close=Known.NO, by=frozenset(one.pk for one in by),
    )  # fmt: skip
    with acting(who):
        return record_incident(actor=who, case=case, new=replace(new, **more), corrects=corrects)  # type: ignore[arg-type]


def referred(user: User, case: Case, pair: HarmedBy, days: int) -> PairReferral:
    who = actor(user)
    with acting(who):
        return refer_pair(
            actor=who, case=case, pair=pair, panel="the MARAC", referred_on=days_ago(days), row_id=uuid7()
        )


def found(user: User, case: Case) -> tuple[Pair, ...]:
    who = actor(user)
    with acting(who):
        return pairs(who, open_case(who, case.reference))
