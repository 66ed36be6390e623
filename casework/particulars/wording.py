"""What is recorded of a person in words. Pure: it opens and asks nothing."""

from collections.abc import Mapping
from datetime import date

from casework.dates import PartialDate, Precision
from casework.particulars.vocabulary import QUESTIONS, Entity, Part
from casework.people.models import AliasKind
from casework.shown import name_in_words

Detail = Mapping[str, object]
Line = tuple[str, str]


def in_words(part: Part, detail: Detail) -> list[Line]:
    """The answers of a part as people read them, with their questions; those that were not given are left out."""
    if part is Part.NAME:
        lines = _name(detail)
    elif part is Part.OTHER_NAMES:
        lines = [(AliasKind(one["kind"]).label, alias_in_words(one)) for one in names_of(detail)]
    else:
        lines = [(one.label, one.in_words(detail.get(one.name))) for one in QUESTIONS[part]]
    return [(label, text) for label, text in lines if text]


def names_of(detail: Detail) -> list[dict[str, str]]:
    """Other names as they are recorded."""
    names = detail.get("names")
    return names if isinstance(names, list) else []


def alias_in_words(name: Mapping[str, str]) -> str:
    """Another name, and until when it was used."""
    ended = name.get("ended_on")
    return f"{name['text']} (until {day_in_words(ended)})" if ended else name["text"]


def born_of(detail: Detail) -> PartialDate | None:
    """The date of birth in a name's detail, as far as it is known."""
    born = detail.get("born")
    return PartialDate(date.fromisoformat(str(born)), Precision(str(detail["precision"]))) if born else None


def died_of(detail: Detail) -> date | None:
    """The date of death among the answers of the background."""
    died = detail.get("died_on")
    return date.fromisoformat(str(died)) if died else None


def day_in_words(iso: str) -> str:
    """A day as people read it."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _name(detail: Detail) -> list[Line]:
    kind = Entity(str(detail.get("kind", Entity.PERSON)))
    born = born_of(detail)
    return [
        ("Name", name_in_words(dict(detail))),
        ("Date of birth", str(born) if born else ""),
        ("What it is", kind.label if kind is not Entity.PERSON else ""),
    ]
