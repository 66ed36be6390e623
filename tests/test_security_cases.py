"""The documented table of attack and fault cases names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| (T\d+) \|([^|]+)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
CASES = {f"T{number}" for number in range(1, 43)}


def rows() -> list[list[str]]:
    table = (ROOT / "docs/security-cases.md").read_text()
    return [[part.strip() for part in row] for row in ROW.findall(table)]


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text()) if (ROOT / path).is_file() else ast.Module([], [])
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.walk(tree))


def test_every_case_has_its_row() -> None:
    assert [case for case, *_ in rows()] == sorted(CASES, key=lambda case: int(case[1:]))


def test_every_test_that_a_row_names_exists() -> None:
    named = [(case, test) for case, _, tests, _ in rows() for test in re.findall(r"`([^`]+)`", tests)]
    assert [(case, test) for case, test in named if not exists(test)] == []


def test_a_row_with_a_test_says_what_came_of_it() -> None:
    assert [case for case, _, tests, result in rows() if tests and not result] == []
