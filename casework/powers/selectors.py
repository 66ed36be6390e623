"""Reading what was decided about powers, under the look at the case that is already written down."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from casework.cases.selectors import OpenedCase
from casework.powers.models import Decision, Done, Power, PowerDecision, ResponseCheck
from casework.shown import Shown, open_for_page, show


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision about a power: in words, or sealed; the last about its power is current."""

    row: PowerDecision
    reason: Shown
    power: Power | None = None
    decision: Decision | None = None
    court: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of support and witnesses: in words, or sealed."""

    row: ResponseCheck
    words: Shown
    support: Done | None = None
    witnesses: Done | None = None


@dataclass(frozen=True, slots=True)
class Powers:
    """Every decision about a power and every check, the newest first."""

    decided: tuple[Decided, ...]
    checked: tuple[Checked, ...]


NO_POWER_CONSIDERED = ~Exists(PowerDecision.objects.filter(case=OuterRef("pk")))
"""That no power was considered on a case, as a condition on its row."""
NO_RESPONSE_CHECKED = ~Exists(ResponseCheck.objects.filter(case=OuterRef("pk")))
"""That nobody has checked whether support was offered on a case, as a condition on its row."""


def powers(actor: Actor, opened: OpenedCase) -> Powers:
    """What was decided on the case that was opened; writes down that it was shown."""
    rows = PowerDecision.objects.filter(case=opened.case).select_related("owner", "recorded_by")
    decisions = list(rows.order_by("-decided_on", "-created_at", "-pk"))
    checks = ResponseCheck.objects.filter(case=opened.case).select_related("owner", "checked_by")
    checked = list(checks.order_by("-checked_on", "-created_at", "-pk"))
    words = open_for_page(actor, opened.ticket, decisions, "words")
    found = open_for_page(actor, opened.ticket, checked, "words")
    seen: set[str] = set()
    return Powers(
        tuple(_decided(row, words[row.pk]["words"], seen) for row in decisions),
        tuple(_checked(row, found[row.pk]["words"]) for row in checked),
    )


def _decided(row: PowerDecision, said: object, seen: set[str]) -> Decided:
    if not isinstance(said, dict):
        return Decided(row, show(said, row.owner))
    starts, ends = (date.fromisoformat(said[name]) if said[name] else None for name in ("starts_on", "ends_on"))
    current = said["power"] not in seen
    seen.add(said["power"])
    return Decided(
        row, show(said["reason"], row.owner), Power(said["power"]), Decision(said["decision"]), said["court"], starts,
        ends, current,
    )  # fmt: skip


def _checked(row: ResponseCheck, said: object) -> Checked:
    if not isinstance(said, dict):
        return Checked(row, show(said, row.owner))
    return Checked(row, show(said["words"], row.owner), Done(said["support"]), Done(said["witnesses"]))
