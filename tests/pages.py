"""What a test reads of an answer, whichever kind of response it is."""

from collections.abc import Mapping
from typing import Protocol


class Page(Protocol):
    """An answer that a browser got."""

    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
