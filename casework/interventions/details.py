"""What else is said of an entry, in words for its page."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from casework.dates import PartialDate
from casework.interventions.models import Attendance, NoSession
from casework.pathways import Pathway


def details_of(entry: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The parts of an entry beside its note, as label and words; what was not said is left out."""
    said = {
        "Correction": text(entry, "why"),
        "They got in touch": "Yes" if entry.get("incoming") else "",
        "Attendance": Attendance(text(entry, "attendance")).label if entry.get("attendance") else "",
        "Why it did not happen": NoSession(text(entry, "no_session")).label if entry.get("no_session") else "",
        "Agreed for": _moment(text(entry, "planned_at")),
        "Duration": f"{entry['minutes']} minutes" if entry.get("minutes") else "",
        "Where": text(entry, "place"),
        "Who was there": text(entry, "present"),
        "About": Pathway(text(entry, "pathway")).label if entry.get("pathway") else "",
        "What came of it": text(entry, "outcome"),
        "Who was told of the concern": text(entry, "notified"),
    }
    return tuple((label, words) for label, words in said.items() if words)


def text(entry: Mapping[str, object], name: str) -> str:
    """One part of an entry in words; empty where it was not said."""
    return str(entry.get(name) or "")


def moment(words: str) -> datetime | None:
    """A moment as an entry keeps it; None where it was not said."""
    return datetime.fromisoformat(words) if words else None


def _moment(words: str) -> str:
    at = moment(words)
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{PartialDate(local.date())} at {local:%H:%M}"
