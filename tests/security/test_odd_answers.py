"""Whatever is sent in place of one answer of a form, nobody gets an error page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from audit.office.access.table import Row, access_table
from tests.access.visits import form, objects, visit
from tests.access.world import World, make_world, undone
from tests.cast import signed_in

ODD = (
    "\x00", "a\u202eb", "{}", "\ufffd", "9" * 23, "x" * 60_000,
    "01/01/0001", "31/12/9999", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip


def names_of(browser: Client, row: Row, ids: dict[str, object], filled: dict[str, Any]) -> set[str]:
    """What the forms of a page are made of, by what is sent and by what its page shows."""
    with undone(browser):
        page = visit(browser, row.route, "GET", ids, {})
    shown = [
        value
        for part in getattr(page, "context", None) or ()
        for value in part.flatten().values()
        if hasattr(value, "add_prefix")
    ]
    return {name for name in filled if not hasattr(filled[name], "read")} | {
        one.add_prefix(name) for one in shown for name in one.fields
    }


def faults(world: World, browser: Client) -> Iterator[tuple[str, str, str]]:
    """Every address, answer and odd text by which the product fails."""
    ids = objects(world, (Role.CASEWORKER, "nobody"))
    for row in access_table().rows:
        if row.method != "POST" or not row.route.startswith("casework:"):
            continue
        for name in sorted(names_of(browser, row, ids, form(row.route, world))):
            for text in ODD:
                with undone(browser):
                    page = visit(browser, row.route, "POST", ids, form(row.route, world) | {name: text})
                if page.status_code >= 500:
                    yield row.route, name, text[:20]


@pytest.mark.slow
def test_t23_an_odd_text_in_place_of_any_answer_is_refused_in_words(db: None) -> None:
    world = make_world()
    browser = signed_in(world.worker)
    browser.raise_request_exception = False
    assert list(faults(world, browser)) == []
