"""Reading where somebody stands, under a look that is already written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase, offender_case
from casework.entries import ShownEntry, open_entries
from casework.standing.models import LEVELS, Group, Judgement, Kind, Risk
from vault.opening import Ticket

HIGH: Final = (Risk.HIGH, Risk.VERY_HIGH)


@dataclass(frozen=True, slots=True)
class GroupRisk:
    """The risk to one group; no code where nobody rated it."""

    group: str
    code: str

    @property
    def words(self) -> str:
        """The risk, or that there is no rating: never that it is low."""
        return Risk(self.code).label if self.code else "Not rated"


@dataclass(frozen=True, slots=True)
class Judged(ShownEntry[Judgement]):
    """One judgement as the actor may see it."""

    @property
    def code(self) -> str:
        """The code of its level; empty where it has none or is sealed."""
        return str(self.entry.get("level", ""))

    @property
    def level(self) -> str:
        """Its level in words."""
        return self.label("level", LEVELS[Kind(self.row.kind)]) if self.code else ""

    @property
    def risks(self) -> tuple[GroupRisk, ...]:
        """The risk to every group, those that nobody rated among them."""
        said = self.entry.get("risks")
        rated = said if isinstance(said, dict) else {}
        return tuple(GroupRisk(group.label, rated.get(group.value, "")) for group in Group)

    @property
    def highest(self) -> str:
        """The highest risk to any group that was rated, as a code."""
        rated = [Risk.values.index(one.code) for one in self.risks if one.code]
        return Risk.values[max(rated)] if rated else ""

    @property
    def highest_words(self) -> str:
        """The highest risk to any group in words."""
        return GroupRisk("", self.highest).words

    @property
    def is_high(self) -> bool:
        """Whether somebody is at high or very high risk of serious harm."""
        return self.highest in HIGH


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest judgement of each kind that the actor may see."""

    rag: Judged | None
    rosh: Judged | None
    engagement: Judged | None
    compliance: Judged | None


@dataclass(frozen=True, slots=True)
class History:
    """Where somebody stands, all that was judged before, newest first, and every score."""

    now: Standing
    before: tuple[Judged, ...]
    scores: tuple[Judged, ...]


def summary(actor: Actor, opened: OpenedCase) -> Standing:
    """Where the person of the offender case that was opened stands now."""
    found = Judgement.objects.filter(case=opened.case).exclude(kind=Kind.SCORE)
    newest = found.select_related("owner", "recorded_by").order_by("kind", "-pk").distinct("kind")
    return _standing(open_entries(actor, opened.ticket, newest, Judged))


def history(actor: Actor, opened: OpenedCase) -> History:
    """All that was ever judged on the offender case that was opened; NotKnown on a victim's."""
    case = offender_case(opened)
    rows = Judgement.objects.filter(case=case).select_related("owner", "recorded_by").order_by("-pk")
    judged = open_entries(actor, opened.ticket, rows, Judged)
    plain = [one for one in judged if one.row.kind != Kind.SCORE]
    newest = {one.row.kind: one for one in reversed(plain)}
    before = tuple(one for one in plain if newest[one.row.kind] is not one)
    scores = sorted((one for one in judged if one.row.kind == Kind.SCORE), key=_assessed_on, reverse=True)
    return History(_standing(newest.values()), before, tuple(scores))


def standing_of(actor: Actor, ticket: Ticket, cases: Iterable[Case]) -> dict[UUID, Standing]:
    """The rating and the risk of serious harm of several cases, for a list of them; the same queries for any number."""
    found = Judgement.objects.filter(case__in=list(cases), kind__in=[Kind.RAG, Kind.ROSH])
    newest = found.select_related("owner").order_by("case", "kind", "-pk").distinct("case", "kind")
    by_case: dict[UUID, list[Judged]] = {}
    for one in open_entries(actor, ticket, newest, Judged):
        by_case.setdefault(one.row.case_id, []).append(one)
    return {case_id: _standing(judged) for case_id, judged in by_case.items()}


def _standing(judged: Iterable[Judged]) -> Standing:
    by_kind = {one.row.kind: one for one in judged}
    return Standing(*(by_kind.get(kind) for kind in (Kind.RAG, Kind.ROSH, Kind.ENGAGEMENT, Kind.COMPLIANCE)))


def _assessed_on(one: Judged) -> tuple[date, UUID]:
    return one.row.judged_on, one.row.pk
