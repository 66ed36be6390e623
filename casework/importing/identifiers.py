"""Identifiers of other systems: their one written form, and whether they can be real."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from casework.importing.fields import Field

CHECK_LETTERS: Final = "ZABCDEFGHJKLMNPQRTUVWXY"
NHS_MODULUS: Final = 11
NHS_NONE: Final = 10
LONGEST: Final = 50
# How spreadsheet programs spoil a number: 1.23E+11 for a long one, ="0123" or '0123 to keep its zeros.
SPOILT: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+|[0-9]+\.[0-9]+", re.IGNORECASE)
KEPT_AS_TEXT: Final = re.compile(r"=\"([^\"]*)\"|'(.*)")
LONG_PNC: Final = re.compile(r"(?P<year>[0-9]{4})/?(?P<serial>[0-9]{7})(?P<letter>[A-Z])")
SHORT_PNC: Final = re.compile(r"(?P<year>[0-9]{2})/?(?P<serial>[0-9]{1,7})(?P<letter>[A-Z])")
CRO: Final = re.compile(r"(?P<serial>[0-9]{1,6})/(?P<year>[0-9]{2})(?P<letter>[A-Z])")
FILE_CRO: Final = re.compile(r"SF(?P<year>[0-9]{2})/(?P<serial>[0-9]{1,6})(?P<letter>[A-Z])")
CHECK_LETTER: Final = "The last letter does not fit the number. Check the {name} against its source."


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its one written form."""

    kind: Field
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotAnIdentifier:
    """Why something typed cannot be that identifier, in plain English."""

    message: str = field(repr=False)


def read_identifier(kind: Field, typed: str, year: int) -> Identifier | NotAnIdentifier:
    """Give the identifier in its one written form; year is the current one, for two-figure PNC years.

    Refuses a wrong shape, a wrong check letter or digit where one exists, and numbers a spreadsheet has spoilt.
    """
    text = text_kept(typed)
    if SPOILT.fullmatch(text):
        return NotAnIdentifier(
            "A spreadsheet has turned this into a number. Format the column as Text and type it again."
        )
    if len(text) > LONGEST:
        return NotAnIdentifier(f"This has more than {LONGEST} characters. Check that the column holds only the number.")
    reader = READERS.get(kind, _any_reference)
    value = reader(text.upper(), year)
    return value if isinstance(value, NotAnIdentifier) else Identifier(kind, value)


def text_kept(typed: str) -> str:
    """Take off what a spreadsheet program adds so that a number stays text, and spare space."""
    text = " ".join(typed.split())
    kept = KEPT_AS_TEXT.fullmatch(text)
    return (kept[1] or kept[2] or "").strip() if kept else text


def _pnc(text: str, year: int) -> str | NotAnIdentifier:
    found = LONG_PNC.fullmatch(text) or SHORT_PNC.fullmatch(text)
    if found is None:
        return NotAnIdentifier(
            "A PNC number is a year, a slash, up to seven figures and a letter, such as 2002/0073319Z."
        )
    serial = found["serial"].zfill(7)
    if found["letter"] != _check_letter(found["year"][-2:] + serial):
        return NotAnIdentifier(CHECK_LETTER.format(name="PNC number"))
    return f"{_full_year(found['year'], year)}/{serial}{found['letter']}"


def _full_year(text: str, year: int) -> str:
    if len(text) > len("90"):
        return text
    return f"{'20' if int(text) <= year % 100 else '19'}{text}"


def _cro(text: str, _year: int) -> str | NotAnIdentifier:
    found = FILE_CRO.fullmatch(text) or CRO.fullmatch(text)
    if found is None:
        return NotAnIdentifier("A CRO number looks like 265416/21G or SF05/482703J.")
    whole = found.re is CRO
    serial = found["serial"].zfill(6) if whole else found["serial"]
    if found["letter"] != _check_letter(found["year"] + serial):
        return NotAnIdentifier(CHECK_LETTER.format(name="CRO number"))
    return f"{serial}/{found['year']}{found['letter']}" if whole else f"SF{found['year']}/{serial}{found['letter']}"


def _check_letter(figures: str) -> str:
    return CHECK_LETTERS[int(figures) % len(CHECK_LETTERS)]


def _nhs(text: str, _year: int) -> str | NotAnIdentifier:
    figures = re.sub(r"[ -]", "", text)
    if re.fullmatch(r"[0-9]{9}", figures):
        return NotAnIdentifier("An NHS number has 10 figures and this has 9. A figure may have been lost.")
    if not re.fullmatch(r"[0-9]{10}", figures):
        return NotAnIdentifier("An NHS number has 10 figures, such as 943 476 5919.")
    total = sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False))
    check = (NHS_MODULUS - total % NHS_MODULUS) % NHS_MODULUS
    if check == NHS_NONE or check != int(figures[-1]) or figures == "0" * 10:
        return NotAnIdentifier("The last figure does not fit the others. Check the NHS number against its source.")
    return figures


def _shape(pattern: str, message: str) -> Callable[[str, int], str | NotAnIdentifier]:
    shape = re.compile(pattern)

    def read(text: str, _year: int) -> str | NotAnIdentifier:
        return text if shape.fullmatch(text) else NotAnIdentifier(message)

    return read


def _any_reference(text: str, _year: int) -> str | NotAnIdentifier:
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9/().:_# -]*", text):
        return NotAnIdentifier("This has signs that such a reference does not have. Use letters, figures, / and -.")
    return text


READERS: Final = {
    Field.PNC: _pnc,
    Field.CRO: _cro,
    Field.NHS: _nhs,
    Field.NDELIUS_CRN: _shape(r"[A-Z][0-9]{6}", "A CRN is a letter and six figures, such as X123456."),
    Field.NOMS: _shape(r"[A-Z][0-9]{4}[A-Z]{2}", "A prison (NOMS) number looks like A1234BC."),
}
