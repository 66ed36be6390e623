"""Reading incidents, and what the repeat rule says of each pair, under the look that is already written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject
from casework.acts import INCIDENT_RECORDED
from casework.cases.models import Case, Role
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase, victim_case
from casework.incidents.models import Incident, IncidentBy, Kind, PairReferral, ReportedTo
from casework.incidents.pairs import Pair
from casework.repeats.definitions import PERSISTENT, REPEAT, Targeting
from casework.repeats.rule import Crime, Happened, evaluate, months_after
from casework.safe_contact.models import HarmedBy
from casework.safe_contact.selectors import who_harms
from casework.shown import Shown, open_for_page, show
from casework.victims.choices import Known
from casework.whereabouts.wards import Ward
from vault.fields import SealedQuerySet

PAGE: Final = 25
MOST: Final = 500
"""Incidents of twelve months that are counted on the first page; past that the number says enough."""


@dataclass(frozen=True, slots=True)
class IncidentShown:
    """One incident as the reader may see it: in words, or sealed; and whether a later row corrects it."""

    row: Incident
    what: Shown
    kind: Kind | None = None
    crime: Crime | None = None
    close: Known | None = None
    ward: Ward | None = None
    reported_to: ReportedTo | None = None
    reported_on: date | None = None
    number: str = ""
    by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One page of incidents, the newest first, and the pairs; `older` begins the next page, empty on the last."""

    rows: tuple[IncidentShown, ...]
    pairs: tuple[Pair, ...]
    older: str


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """How many incidents in the last twelve months, when the last one was, and the pairs that need a referral."""

    number: int
    latest: Incident | None
    repeats: tuple[Pair, ...]
    suggestion: str


def incidents(actor: Actor, opened: OpenedCase, after: str = "", size: int = PAGE) -> IncidentPage:
    """A page of the incidents of the victim's case that was opened; NotKnown on another's."""
    case = victim_case(opened)
    live = Incident.objects.filter(case=case, superseded_by=None).select_related("owner", "recorded_by")
    found = list(_older(live, after).order_by("-happened_until", "-id")[: size + 1])
    rows = found[:size]
    words = open_for_page(actor, opened.ticket, rows, "words")
    older = f"{rows[-1].happened_until.isoformat()}_{rows[-1].pk.hex}" if len(found) > size else ""
    return IncidentPage(tuple(_shown(row, words[row.pk]["words"]) for row in rows), pairs(actor, opened), older)


def one_incident(actor: Actor, opened: OpenedCase, incident_id: UUID) -> IncidentShown:
    """An incident of the case that nothing corrects yet; NotKnown for every other."""
    rows = Incident.objects.filter(case=victim_case(opened), pk=incident_id, superseded_by=None)
    row = rows.select_related("owner", "recorded_by").first()
    if row is None:
        raise NotKnown(INCIDENT_RECORDED, Subject("incident", incident_id))
    return _shown(row, open_for_page(actor, opened.ticket, [row], "words")[row.pk]["words"])


def summary(actor: Actor, opened: OpenedCase) -> IncidentSummary | None:
    """What the first page says of incidents; nothing on an offender's case."""
    if opened.case.role != Role.VICTIM:
        return None
    since = months_after(timezone.localdate(), -12)
    live = Incident.objects.filter(case=opened.case, superseded_by=None)
    recent = list(live.filter(happened_until__gte=since).order_by("-happened_until", "-id")[:MOST])
    found = tuple(one for one in pairs(actor, opened) if one.needs_referral)
    return IncidentSummary(len(recent), recent[0] if recent else None, found, suggestion(recent))


def suggestion(recent: Sequence[Incident]) -> str:
    """Why enhanced rights as persistently targeted are suggested, or nothing; a person decides (Victims' Code)."""
    rule: Targeting = max(
        (one for one in PERSISTENT if one.in_force <= timezone.localdate()), key=lambda one: one.in_force
    )
    since = months_after(timezone.localdate(), -rule.months)
    number = sum(1 for one in recent if one.happened_from >= since)
    if number < rule.incidents:
        return ""
    return (
        f"{number} incidents in {rule.months} months. From {rule.incidents} on (rule of {rule.version}), enhanced"
        " rights as persistently targeted are suggested; whoever describes the victim decides."
    )


