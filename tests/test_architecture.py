"""The shape of the house, checked on every run; each rule is shown to catch an example that breaks it.

Floors, highest first: a package imports itself and those below. In a room: urls, views, forms, services, selectors,
policies, models, in that order.
"""

import ast
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("config", "audit.office", "multiagency", "casework", "accounts", "audit.ledger", "vault")
WITH_ROOMS = ("audit.office", "multiagency", "casework", "accounts")
ORDER = ("urls", "views", "forms", "services", "selectors", "policies", "models")
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
LONGEST = 300


@dataclass(frozen=True)
class Module:
    """One file of the product."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @property
    def name(self) -> str:
        return ".".join(part for part in self.path.with_suffix("").parts if part != "__init__")

    @property
    def floor(self) -> str:
        return floor_of(self.name)

    @cached_property
    def imports(self) -> list[str]:
        return list(imported(self.tree))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def floor_of(name: str) -> str:
    return next((floor for floor in FLOORS if name == floor or name.startswith(f"{floor}.")), "")


def role_of(name: str, floor: str) -> str:
    """The part that a module plays in its room; a folder `views/` plays it for all that it holds."""
    return next((part for part in name.removeprefix(floor).split(".") if part in ORDER), "")


def room_of(name: str, floor: str, rooms: set[str]) -> str:
    """The folder that a module lives in; nothing for the few files that lie in the package itself."""
    inside = name.removeprefix(floor).strip(".").split(".")[0]
    return inside if inside in rooms else ""


def circle_in(uses: dict[str, set[str]]) -> str:
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as circle:
        return " is used by ".join(circle.args[1])
    return ""


def floors_point_down(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        above = FLOORS[: FLOORS.index(module.floor)] if module.floor else ()
        for name in module.imports:
            if floor_of(name) in above:
                yield f"{module.path} imports {name}, which is above it"


def rooms_point_down(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        role = role_of(module.name, module.floor)
        if module.floor in WITH_ROOMS and role:
            above = ORDER[: ORDER.index(role)]
            for name in module.imports:
                if floor_of(name) == module.floor and role_of(name, module.floor) in above:
                    yield f"{module.path} imports {name}: {role} may not use {role_of(name, module.floor)}"


def rooms_have_no_circle(modules: Iterable[Module]) -> Iterator[str]:
    for floor, group in itertools.groupby(sorted(modules, key=lambda m: m.floor), key=lambda m: m.floor):
        inside = list(group)
        depth = len(floor.split(".")) + 1
        rooms = {module.path.parts[depth - 1] for module in inside if len(module.path.parts) > depth}
        uses: dict[str, set[str]] = {}
        for module in inside:
            room = room_of(module.name, floor, rooms)
            others = {room_of(name, floor, rooms) for name in module.imports if floor_of(name) == floor}
            uses.setdefault(room, set()).update(others - {room, ""})
        uses.pop("", None)
        if floor in WITH_ROOMS and (circle := circle_in(uses)):
            yield f"{floor}: {circle}"


def modules_have_no_circle(modules: Iterable[Module]) -> Iterator[str]:
    by_name = {module.name: module for module in modules}
    uses = {
        name: {
            found
            for imports in module.imports
            if (found := imports if imports in by_name else imports.rpartition(".")[0]) in by_name and found != name
        }
        for name, module in by_name.items()
    }
    if circle := circle_in(uses):
        yield circle


def imports_stand_at_the_top(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for name in imported(node):
                    yield f"{module.path}: {node.name}() imports {name}"


def imports_are_absolute(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        for name in module.imports:
            if name.startswith("."):
                yield f"{module.path} imports {name}: write the whole name"


def views_query_nothing(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        if role_of(module.name, module.floor) == "views":
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
                    yield f"{module.path}:{node.lineno} queries: that is a selector's work"


def nothing_is_a_junk_drawer(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        if found := JUNK_DRAWERS & set(module.path.with_suffix("").parts):
            yield f"{module.path}: name it after what it is for, not {', '.join(found)}"


def files_are_short(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        if (lines := len(module.text.splitlines())) > LONGEST:
            yield f"{module.path} has {lines} lines; above {LONGEST} it becomes a folder"


Rule = Callable[[Iterable[Module]], Iterator[str]]
PLANTED: list[tuple[Rule, dict[str, str]]] = [
    (floors_point_down, {"vault/keys.py": "from accounts.models import User"}),
    (floors_point_down, {"audit/ledger/events.py": "import audit.office.looks.views"}),
    (rooms_point_down, {"casework/cases/selectors.py": "from casework.cases import services"}),
    (rooms_point_down, {"casework/cases/views/one.py": "from casework.cases.urls import urlpatterns"}),
    (rooms_point_down, {"audit/office/looks/policies.py": "from audit.office.looks.selectors import looks_at"}),
    (
        rooms_have_no_circle,
        {
            "casework/people/services.py": "from casework.cases.models import Case",
            "casework/cases/services.py": "from casework.people.models import Person",
        },
    ),
    (
        modules_have_no_circle,
        {"casework/words.py": "from casework.dates import today", "casework/dates.py": "import casework.words"},
    ),
    (imports_stand_at_the_top, {"casework/cases/services.py": "def close():\n    import json"}),
    (imports_are_absolute, {"casework/cases/services.py": "from . import policies"}),
    (views_query_nothing, {"casework/cases/views.py": "cases = Case.objects.all()"}),
    (nothing_is_a_junk_drawer, {"casework/utils.py": ""}),
    (nothing_is_a_junk_drawer, {"casework/helpers/dates.py": ""}),
    (files_are_short, {"casework/cases/views.py": "\n" * (LONGEST + 1)}),
]
RULES = list(dict.fromkeys(rule for rule, _ in PLANTED))


def the_house() -> list[Module]:
    tops = [ROOT / top for top in dict.fromkeys(floor.split(".")[0] for floor in FLOORS)]
    paths = [path for top in tops for path in top.rglob("*.py") if "migrations" not in path.parts]
    return [Module(path.relative_to(ROOT), path.read_text()) for path in sorted(paths)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule: Rule) -> None:
    broken = list(rule(the_house()))
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "files"), PLANTED, ids=lambda part: getattr(part, "__name__", None) or ", ".join(part)
)
def test_a_rule_catches(rule: Rule, files: dict[str, str]) -> None:
    assert list(rule([Module(Path(path), text) for path, text in files.items()]))


def test_tests_are_short_and_no_junk_drawers() -> None:
    tests = [Module(path.relative_to(ROOT), path.read_text()) for path in (ROOT / "tests").rglob("*.py")]
    assert not [*files_are_short(tests), *nothing_is_a_junk_drawer(tests)]
