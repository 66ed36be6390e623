"""Text folded for exact matching, so that one name written two ways gives one blind index."""

import re
import unicodedata
from typing import Final

# Letters that Unicode does not take apart, as an English keyboard would write them.
PLAIN_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "\u0131": "i",
        "ŋ": "n",
        "ŧ": "t",
    }
)
# Accents, and the optional vowel points of Hebrew and Arabic. Other marks (the vowels of Hindi, say) spell the name.
ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
)


def fold(text: str) -> str:
    """Give the text without case, accents, apostrophes and punctuation, single-spaced: O'Brien-Łuk is obrien luk.

    Two texts are taken for the same exactly when their folds are equal; folding twice changes nothing.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = ACCENTS.sub("", plain).translate(PLAIN_LETTERS)
    return " ".join("".join(_kept(letter) for letter in letters).split())


def _kept(letter: str) -> str:
    """Keep letters, their marks and numbers; a dash or a space parts words; the rest goes."""
    kind = unicodedata.category(letter)
    if kind[0] in "LMN":
        return letter
    return " " if kind in {"Pd", "Zs", "Zl", "Zp", "Pc"} or letter in "\t\n\r/,;" else ""