def pairs(actor: Actor, opened: OpenedCase) -> tuple[Pair, ...]:
    """Each linked perpetrator of the victim's case, and what the rule says of the pair.

    Everything counts that the actor's agency may see: also other cases of the same victim about the same perpetrator
    (practice rule P2). Nothing is opened of before the last referral, which no rule counts; what is opened is written
    down.
    """
    case = victim_case(opened)
    links = list(HarmedBy.objects.filter(case=case).order_by("pk"))
    theirs = visible_cases(actor).filter(person=case.person_id, role=Role.VICTIM)
    same = list(HarmedBy.objects.filter(case__in=theirs, person__in=[one.person_id for one in links]))
    referred = _last_referrals(same)
    done = [
        one
        for one in IncidentBy.objects.filter(harmed_by__in=same, incident__superseded_by=None)
        .select_related("incident", "harmed_by").order_by("-incident__happened_until")
        if (since := referred.get(one.harmed_by.person_id)) and one.incident.happened_until >= since
    ]  # fmt: skip
    words = open_for_page(actor, opened.ticket, {one.incident_id: one.incident for one in done}.values(), "words")
    by_person = {
        link.person_id: [_happened(one, words) for one in done if one.harmed_by.person_id == link.person_id]
        for link in links
    }
    seen = {one.person_id: one for one in _offenders(actor, links)}
    names = who_harms(actor, opened) if links else {}
    return tuple(
        Pair(
            link,
            seen.get(link.person_id),
            evaluate(REPEAT, filter(None, [referred.get(link.person_id)]), by_person[link.person_id]),
            names.get(link.person_id, ""),
        )
        for link in links
    )


def happened_since_the_referral() -> Exists:
    """The condition, on a case, that somebody linked did something after the last referral of the pair on that case.

    Asked of days alone, which are clear: whether it is a repeat, may be one, or is a new case, it is to be referred.
    """
    last = (
        PairReferral.objects.filter(harmed_by=OuterRef("harmed_by")).order_by("-referred_on").values("referred_on")[:1]
    )
    done = IncidentBy.objects.filter(case=OuterRef("pk"), incident__superseded_by=None).annotate(last=Subquery(last))
    across = Q(incident__happened_until=F("last"), incident__happened_from__lt=F("last"))
    return Exists(done.filter(Q(incident__happened_until__gt=F("last")) | across))


def _last_referrals(links: Sequence[HarmedBy]) -> dict[UUID, date]:
    """When each perpetrator's pair was referred last."""
    rows = PairReferral.objects.filter(harmed_by__in=links).values("harmed_by__person_id")
    return dict(rows.annotate(last=Max("referred_on")).values_list("harmed_by__person_id", "last"))


def _offenders(actor: Actor, links: Sequence[HarmedBy]) -> Sequence[Case]:
    who = [one.person_id for one in links]
    return list(visible_cases(actor).filter(person__in=who, role=Role.OFFENDER).order_by("-pk"))


def _happened(one: IncidentBy, words: Mapping[UUID, Mapping[str, object]]) -> Happened:
    said = words[one.incident_id]["words"]
    crime = Crime(said["crime"]) if isinstance(said, dict) else Crime.NOT_KNOWN
    return Happened(one.incident.happened_from, one.incident.happened_until, crime)


def _shown(row: Incident, said: object) -> IncidentShown:
    if not isinstance(said, dict):
        return IncidentShown(row, show(said, row.owner))
    reported_on = date.fromisoformat(said["reported_on"]) if said["reported_on"] else None
    return IncidentShown(
        row, show(said["what"], row.owner), Kind(said["kind"]), Crime(said["crime"]), Known(said["close"]),
        Ward(said["ward"]), ReportedTo(said["reported_to"]), reported_on, said["number"], frozenset(said["by"]),
    )  # fmt: skip


def _older(rows: SealedQuerySet[Incident], cursor: str) -> SealedQuerySet[Incident]:
    day, _, pk = cursor.partition("_")
    try:
        last, before = date.fromisoformat(day), UUID(hex=pk)
    except ValueError:
        return rows  # a cursor somebody made up starts at the beginning
    return rows.filter(Q(happened_until__lt=last) | Q(happened_until=last, pk__lt=before))
