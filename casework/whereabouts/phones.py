"""Telephone numbers as they are compared: digits with the country, however they were typed."""

import re
from uuid import UUID

from vault.indexes import blind_index

SHORTEST, LONGEST = 7, 15
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\u2010-\u2015-]*\d")


def numbers_in(words: str) -> list[str]:
    """Every telephone number in some words, each as international digits; what is too short or too long is none."""
    found = (_international(match.group()) for match in _NUMBER.finditer(words))
    return [number for number in found if SHORTEST <= len(number) <= LONGEST]


def phone_code(partnership_id: UUID, number: str) -> bytes:
    """The keyed code of a number within one partnership; equal numbers give equal codes."""
    return blind_index(partnership_id, "phone", number)


def _international(typed: str) -> str:
    """Digits with the country in front; a number without one is British."""
    digits = "".join(character for character in typed if character.isdecimal())
    if typed.startswith("+"):
        return digits.replace("440", "44", 1) if digits.startswith("440") else digits
    if digits.startswith("00"):
        return _international("+" + digits[2:])
    return "44" + digits[1:] if digits.startswith("0") else digits
