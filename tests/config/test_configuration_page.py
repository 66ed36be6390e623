"""The page of configuration names every variable of the environment that the product reads, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from config import root_key_settings

ROOT = Path(__file__).resolve().parents[2]
READERS = {"flag", "number", "secret", "get", "getenv"}
ENVIRONMENTS = {"environ", "environment"}
OURS = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
SYSTEMS = {"PATH", "HOME", "TMPDIR", "DJANGO_SETTINGS_MODULE", "XDG_RUNTIME_DIR"}
"""Variables of the system and of Django, which nobody sets for this product."""


def read_by(tree: ast.AST) -> Iterator[str]:
    """Names that a module reads from the environment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and called(node) in READERS and of_the_environment(node):
            name = node.args[0]
            if isinstance(name, ast.Constant) and OURS.fullmatch(str(name.value)):
                yield str(name.value)
                if called(node) == "secret":
                    yield f"{name.value!s}_FILE"
        elif isinstance(node, ast.Subscript) and named(node.value) in ENVIRONMENTS:
            yield from [str(node.slice.value)] if isinstance(node.slice, ast.Constant) else []


def named(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def called(node: ast.Call) -> str:
    return named(node.func)


def of_the_environment(node: ast.Call) -> bool:
    return not isinstance(node.func, ast.Attribute) or named(node.func.value) in ENVIRONMENTS | {"os"}


def variables() -> set[str]:
    files = [ROOT / "manage.py", *(path for part in ("config", "accounts", "audit", "casework", "multiagency", "vault")
                                   for path in (ROOT / part).rglob("*.py"))]  # fmt: skip
    found = {name for path in files for name in read_by(ast.parse(path.read_text()))} - SYSTEMS
    return found | of_the_root_key("ROOT_KEY")


class Asked(dict[str, str]):
    """An empty environment that keeps the names for which it is asked."""

    def get(self, name: str, *_: object) -> None:  # type: ignore[override]
        """Nothing, and the name is noted."""
        self[name] = ""


def of_the_root_key(prefix: str) -> set[str]:
    """What the root key's settings ask for, by names that they make."""
    asked = Asked()
    root_key_settings.read(asked, prefix)
    return set(asked)


def test_the_page_names_every_variable_and_no_other() -> None:
    rows = re.findall(r"^\| (`[^|]*`) \|", (ROOT / "docs" / "configuration.md").read_text(), re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert told == variables()


def test_the_next_root_key_has_the_same_variables() -> None:
    assert of_the_root_key("NEXT_ROOT_KEY") == {f"NEXT_{name}" for name in of_the_root_key("ROOT_KEY")}
    assert "the same variables with `NEXT_` before them" in (ROOT / "docs" / "configuration.md").read_text()


def test_every_command_is_told_of() -> None:
    told = "".join((ROOT / page).read_text() for page in ("README.md", "docs/configuration.md"))
    commands = {path.stem for path in ROOT.glob("*/management/commands/[a-z]*.py")}
    assert len(commands) > 10
    assert {name for name in commands if f"manage.py {name}" not in told} == set()


def test_ways_of_reading_are_found() -> None:
    text = """
flag("A_FLAG"); number("A_NUMBER", 5); secret("A_SECRET")
os.environ.get("A_GET", "x"); os.environ["AN_ITEM"]; environment.get("PASSED")
os.getenv("A_GETENV"); other.get("NOT_ONE"); {}["NOT_ONE"]
"""
    found = set(read_by(ast.parse(text)))
    assert found == {"A_FLAG", "A_NUMBER", "A_SECRET", "A_SECRET_FILE", "A_GET", "AN_ITEM", "PASSED", "A_GETENV"}
