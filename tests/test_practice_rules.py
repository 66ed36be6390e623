"""The documented table of practice and governance rules names tests that exist and bear the rule's number."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| ([A-Z]+-?\d+) \|([^|]+)\|([^|]+)\|$", re.MULTILINE)
PRACTICE = {f"P{number}" for number in (1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 18, 21, 22, 24)}
GOVERNANCE = {
    f"{room}-{number:02}" for room, last in (("CON", 8), ("VIC", 7), ("INT", 3)) for number in range(1, last + 1)
}
AGREEMENTS = {f"ISA-{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8)}
SENDINGS = {f"DIS-{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)} | {"LOG-03", "RIG-07", "GOV-02"}
HEALTH = {f"HLT-{number:02}" for number in (1, 2, 4, 5)}
RULES = PRACTICE | GOVERNANCE | AGREEMENTS | SENDINGS | HEALTH | {"LOG-07", "MTG-03"}


def place(rule: str) -> tuple[bool, str, int]:
    """Rules of practice first, then those of governance, each by number."""
    letters = rule.rstrip("0123456789")
    return letters != "P", letters, int(rule.removeprefix(letters))


def rows() -> list[tuple[str, list[str]]]:
    table = (ROOT / "docs/practice-rules.md").read_text()
    return [(rule, re.findall(r"`([^`]+)`", tests)) for rule, _, tests in ROW.findall(table)]


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text()) if (ROOT / path).is_file() else ast.Module([], [])
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.walk(tree))


def test_every_rule_has_one_row_in_order() -> None:
    assert [rule for rule, _ in rows()] == sorted(RULES, key=place)


def test_every_row_names_a_test() -> None:
    assert [rule for rule, tests in rows() if not tests] == []


def test_every_test_that_a_row_names_exists_and_bears_the_rules_number() -> None:
    wrong = [
        (rule, test)
        for rule, tests in rows()
        for test in tests
        if not exists(test) or f"test_{rule.lower().replace('-', '_')}_" not in test
    ]
    assert wrong == []
