"""Names as people write them: tidied where nothing is lost, refused in words where something would be."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

LONGEST_NAME: Final = 100
MOST_MARKS: Final = 3
FORMULA_STARTS: Final = ("=", "+", "-", "@")
# Signs of direction and other invisible characters; the joiners U+200C and U+200D spell some Persian and Indian names.
OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE: Final = re.compile("[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
LONELY_JOINER: Final = re.compile(r"(?<![^\W\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\W\x00-\u02ff])")
MARK_PILE: Final = re.compile(rf"[\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff]{{{MOST_MARKS + 1}}}")
# é that was stored as UTF-8 and read as Windows-1252, once too often.
TWICE_ENCODED: Final = re.compile(
    "[ÃÂÄÅ][\u0080-\u00bf\u20ac\u2018-\u201e\u2020-\u2026\u0192\u02c6\u02dc\u2039\u203a\u2122]|â€"
)
NOT_KNOWN: Final = frozenset(
    {"-", "--", "?", "??", "n/a", "unknown", "not known", "not given", "not provided", "none given", "no name"}
)
TITLES: Final = re.compile(r"^(?:mr|mrs|miss|ms|mx|dr|prof|rev|sir|dame)\.? (?=\S)", re.IGNORECASE)
IN_NAMES: Final = frozenset(" '\u2019\u2018\u02bc\u02bb`\u00b7.-\u2010\u2011\u2013\u200c\u200d")
IN_ALIASES: Final = IN_NAMES | frozenset('&$!/,()"+*#')
EMOJI: Final = "There is an emoji or another picture in the name. Write the name in letters."
NOT_SHOWN: Final = "There is a character that cannot be seen or shown. Type the name again."
BRACKETS: Final = "There are brackets in the name. Put what is in them in a column of aliases."
LETTER_FAULTS: Final = dict.fromkeys("()[]", BRACKETS) | {
    "\ufffd": "A letter was damaged when the file was saved. Save it again as “CSV UTF-8”, and correct the name.",
    ",": "There is a comma in the name. If it is family name and given name together, map it as the full name.",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name fit to keep; questions are what a person should look at before it is."""

    text: str = field(repr=False)
    questions: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class NotAName:
    """Why something typed cannot be kept as a name, in plain English."""

    message: str = field(repr=False)


def read_name(typed: str, *, alias: bool = False) -> Name | NotAName:
    """Give a name with single spaces in Unicode's composed form; the text is empty when it says it is not known.

    Refuses emoji, control and direction characters, formulas, damaged letters, and signs that no name has. An alias
    may have figures and a few signs more, because street names do.
    """
    shown = INVISIBLE.sub("", typed)
    text = " ".join(unicodedata.normalize("NFC", LONELY_JOINER.sub("", shown)).split())
    if text.casefold() in NOT_KNOWN:
        return Name("", ("This says that the name is not known, so it is left empty.",))
    fault = _fault(text, typed, IN_ALIASES if alias else IN_NAMES)
    if fault:
        return NotAName(fault)
    return Name(text, tuple(_questions(text, typed, alias=alias)))


def _fault(text: str, typed: str, allowed: frozenset[str]) -> str:
    """Say why the text is no name, the plainest reason first; empty when it is one."""
    whole = (
        (
            not text and typed.strip(),
            "This holds only characters that cannot be seen. Type the name, or empty the cell.",
        ),
        (text.startswith(FORMULA_STARTS), f"This starts with “{text[:1]}”, as a formula does. Type the name itself."),
        (len(text) > LONGEST_NAME, f"This has more than {LONGEST_NAME} characters. Keep only the name in it."),
        (OVERRIDES.search(typed), "There are hidden signs that turn the text's direction. Type the name again."),
        (
            TWICE_ENCODED.search(text),
            "Letters are damaged, such as Ã© for é. Correct the name, or ask for the file anew.",
        ),
    )
    faults = (fault for letter in text if (fault := _letter_fault(letter, allowed)))
    return next((message for wrong, message in whole if wrong), "") or next(faults, "") or _shape_fault(text)


def _letter_fault(letter: str, allowed: frozenset[str]) -> str:
    kind = unicodedata.category(letter)
    if kind[0] in "LM" or kind == "Nd" or letter in allowed:
        return ""
    if letter in LETTER_FAULTS:
        return LETTER_FAULTS[letter]
    if kind == "So" or (kind == "Sk" and not letter.isascii()):
        return EMOJI
    return NOT_SHOWN if kind[0] == "C" else f"A name cannot have “{letter}” in it. Check the name."


def _shape_fault(text: str) -> str:
    if text and not any(letter.isalnum() for letter in text):
        return "There is no letter in the name. Type the name, or empty the cell."
    if (text and unicodedata.category(text[0])[0] == "M") or MARK_PILE.search(text):
        return "There are accents in places where no letter is. Type the name again."
    return ""


def _questions(text: str, typed: str, *, alias: bool) -> list[str]:
    questions = []
    if INVISIBLE.search(typed) or LONELY_JOINER.search(typed):
        questions.append("Characters that cannot be seen were taken out of the name.")
    if not alias and any(letter.isdigit() for letter in text):
        questions.append("There is a figure in the name. Check that it belongs there.")
    return questions


@dataclass(frozen=True, slots=True)
class NameParts:
    """A full name taken apart; unsure when a person should look at where it was parted."""

    given: str = field(repr=False)
    family: str = field(repr=False)
    unsure: bool = False


def part_full_name(full: str) -> NameParts:
    """Part a full name: “Family, Given” at its comma, otherwise the last word is the family name.

    One word alone is a given name. Parts of more than two words without a comma are put to a person.
    """
    whole = " ".join(full.split())
    if whole.casefold() in NOT_KNOWN:
        return NameParts(whole, "")
    text = TITLES.sub("", whole, count=1)
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma:
        return NameParts(given, family)
    words = text.split()
    if len(words) <= 1:
        return NameParts(text, "")
    return NameParts(" ".join(words[:-1]), words[-1], unsure=len(words) > len("gf"))
