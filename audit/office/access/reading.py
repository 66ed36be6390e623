"""The access table as people read it: what one role may do, and what each address needs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import Role
from audit.ledger.acts import sentence_for
from audit.office.access.table import EVERY, Answer, Row, Table

NOT_SIGNED_IN = ("nobody", "half")
CONVERTER = ("<str:", "<uuid:", "<int:", "<slug:")


@dataclass(frozen=True, slots=True)
class Reach:
    """What one role gets behind one guard: in which relations it may, is refused in words, or is told of nothing."""

    needs: str
    does: tuple[str, ...]
    may: tuple[str, ...]
    refused: tuple[str, ...]
    hidden: tuple[str, ...]

    def in_words(self, answer: tuple[str, ...]) -> tuple[str, ...]:
        """The relations that get an answer, short where they are all there are."""
        everybody = len(self.may) + len(self.refused) + len(self.hidden)
        return ("Everybody signed in",) if len(answer) == everybody else answer

    @property
    def may_words(self) -> tuple[str, ...]:
        """Who may."""
        return self.in_words(self.may)

    @property
    def refused_words(self) -> tuple[str, ...]:
        """Who is refused."""
        return self.in_words(self.refused)

    @property
    def hidden_words(self) -> tuple[str, ...]:
        """Who is told of nothing: whoever is in neither of the other columns."""
        others = ("Everybody else",) if self.hidden else ()
        return others if self.may or self.refused else self.in_words(self.hidden)


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
    relations = {name: words for name, words in table.relations.items() if name not in NOT_SIGNED_IN}
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


def relations_of(table: Table) -> list[str]:
    """Every way of standing to a record that somebody signed in can have."""
    return [words for name, words in table.relations.items() if name not in NOT_SIGNED_IN]


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
