"""What happened to the victims of the storylines: a household at two of three reports, a shop, and a former partner."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor
from casework.asb_review.clock import Step
from casework.asb_review.services import apply_for_review, take_step
from casework.cases.models import Case
from casework.incidents.models import Kind, ReportedTo
from casework.incidents.services import NewIncident, record_incident
from casework.repeats.rule import Crime
from casework.safe_contact.models import HarmedBy
from casework.victims.choices import Known
from casework.whereabouts.wards import Ward
from vault.ids import uuid7


@dataclass(frozen=True)
class Happened:
    """One incident, so many days ago."""

    days: int
    kind: Kind
    crime: Crime
    close: Known
    ward: Ward
    told: ReportedTo
    what: str = field(repr=False)
    by_whoever_is_linked: bool = False


NOISY = (
    Happened(
        75, Kind.NOISE, Crime.NO, Known.NO, Ward.CHURCH_STREET, ReportedTo.LANDLORD,
        "Bass through the ceiling from ten until three. He knocked and was laughed at.",
    ),
    Happened(
        16, Kind.ABUSE, Crime.NOT_KNOWN, Known.NO, Ward.CHURCH_STREET, ReportedTo.COUNCIL,
        "Called names on the stairs by the son, with two friends who filmed it.",
    ),
    Happened(
        5, Kind.NOISE, Crime.NO, Known.NO, Ward.CHURCH_STREET, ReportedTo.NOBODY,
        "Music again. He says that ringing anybody makes it worse.",
    ),
)  # fmt: skip
FOLLOWED = (
    Happened(
        41, Kind.CONTACT, Crime.NO, Known.YES, Ward.NOT_KNOWN, ReportedTo.NOBODY,
        "Flowers at her work without a card. The florist would not say who paid.",
    ),
    Happened(
        13, Kind.ORDER_BREACH, Crime.YES, Known.YES, Ward.OUTSIDE, ReportedTo.POLICE,
        "Stood across the road from the school for half an hour, against the order.", by_whoever_is_linked=True,
    ),
)  # fmt: skip
ROBBED = (
    Happened(
        60, Kind.THEFT, Crime.YES, Known.NO, Ward.WEST_END, ReportedTo.POLICE,
        "Two men emptied the spirits shelf into foil-lined bags and walked out.",
    ),
    Happened(
        22, Kind.THREAT, Crime.YES, Known.NO, Ward.WEST_END, ReportedTo.POLICE,
        "The taller one showed a screwdriver at the till and said that he knew when she finished.",
        by_whoever_is_linked=True,
    ),
    Happened(
        9, Kind.THEFT, Crime.YES, Known.NO, Ward.WEST_END, ReportedTo.POLICE,
        "The same two, ten minutes before closing.",
    ),
)  # fmt: skip


def tell_incidents(lead: Actor, case: Case, told: Sequence[Happened], pair: HarmedBy | None) -> None:
    """Write incidents down, the earliest first; each that was reported, on its own day; by whoever is linked, if so."""
    today = timezone.localdate()
    for one in told:
        day = today - timedelta(days=one.days)
        reported = None if one.told == ReportedTo.NOBODY else day
        by = frozenset([pair.pk] if pair and one.by_whoever_is_linked else [])
        new = NewIncident(
            one.kind, one.crime, one.what, day, day, one.ward, one.told, one.close, reported_on=reported, by=by
        )
        record_incident(actor=lead, case=case, new=new)


def ask_for_review(lead: Actor, case: Case) -> None:
    """A case review that was asked for eight days ago and acknowledged the day after."""
    today = timezone.localdate()
    said = "Three reports to the police since the summer, and nobody has told us what comes of them."
    apply_for_review(
        actor=lead, case=case, step_id=uuid7(), on=today - timedelta(days=8), by="The manager of the shop", said=said
    )
    acknowledged = today - timedelta(days=7)
    words = "By letter, with the name of who answers for it."
    take_step(actor=lead, case=case, step_id=uuid7(), step=Step.ACKNOWLEDGED, on=acknowledged, said=words)
