"""Reading what the police asked about a victim, under the look at the case that is already written down."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.cases.selectors import OpenedCase, victim_case
from casework.material_requests.grounds import Asked
from casework.material_requests.models import Answer, Counselling, MaterialRequest
from casework.shown import Shown, open_for_page, show


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One request as the reader may see it: in words, or sealed."""

    row: MaterialRequest
    sealed: Shown
    asked: Asked | None


def requests(actor: Actor, opened: OpenedCase) -> tuple[RequestShown, ...]:
    """Every request on the victim's case that was opened, the newest first; NotKnown on another's."""
    rows = MaterialRequest.objects.filter(case=victim_case(opened)).select_related("owner", "recorded_by")
    found = list(rows.order_by("-asked_on", "-created_at"))
    words = open_for_page(actor, opened.ticket, found, "words")
    return tuple(_shown(row, words[row.pk]["words"]) for row in found)


def _shown(row: MaterialRequest, said: object) -> RequestShown:
    asked = None
    if isinstance(said, dict):
        coded = {"counselling": Counselling(said["counselling"]), "answer": Answer(said["answer"])}
        asked = Asked(**(said | coded))
    return RequestShown(row, show(said, row.owner), asked)
