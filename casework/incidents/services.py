"""Writing down incidents, correcting them, and that a pair was referred."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from casework.acts import INCIDENT_RECORDED, PAIR_REFERRED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.once import on_case
from casework.chronology.services import NewEvent, add_event, withdraw_events
from casework.chronology.times import at_noon
from casework.incidents.models import ANTISOCIAL, Incident, IncidentBy, Kind, PairReferral, ReportedTo
from casework.once import save_once
from casework.refusals import ChangedMeanwhile
from casework.repeats.rule import Crime
from casework.safe_contact.models import HarmedBy
from casework.victims.choices import Known
from casework.whereabouts.wards import Ward
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class NewIncident:
    """What happened, between which days, where, whether it is a crime, who was told, and who did it if linked."""

    kind: Kind
    crime: Crime
    what: str
    happened_from: date
    happened_until: date
    ward: Ward
    reported_to: ReportedTo
    close: Known = Known.NOT_KNOWN
    reported_on: date | None = None
    number: str = ""
    by: frozenset[UUID] = frozenset()
    id: UUID = field(default_factory=uuid7)

    @property
    def words(self) -> dict[str, object]:
        """What is sealed of it."""
        return {
            "kind": self.kind.value, "crime": self.crime.value, "what": self.what, "ward": self.ward.value,
            "reported_to": self.reported_to.value,
            "reported_on": self.reported_on.isoformat() if self.reported_on else "", "number": self.number,
            "close": self.close.value,
            "by": sorted(str(one) for one in self.by),
        }  # fmt: skip

    @property
    def category(self) -> Category:
        """Under which data category it is kept: as abuse unless it is known that nobody close did it."""
        apart = self.kind in ANTISOCIAL and self.close is Known.NO
        return Category.ASB_INCIDENT if apart else Category.DA_INCIDENT


def record_incident(*, actor: Actor, case: Case, new: NewIncident, corrects: Incident | None = None) -> Incident:
    """Add an incident, or one in place of another that was wrong; the same sent again adds nothing.

    Refuses an actor who does not work the case (NotPermitted), days that run backwards or to come and a perpetrator who
    is not linked to the case (ValueError), an incident corrected meanwhile (ChangedMeanwhile), and an id that is there
    with other words (AlreadySent).
    """
    require_work(actor, INCIDENT_RECORDED, case)
    if not new.happened_from <= new.happened_until <= timezone.localdate():
        raise ValueError("An incident has happened, and its last day is not before its first.")
    linked = HarmedBy.objects.filter(case=case, pk__in=new.by)
    if linked.count() != len(new.by):
        raise ValueError("Somebody who did it is not linked to this case.")
    row = on_case(
        Incident, actor, case, new.id, category=new.category, happened_from=new.happened_from,
        happened_until=new.happened_until, supersedes=corrects,
    )  # fmt: skip

    def check() -> None:
        if corrects and Incident.objects.filter(supersedes=corrects).exists():
            raise ChangedMeanwhile

    return save_once(
        actor=actor, act=INCIDENT_RECORDED, case=case, row=row, words={"words": new.words}, check=check,
        also=lambda saved: _after(actor, case, saved, new, linked),
    )  # fmt: skip


def refer_pair(
    *, actor: Actor, case: Case, pair: HarmedBy, panel: str, referred_on: date, row_id: UUID
) -> PairReferral:
    """Write down that the victim was referred because of somebody who harms them; the repeat clock starts anew.

    Refuses an actor who does not work the case (NotPermitted), a pair of another case and a day to come (ValueError),
    and an id that is there with other words (AlreadySent).
    """
    require_work(actor, PAIR_REFERRED, case)
    if pair.case_id != case.pk or referred_on > timezone.localdate():
        raise ValueError("A referral is of a pair of this case, and has been made.")
    row = on_case(PairReferral, actor, case, row_id, harmed_by=pair, referred_on=referred_on)
    said = NewEvent(
        Happening.INCIDENT, Statement.FACT, Category.DA_INCIDENT, f"Referred to {panel}", row_id,
        occurred_at=at_noon(referred_on),
    )  # fmt: skip
    return save_once(
        actor=actor, act=PAIR_REFERRED, case=case, row=row, words={"words": {"panel": panel}},
        also=lambda _: add_event(actor, case, said),
    )  # fmt: skip


def _after(actor: Actor, case: Case, saved: Incident, new: NewIncident, linked: Collection[HarmedBy]) -> None:
    tenant = {"partnership_id": case.partnership_id, "owner_id": case.owner_id, "case": case}
    IncidentBy.objects.bulk_create([IncidentBy(**tenant, incident=saved, harmed_by=one) for one in linked])
    if saved.supersedes_id:
        withdraw_events(case, saved.supersedes_id)
    told = NewEvent(
        Happening.INCIDENT, Statement.REPORTED, new.category, f"{new.kind.label}. {new.what}", saved.pk,
        occurred_at=at_noon(new.happened_until),
    )  # fmt: skip
    add_event(actor, case, told)
