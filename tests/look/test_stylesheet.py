"""The stylesheet as a browser reads it: a block left open swallows what follows it without a word."""

import re
from pathlib import Path

from django.conf import settings

SHEET = Path(settings.BASE_DIR, "static", "roundtable.css")


def depths(sheet: str) -> list[tuple[int, str]]:
    """How deep each opened block stands, and what opens it."""
    depth, found = 0, []
    for before, mark in re.findall(r"([^{}]*)([{}])", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        if mark == "{":
            found.append((depth, before.strip()))
        depth += 1 if mark == "{" else -1
    return [*found, (depth, "")]


def test_every_block_is_closed_before_the_next_begins() -> None:
    *blocks, end = depths(SHEET.read_text())
    assert end == (0, "")
    assert [opened for depth, opened in blocks if depth and opened.startswith(("@media", "@page"))] == []


def test_a_block_left_open_is_found() -> None:
    *blocks, end = depths("@media print { tr { color: red; } @media screen { tr { color: red; } }")
    assert (end, blocks[2]) == ((1, ""), (1, "@media screen"))
