"""The access table as people read it: what one role may do, and what each address needs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import Role
from audit.ledger.acts import sentence_for
from audit.office.access.table import EVERY, Answer, Row, Table

SIGNED_IN_ONLY = ("nobody", "half")
CONVERTER = ("<str:", "<uuid:", "<int:", "<slug:")


@dataclass(frozen=True, slots=True)
class Reach:
    """What one role gets behind one guard: in which relations it may, is refused in words, or is told of nothing."""

    needs: str
    does: tuple[str, ...]
    may: tuple[str, ...]
    refused: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def always(self) -> bool:
        """Whether every relation gets the same."""
        return sum(map(bool, (self.may, self.refused, self.hidden))) == 1


@dataclass(frozen=True, slots=True)
class Line:
    """One address and method in words."""

    does: str
    address: str
    method: str
    needs: str
    leaves: tuple[str, ...]


def reach_of(table: Table, role: Role) -> Iterator[Reach]:
    """What a role may do, guard by guard in the order of the table; what only signing in needs is left out."""
    relations = {name: words for name, words in table.relations.items() if name not in SIGNED_IN_ONLY}
    doing: dict[str, list[str]] = defaultdict(list)
    for row in table.rows:
        doing[row.needs].append(row.does)
    for guard, does in doing.items():
        got: dict[Answer, list[str]] = defaultdict(list)
        for relation, words in relations.items():
            got[table.answer(guard, role, relation)].append(words)
        if guard != EVERY and Answer.ELSEWHERE not in got:
            may, refused, hidden = (tuple(got[one]) for one in (Answer.YES, Answer.REFUSED, Answer.HIDDEN))
            yield Reach(guard, tuple(does), may, refused, hidden)


def lines_of(table: Table) -> dict[str, list[Line]]:
    """Every address, by the part of the product that it belongs to."""
    places = addresses()
    found: dict[str, list[Line]] = defaultdict(list)
    for row in table.rows:
        found[row.section.replace("-", " ").capitalize()].append(_line(row, places))
    return dict(found)


def addresses(resolver: URLResolver | None = None, names: str = "", before: str = "/") -> dict[str, str]:
    """Every address of the product as it is written, by the full name of its route."""
    found: dict[str, str] = {}
    for part in (resolver or get_resolver()).url_patterns:
        here = before + str(part.pattern)
        if isinstance(part, URLResolver):
            found |= addresses(part, f"{names}{part.namespace}:" if part.namespace else names, here)
        elif isinstance(part, URLPattern):
            found[f"{names}{part.name}"] = here
    return found


def _line(row: Row, places: Mapping[str, str]) -> Line:
    address = places[row.route]
    for converter in CONVERTER:
        address = address.replace(converter, "<")
    return Line(row.does, address, row.method, row.needs, tuple(sentence_for(act) for act in row.leaves))
