"""The browser of the tests runs, and the check of accessibility finds a fault."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

GOOD = "<!doctype html><html lang='en-GB'><title>A page</title><main><h1>A page</h1><p>Words.</p></main></html>"


def test_a_page_without_faults_passes(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content(GOOD)
    axe(page)


def test_a_picture_without_words_is_a_fault(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content(GOOD.replace("Words.", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))
    with pytest.raises(AssertionError, match="alternative text"):
        axe(page)
