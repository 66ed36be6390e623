"""Reading what is known of a victim, under the look at the case that is already written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from casework.acts import CHILD_LINKED
from casework.cases.models import Case, Role
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase, victim_case
from casework.chronology.once import Said, SaidT, rows_of
from casework.shown import Shown, open_for_page, show
from casework.victims.choices import Kind, Known, Met, Right
from casework.victims.models import ChildAffected, RightEntry, SafetyPlan, VictimProfile, VictimStatus
from casework.victims.profile import Profile, opened_profile


@dataclass(frozen=True, slots=True)
class Version:
    """One row as the reader may see it: its words, or that they are sealed."""

    row: Said
    words: Shown


@dataclass(frozen=True, slots=True)
class Described:
    """A profile as the reader may see it; `profile` is None where it is sealed."""

    row: Said
    words: Shown
    profile: Profile | None


@dataclass(frozen=True, slots=True)
class ChildShown:
    """A child of the household, and their own case where the reader sees that too.

    That there is one is `told` within the case's own agency alone: what it opened for the child is no part of a share.
    """

    version: Version
    own_case: Case | None
    linked: bool
    told: bool


@dataclass(frozen=True, slots=True)
class RightShown:
    """One right with its entries, the latest first; none is "Not yet offered"."""

    right: Right
    entries: tuple[Version, ...]

    @property
    def now(self) -> RightEntry | None:
        """The latest entry."""
        row = self.entries[0].row if self.entries else None
        return row if isinstance(row, RightEntry) else None

    @property
    def met(self) -> str:
        """Where the right stands, in words."""
        return Met(self.now.met).label if self.now else "Not yet offered"


@dataclass(frozen=True, slots=True)
class VictimRecord:
    """Everything of the victim's page."""

    described: tuple[Described, ...]
    statuses: tuple[Version, ...]
    plans: tuple[Version, ...]
    children: tuple[ChildShown, ...]
    parents: tuple[Case, ...]

    @property
    def now(self) -> Described | None:
        """What is known of the victim now."""
        return self.described[0] if self.described else None

    @property
    def child_prompt(self) -> str:
        """What to do about children of a domestic-abuse case (VIC-07): ask, name them, or open a case of their own."""
        profile = self.now.profile if self.now else None
        if profile is None or profile.kind != Kind.DA or profile.children is Known.NO:
            return ""
        if profile.children is Known.NOT_KNOWN and not self.children:
            return "ask"
        if not self.children:
            return "name"
        return "" if all(child.linked for child in self.children) else "open"


@dataclass(frozen=True, slots=True)
class VictimSummary:
    """The victim's part of a case's first page."""

    profile: Profile | None
    sealed: Shown | None
    status: VictimStatus | None


def summary(actor: Actor, opened: OpenedCase) -> VictimSummary | None:
    """What is known of the victim now, and where the work is; none on an offender's case."""
    if opened.case.role != Role.VICTIM:
        return None
    rows = _rows(VictimProfile, opened.case)[:1]
    described = _described(actor, opened, rows)
    status = _rows(VictimStatus, opened.case)[:1]
    first = described[0] if described else None
    return VictimSummary(
        profile=first.profile if first else None,
        sealed=first.words if first and first.words.sealed else None,
        status=status[0] if status else None,
    )


def victim_record(actor: Actor, opened: OpenedCase) -> VictimRecord:
    """Everything of the victim's page, newest first; refuses (NotKnown) an offender's case."""
    case = victim_case(opened)
    return VictimRecord(
        described=tuple(_described(actor, opened, _rows(VictimProfile, case))),
        statuses=_versions(actor, opened, _rows(VictimStatus, case)),
        plans=_versions(actor, opened, _rows(SafetyPlan, case)),
        children=children_of(actor, opened),
        parents=tuple(_parents(actor, case)),
    )


def children_of(actor: Actor, opened: OpenedCase) -> tuple[ChildShown, ...]:
    """The children noted on the case, newest first; refuses (NotKnown) an offender's case."""
    rows = _rows(ChildAffected, victim_case(opened))
    seen = {case.pk: case for case in visible_cases(actor).filter(pk__in=[row.own_case_id for row in rows])}
    pairs = zip(rows, _versions(actor, opened, rows), strict=True)
    ours = opened.case.owner_id == actor.agency_id
    return tuple(
        ChildShown(
            one, seen.get(row.own_case_id) if row.own_case_id else None,
            linked=row.own_case_id is not None, told=ours and row.own_case_id is not None,
        )
        for row, one in pairs
    )  # fmt: skip


def rights(actor: Actor, opened: OpenedCase) -> tuple[RightShown, ...]:
    """The twelve rights with what was done about each (governance VIC-05); refuses (NotKnown) an offender's case."""
    versions = _versions(actor, opened, _rows(RightEntry, victim_case(opened)))
    return tuple(
        RightShown(right, tuple(one for one in versions if isinstance(one.row, RightEntry) and one.row.right == right))
        for right in Right
    )


def current(actor: Actor, opened: OpenedCase) -> tuple[Described | None, Version | None]:
    """What is known of the victim now and the safety plan that stands, for the forms that supersede them."""
    case = victim_case(opened)
    described = _described(actor, opened, _rows(VictimProfile, case)[:1])
    plans = _versions(actor, opened, _rows(SafetyPlan, case)[:1])
    return (described[0] if described else None, plans[0] if plans else None)


def find_child(case: Case, child_id: UUID) -> ChildAffected:
    """A child noted on the case; NotKnown where there is none."""
    child = ChildAffected.objects.filter(case=case, pk=child_id).first()
    if child is None:
        raise NotKnown(CHILD_LINKED, case.subject)
    return child


def find_childs_case(actor: Actor, case: Case, reference: str) -> Case | None:
    """A victim case of somebody else that the actor sees; none where there is no such case or it is hidden."""
    others = visible_cases(actor).filter(role=Role.VICTIM).exclude(person=case.person_id)
    return others.filter(reference=reference).first()


def _rows(model: type[SaidT], case: Case) -> list[SaidT]:
    found = rows_of(model, case).select_related("owner", "recorded_by")
    return list(found.order_by("-created_at", "-pk"))


def _versions(actor: Actor, opened: OpenedCase, rows: Iterable[Said]) -> tuple[Version, ...]:
    rows = list(rows)
    words = open_for_page(actor, opened.ticket, rows, "words")
    return tuple(Version(row, show(words[row.pk]["words"], row.owner)) for row in rows)


def _described(actor: Actor, opened: OpenedCase, rows: Iterable[Said]) -> list[Described]:
    return [
        Described(one.row, one.words, opened_profile(one.words.value) if isinstance(one.words.value, dict) else None)
        for one in _versions(actor, opened, rows)
    ]


def _parents(actor: Actor, case: Case) -> list[Case]:
    """The cases on which this person is noted as a child, as far as the reader sees them."""
    noted_on = ChildAffected.objects.filter(own_case=case).values("case_id")
    return list(visible_cases(actor).filter(pk__in=noted_on, role=Role.VICTIM).order_by("pk"))
