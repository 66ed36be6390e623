"""What a test reads of an answer, whichever kind of response it is."""

import re
from collections.abc import Mapping
from typing import Final, Protocol

NEW_EACH_TIME: Final = re.compile(r'value="\w{64}"|name="(?:id|draft|draft_page)" value="[^"]*"|at \d\d:\d\d')
"""The token against forged forms, the id of a form that is sent once, and the minute at which a page is printed."""


class Page(Protocol):
    """An answer that a browser got."""

    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    @property
    def streaming(self) -> bool: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


def lasting(page: Page) -> str:
    """A page without what is new on it each time it is asked for, so that two can be compared."""
    return NEW_EACH_TIME.sub("", page.content.decode())
