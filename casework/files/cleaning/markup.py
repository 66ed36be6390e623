"""The parts of an Office file that say what it is made of: read as XML is read, and written anew.

To search their bytes would not do: the same words can stand in another encoding, under a prefix or as references to
characters, which the programs that open the file understand.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from casework.files.cleaning.kinds import Reason, Refused

PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
PROGRAMS: Final = re.compile(r"vba|macro|xlm|activeX|/control$|/extensibility$", re.IGNORECASE)
ENCLOSED: Final = re.compile(r"/(?:oleObject|package|aFChunk|subDocument)$", re.IGNORECASE)
ELSEWHERE: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
LINK: Final = "/relationships/hyperlink"

Attributes = dict[str, str]


class _Begun(Exception):
    """The first element: what stands before it is known, and nothing else is asked for."""


def refuse_declarations(content: bytes) -> None:
    """Refuse (DAMAGED) a part that declares entities or a type of its own, or does not begin as XML does."""

    def begun(_name: str, _attributes: Attributes) -> None:
        raise _Begun

    try:
        _parse(content, begun)
    except _Begun:
        return


def relationships(content: bytes, keep: Callable[[str], bool]) -> bytes:
    """The relationships of a part: without what a program would fetch by itself, and what `keep` refuses by its target.

    A link that somebody may click stays. Refuses (MACROS, EMBEDDED) what a relationship says is a program or a file.
    """
    return _written("Relationships", f"{PACKAGE}/relationships", _related(content, keep))


def types(content: bytes, keep: Callable[[str], bool]) -> bytes:
    """What each part is, without the parts that `keep` refuses; refuses (MACROS) a type of programs."""
    return _written("Types", f"{PACKAGE}/content-types", _typed(content, keep))


def _related(content: bytes, keep: Callable[[str], bool]) -> Iterable[tuple[str, Attributes]]:
    for name, said in _elements(content, "Relationship"):
        kind, target = said.get("Type", ""), said.get("Target", "")
        if PROGRAMS.search(kind):
            raise Refused(Reason.MACROS)
        outside = said.get("TargetMode", "").lower() == "external"
        if ENCLOSED.search(kind) and not outside:
            raise Refused(Reason.EMBEDDED)
        wanted = kind.endswith(LINK) if outside else not ELSEWHERE.search(target) and keep(target)
        if wanted:
            yield name, said


def _typed(content: bytes, keep: Callable[[str], bool]) -> Iterable[tuple[str, Attributes]]:
    for name, said in _elements(content, "Default", "Override"):
        if PROGRAMS.search(said.get("ContentType", "")):
            raise Refused(Reason.MACROS)
        if name == "Default" or keep(said.get("PartName", "").lstrip("/")):
            yield name, said


def _elements(content: bytes, *names: str) -> list[tuple[str, Attributes]]:
    found: list[tuple[str, Attributes]] = []

    def begun(name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        if local in names:
            found.append((local, {key: value for key, value in attributes.items() if " " not in key}))

    _parse(content, begun)
    return found


def _parse(content: bytes, begun: Callable[[str, Attributes], None]) -> None:
    def declared(*_: object) -> None:
        raise Refused(Reason.DAMAGED)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused(Reason.DAMAGED) from None


def _written(root: str, space: str, elements: Iterable[tuple[str, Attributes]]) -> bytes:
    inside = "".join(
        f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in said.items())}/>" for name, said in elements
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{root} xmlns="{space}">{inside}</{root}>'.encode()
