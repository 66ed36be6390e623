"""Numbers of the registers: each passes its own check, and each lies in a range that is never issued."""

from collections.abc import Callable

from config.demo.world import Identifier

PNC_CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
TEN = 10
"""A check digit that is none: the number may not be used."""
STEP = 48_271
"""Prime, so that successive people get scattered serials and no serial comes twice below a million."""


def nhs_number(serial: int) -> str:
    """An NHS number of the 999 range, kept for tests, valid; distinct for serials below 60,000."""
    stem = f"999{(serial * STEP) % 1_000_000:06d}"
    check = nhs_check_digit(stem)
    return f"{stem}{check}" if check < TEN else nhs_number(serial + 60_000)


def nhs_check_digit(nine_digits: str) -> int:
    """The modulus-11 check of the NHS; 10 means that the number may not be used."""
    weighted = sum(int(digit) * weight for digit, weight in zip(nine_digits, range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11


def pnc_number(serial: int) -> str:
    """A PNC number with its check letter, of the year 1899: before there were any."""
    stem = (serial * STEP) % 10_000_000
    return f"1899/{stem:07d}{PNC_CHECK_LETTERS[(99 * 10_000_000 + stem) % 23]}"


def probation_number(serial: int) -> str:
    """A case reference number of probation, of the letter Z, which is not issued."""
    return f"Z{(serial * STEP) % 1_000_000:06d}"


def outreach_number(serial: int) -> str:
    """A number of the rough-sleeping register, longer than any real one."""
    return f"77{(serial * STEP) % 10_000_000:07d}"


REGISTERS: dict[str, tuple[tuple[str, Callable[[int], str]], ...]] = {
    "police": (("PNC", pnc_number),),
    "probation": (("NDELIUS_CRN", probation_number), ("PNC", pnc_number)),
    "mentalhealth": (("NHS", nhs_number),),
    "icb": (("NHS", nhs_number),),
    "adultcare": (("NHS", nhs_number),),
    "outreach": (("CHAIN", outreach_number),),
}
"""The numbers that each kind of agency keeps; the others keep none."""


def identifiers_of(agency: str, serial: int) -> tuple[Identifier, ...]:
    """The numbers under which an agency files the subject with this serial."""
    return tuple(Identifier(kind, number(serial)) for kind, number in REGISTERS.get(agency, ()))
