"""The conditions of a policy's rules: read as Python reads them, limited to comparing and combining, made one function.

A condition may name facts, the sets and terms of its policy, and what the law says of the two agencies (`A`, `B`).
Whatever it compares a fact with must be a code of the policy's lists, so that a slip of the pen never makes a rule that
cannot fire.
"""

import ast
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, Protocol

from multiagency.sharing.facts import EVERYTHING, NAMES, AgencyLaw, AgreementFacts, Facts

_PLAIN = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Compare, ast.Eq, ast.NotEq, ast.Is,
    ast.IsNot, ast.In, ast.NotIn, ast.Gt, ast.Load, ast.Name, ast.Attribute, ast.Constant, ast.Set,
)  # fmt: skip
_PARTS: Final[Mapping[str, Collection[str]]] = {
    "A": AgencyLaw.__slots__, "B": AgencyLaw.__slots__, "agreement": AgreementFacts.__slots__,
    "override": ("is_by_two",),
}  # fmt: skip
_WORDS: Final = {"EVERYTHING", "A", "B"}

Fires = Callable[[Facts, AgencyLaw, AgencyLaw], list[str]]


class BadPolicy(ValueError):
    """A policy file that cannot be read; nothing is decided under it."""


class Conditional(Protocol):
    """What has a condition: a rule."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def when(self) -> str:
        """Its condition."""

    @property
    def approvable(self) -> bool:
        """Whether a recorded approval stops it from firing."""


class Reader:
    """Reads the conditions of one policy, its terms put in their place; refuses (BadPolicy) what may not be said."""

    def __init__(
        self, terms: Mapping[str, str], sets: Mapping[str, frozenset[str]], codes: Collection[frozenset[str]]
    ) -> None:
        self.sets = sets
        self.codes = frozenset[str]().union(*codes)
        self.terms: dict[str, ast.expr] = {}
        for name, condition in terms.items():
            self.terms[name] = self.read(condition)

    def read(self, condition: str) -> ast.expr:
        """Read one condition; a term may name the terms before it."""
        try:
            tree = ast.parse(f"({condition})", mode="eval")
        except SyntaxError:
            raise BadPolicy(f"This condition cannot be read: {condition}") from None
        for node in ast.walk(tree):
            self._allow(node, condition)
        read: ast.Expression = _Inlined(self.terms).visit(tree)
        return read.body

    def _allow(self, node: ast.AST, condition: str) -> None:
        if not isinstance(node, _PLAIN):
            raise BadPolicy(f"A condition only compares and combines facts: {condition}")
        if isinstance(node, ast.Name) and node.id not in {*NAMES, *self.sets, *self.terms, *_WORDS}:
            raise BadPolicy(f"There is no fact, set or term named {node.id}.")
        if isinstance(node, ast.Attribute) and node.attr not in _PARTS.get(ast.unparse(node.value), ()):
            raise BadPolicy(f"There is nothing named {ast.unparse(node)}.")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in self.codes:
            raise BadPolicy(f"The code {node.value} is in none of the lists.")


class _Inlined(ast.NodeTransformer):
    def __init__(self, terms: Mapping[str, ast.expr]) -> None:
        self.terms = terms

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.terms.get(node.id, node)


def compiled(rules: Iterable[Conditional], reader: Reader) -> Fires:
    """Make one function of all conditions: it gives the ids of those that hold, in the order of the rules."""
    lines = ["def fires(facts, A, B):", *(f" {name} = facts.{name}" for name in NAMES), " fired = []"]
    for rule in rules:
        unless = f" and {rule.id!r} not in approved" if rule.approvable else ""
        lines += [f" if ({ast.unparse(reader.read(rule.when))}){unless}:", f"  fired.append({rule.id!r})"]
    known: dict[str, Any] = {**reader.sets, "EVERYTHING": EVERYTHING}
    exec(compile("\n".join([*lines, " return fired"]), "<policy>", "exec"), known)  # noqa: S102  # all read above
    return known["fires"]  # type: ignore[no-any-return]
