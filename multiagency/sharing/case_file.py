"""Cases of the sharing decision as a file holds them: a JSON list of objects, each with an id and its facts.

Pure. What stands in the file is checked whole before anything is decided; a refusal names the case and the fact.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from multiagency.sharing.codes import facts_from
from multiagency.sharing.facts import BadFact, Facts
from multiagency.sharing.policy import Policy

NOT_JSON: Final = "This is not JSON: "
NOT_A_LIST: Final = 'Give a JSON list of cases, each an object with "id" and "facts".'


class BadCase(ValueError):
    """A file of cases, or one case of it, that cannot be decided."""


class _Object(dict[str, Any]):
    """An object of the file that remembers a name it holds twice, since JSON would silently keep the last."""

    twice: str = ""


def cases_in(text: bytes, policy: Policy) -> list[tuple[str, Facts]]:
    """Give the id and facts of every case; refuses (BadCase) what is no such list, and a malformed case."""
    cases = _parsed(text)
    if not isinstance(cases, list):
        raise BadCase(NOT_A_LIST)
    return [_case(number, case, policy) for number, case in enumerate(cases, start=1)]


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeDecodeError:
        raise BadCase(NOT_JSON + "it is not written in UTF-8.") from None
    except json.JSONDecodeError as fault:
        raise BadCase(f"{NOT_JSON}{fault.msg}, at line {fault.lineno}, column {fault.colno}.") from None
    except (ValueError, RecursionError):
        raise BadCase(NOT_JSON + "a number is too long, or it is nested too deeply.") from None


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    held = _Object(pairs)
    names = [name for name, _ in pairs]
    held.twice = next((name for name in names if names.count(name) > 1), "")
    return held


def _case(number: int, case: object, policy: Policy) -> tuple[str, Facts]:
    if not isinstance(case, _Object):
        raise BadCase(f"Case {number} of the list is not an object. {NOT_A_LIST}")
    said = case.get("id")
    if not isinstance(said, str) or not said.strip():
        raise BadCase(f'Case {number} of the list has no id. Give it one, as text: "id".')
    name = json.dumps(said)
    if twice := next(_said_twice(case), ""):
        raise BadCase(f"Case {name}: {json.dumps(twice)} is there twice. Say it once.")
    facts = case.get("facts")
    if not isinstance(facts, Mapping):
        raise BadCase(f'Case {name}: "facts" is {"not an object" if "facts" in case else "missing"}.')
    try:
        return said, facts_from(facts, policy)
    except BadFact as fault:
        raise BadCase(f"Case {name}: {fault}.") from None


def _said_twice(held: _Object) -> Iterator[str]:
    if held.twice:
        yield held.twice
    for value in held.values():
        if isinstance(value, _Object):
            yield from _said_twice(value)
