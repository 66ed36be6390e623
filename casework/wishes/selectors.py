"""Reading what somebody wants and takes part in, under the look at their case."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase
from casework.shown import Shown, open_for_page, show
from casework.wishes.models import AboutSharing, Participation, ServiceAgreement, Wishes


@dataclass(frozen=True, slots=True)
class SaidWishes:
    """What somebody wanted on a day, as the actor may see it; `about_sharing` is None where they said nothing of it."""

    row: Wishes
    words: Shown
    about_sharing: AboutSharing | None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody said of taking part, as the actor may see it."""

    row: ServiceAgreement
    state: str
    what: Shown
    words: Shown


def summary(actor: Actor, opened: OpenedCase) -> SaidWishes | None:
    """The latest wishes of a victim, which stand first on the page of their case; None where none are recorded."""
    if opened.case.role != Role.VICTIM:
        return None
    return next(iter(wishes_of(actor, opened, size=1)), None)


def wishes_of(actor: Actor, opened: OpenedCase, size: int = 100) -> tuple[SaidWishes, ...]:
    """What the person of the case that was opened said that they want, the latest first."""
    rows = Wishes.objects.filter(case=opened.case).select_related("written_by", "owner")
    latest = list(rows.order_by("-said_on", "-pk")[:size])
    said = open_for_page(actor, opened.ticket, latest, "said")
    return tuple(_said(row, said[row.pk]["said"]) for row in latest)


def agreements_of(actor: Actor, opened: OpenedCase, size: int = 100) -> tuple[GivenAnswer, ...]:
    """What they take part in, the latest answer first."""
    rows = ServiceAgreement.objects.filter(case=opened.case).select_related("written_by", "owner")
    latest = list(rows.order_by("-answered_on", "-pk")[:size])
    answers = open_for_page(actor, opened.ticket, latest, "answer")
    return tuple(_answer(row, answers[row.pk]["answer"]) for row in latest)


def _said(row: Wishes, said: object) -> SaidWishes:
    if not isinstance(said, dict):
        return SaidWishes(row, show(said, row.owner), None)
    about = said["about_sharing"]
    return SaidWishes(row, show(said["words"], row.owner), AboutSharing(about) if about else None)


def _answer(row: ServiceAgreement, answer: object) -> GivenAnswer:
    if not isinstance(answer, dict):
        return GivenAnswer(row, "", show(answer, row.owner), show(answer, row.owner))
    state = Participation(answer["state"]).label
    return GivenAnswer(row, state, show(answer["what"], row.owner), show(answer["words"], row.owner))
