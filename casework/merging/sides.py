"""Two rows beside each other, part by part: what each says, what is suggested, and what comes of the choice. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from casework.particulars.vocabulary import Part
from casework.people.details import identifier_text
from casework.people.folding import fold
from casework.people.models import AliasKind, IdentifierKind
from casework.shown import name_in_words

Detail = Mapping[str, object]
Details = Mapping[Part, Detail]
Alias = dict[str, str]


class Side(StrEnum):
    """Whose word holds after the merge; other names and numbers are joined, and never lost by a choice."""

    KEPT = "kept"
    MERGED = "merged"
    BOTH = "both"


def choices(kept: Details, merged: Details) -> tuple[Part, ...]:
    """The parts of which both rows say something, and not the same: somebody has to choose."""
    return tuple(
        part
        for part in Part
        if part is not Part.OTHER_NAMES and kept[part] and merged[part] and kept[part] != merged[part]
    )


def outcome(kept: Details, merged: Details, chosen: Mapping[Part, Side]) -> dict[Part, tuple[Side, Detail]]:
    """Each part that is known after the merge, and from which side it comes.

    A part that one row alone has comes from there. The name that is not chosen becomes another name.
    """
    result: dict[Part, tuple[Side, Detail]] = {}
    for part in Part:
        if part is Part.OTHER_NAMES or not (kept[part] or merged[part]):
            continue
        side = chosen.get(part, Side.KEPT if kept[part] else Side.MERGED)
        result[part] = (side, kept[part] if side is Side.KEPT else merged[part])
    names = _joined_names(kept, merged, result[Part.NAME][1])
    if names:
        result[Part.OTHER_NAMES] = (Side.BOTH, {"names": names})
    return result


def numbers_to_copy(kept: Iterable[Detail], merged: Iterable[Detail]) -> list[Detail]:
    """Numbers of the merged row that the kept one does not have."""
    there = {_number(detail) for detail in kept}
    return [detail for detail in merged if _number(detail) not in there]


def _number(detail: Detail) -> str:
    return identifier_text(IdentifierKind(str(detail["type"])), str(detail["value"]))


def _joined_names(kept: Details, merged: Details, name: Detail) -> list[Alias]:
    own = fold(name_in_words(dict(name)))
    passed_over = [name_in_words(dict(one[Part.NAME])) for one in (kept, merged)]
    known = [*_names(kept), *_names(merged), *({"kind": AliasKind.UNKNOWN.value, "text": text} for text in passed_over)]
    joined: dict[str, Alias] = {}
    for one in known:
        if fold(one["text"]) != own:
            joined.setdefault(fold(one["text"]), one)
    return list(joined.values())


def _names(details: Details) -> list[Alias]:
    names = details[Part.OTHER_NAMES].get("names")
    return names if isinstance(names, list) else []
