"""Links and codes: what somebody needs both of, told apart from each other, and what is kept of them."""

import hashlib
import re
import secrets
from typing import Final

from casework.cases.models import ALPHABET

GROUPS: Final = 3
LETTERS: Final = 4
NOT_OF_A_CODE: Final = re.compile(r"[^A-Z0-9]")


def new_link() -> str:
    """What stands in the address: 256 random bits, which say nothing of anybody."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Twelve letters and figures in groups, 57 random bits, none of which is misheard for another in writing."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))


def plain(code: str) -> str:
    """A code as it is compared: however it was typed."""
    return NOT_OF_A_CODE.sub("", code.upper())


def hash_of(link: str) -> bytes:
    """What is stored of a link: it is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(link.encode()).digest()
