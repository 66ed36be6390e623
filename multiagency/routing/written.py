"""Facts and conditions as they are written down: JSON of codes, numbers and ids, read back and refused in words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from multiagency.routing.route import CONDITIONS, RoutingFacts

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
OLDEST: Final = 120


class BadFacts(ValueError):
    """Facts that are not codes, numbers and ids; the message names the fact, and never its value."""


def as_json(facts: RoutingFacts) -> dict[str, Any]:
    """Facts as they are stored with a decision; `facts_from` gives the same facts back."""
    return {
        "type": facts.type, "grounds": sorted(facts.grounds), "risk": facts.risk, "ward": facts.ward, "age": facts.age,
        "programme": facts.programme, "from_agency": str(facts.from_agency),
        "capacity": {str(team): left for team, left in sorted(facts.capacity.items())},
        "path": [str(agency) for agency in facts.path],
    }  # fmt: skip


def facts_from(stored: Mapping[str, Any]) -> RoutingFacts:
    """The facts that were stored with a decision."""
    return RoutingFacts(
        type=stored["type"], grounds=frozenset(stored["grounds"]), risk=stored["risk"], ward=stored["ward"],
        age=stored["age"], programme=stored["programme"], from_agency=UUID(stored["from_agency"]),
        capacity={int(team): left for team, left in stored["capacity"].items()},
        path=tuple(UUID(agency) for agency in stored["path"]),
    )  # fmt: skip


def check_facts(facts: RoutingFacts) -> None:
    """Refuse (BadFacts) anything that is not a code where a code belongs, and an age that nobody has."""
    if not is_code(facts.type):
        raise BadFacts("The type of a referral is a code.")
    for name in ("risk", "ward", "programme"):
        if getattr(facts, name) and not is_code(getattr(facts, name)):
            raise BadFacts(f"The {name} of a referral is a code, or empty where it is not known.")
    if not all(is_code(ground) for ground in facts.grounds):
        raise BadFacts("The grounds of a referral are codes.")
    if facts.age is not None and facts.age not in range(OLDEST + 1):
        raise BadFacts(f"An age is 0 to {OLDEST} years, or None where it is not known.")


def problems_of(conditions: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the conditions of a rule, each in a sentence for whoever wrote it."""
    for name, wanted in conditions.items():
        if name not in CONDITIONS:
            yield f"`{name}` is nothing that a rule can ask about."
        elif type(wanted) is not CONDITIONS[name].takes:
            yield f"`{name}` is not written as it should be."
        elif isinstance(wanted, list) and not (wanted and all(is_code(code) for code in wanted)):
            yield f"`{name}` takes one or more codes: capital letters, figures and underscores."
        elif type(wanted) is int and wanted not in range(OLDEST + 1):
            yield f"`{name}` takes an age from 0 to {OLDEST}."
    if _turned_round(conditions):
        yield "The lowest age is above the highest, so this rule would never hold."


def is_code(value: object) -> bool:
    """Whether something is a code: capital letters, figures and underscores, at most forty."""
    return isinstance(value, str) and bool(CODE.fullmatch(value))


def _turned_round(conditions: Mapping[str, Any]) -> bool:
    low, high = conditions.get("age_from"), conditions.get("age_to")
    return isinstance(low, int) and isinstance(high, int) and low > high
