"""The network of a case as a drawing: who stands where, and what joins them. It says nothing that the list does not.

Each person has a line of their own, so that names never run into each other and are read on a phone; those one step
further stand in, below whom they know. The same circle is always drawn the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casework.relationships.kinds import Kind, Risk
from casework.relationships.selectors import Circle, Tie

WIDTH: Final = 360
LINE: Final = 52
TOP: Final = 26
INDENT: Final = (16, 52, 92)
RADIUS: Final = 9
LETTERS: Final = 29
"""As many letters of a name as fit beside its dot."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person in the drawing; `reference` is that of their case, where the reader sees one."""

    x: int
    y: int
    name: str
    whole_name: str
    what: str
    reference: str = ""
    is_start: bool = False

    @property
    def text_x(self) -> int:
        """Where their name begins."""
        return self.x + RADIUS + 9


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two people; `risk` says at which end somebody is in danger: start, end, both, or none."""

    path: str
    risk: str
    is_over: bool
    what: str


@dataclass(frozen=True, slots=True)
class Network:
    """A drawing of so many units of width and height."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    height: int
    width: int = WIDTH


def drawn(name: str, circle: Circle) -> Network:
    """Draw the circle around the person of a case, whose name is given."""
    start = Node(INDENT[0], TOP, _short(name), name, "", is_start=True)
    nodes, lines, at = [start], [], dict[str, Node]()
    for key, ties in _together(circle.ties):
        at[key] = near = _node(1, len(nodes), ties)
        nodes.append(near)
        lines.append(_branch(start, near, ties))
        for _, theirs in _together(circle.beyond.get(key, ())):
            if theirs[0].key not in {tie.key for tie in circle.ties}:
                nodes.append(far := _node(2, len(nodes), theirs))
                lines.append(_branch(near, far, theirs))
    for key, near in at.items():
        between = [tie for tie in circle.beyond.get(key, ()) if tie.key in at and tie.key != key]
        lines += [_arc(near, at[other], ties) for other, ties in _together(between)]
    lines.sort(key=lambda line: bool(line.risk))  # what is dangerous is drawn over the rest
    return Network(tuple(nodes), tuple(lines), TOP + LINE * len(nodes))


def _together(ties: Iterable[Tie]) -> list[tuple[str, list[Tie]]]:
    """The ties to one person together, people in the order in which they were first recorded."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.key, []).append(tie)
    return list(found.items())


def _node(step: int, line: int, ties: list[Tie]) -> Node:
    one = next((tie for tie in ties if tie.case), ties[0])
    name = "Sealed" if one.name.sealed else one.name.text
    reference = one.case.reference if one.case else ""
    return Node(INDENT[step], TOP + LINE * line, _short(name, step), name, _what(ties), reference)


def _what(ties: list[Tie]) -> str:
    return ", ".join(tie.kind.label + (" (over)" if tie.is_over else "") for tie in ties if tie.kind) or "Sealed"


def _branch(above: Node, below: Node, ties: list[Tie]) -> Line:
    down, across = below.y - 12, below.x - RADIUS - 3
    path = f"M{above.x} {above.y + RADIUS} V{down} Q{above.x} {below.y} {above.x + 12} {below.y} H{across}"
    return Line(path, _risk(ties), all(tie.is_over or tie.kind is Kind.NONE_KNOWN for tie in ties), _what(ties))


def _arc(one: Node, other: Node, ties: list[Tie]) -> Line:
    side = WIDTH - 22
    path = f"M{side} {one.y} C{WIDTH - 2} {one.y} {WIDTH - 2} {other.y} {side} {other.y}"
    what = f"{one.whole_name} and {other.whole_name}: {_what(ties)}"
    return Line(path, _risk(ties), all(tie.is_over for tie in ties), what)


def _risk(ties: list[Tie]) -> str:
    ways = {tie.risk for tie in ties}
    if Risk.BOTH in ways or {Risk.FROM_OTHER, Risk.TO_OTHER} <= ways:
        return "both"
    return "start" if Risk.FROM_OTHER in ways else "end" if Risk.TO_OTHER in ways else ""


def _short(name: str, step: int = 0) -> str:
    most = LETTERS - 4 * step
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
