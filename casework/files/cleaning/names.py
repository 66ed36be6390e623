"""A file's name as it is kept: one line, no path, no letters that hide how it ends, and the ending of its kind."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from casework.files.cleaning.kinds import ENDINGS, Kind, Reason, Refused

LONGEST: Final = 120
NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*]')
UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def said_by_name(name: str) -> Kind:
    """What the last ending of a name says the file is; refuses (NOT_TAKEN) an ending that is not on the list."""
    kind = ENDINGS.get(PurePosixPath(_plain(name)).suffix.lower())
    if kind is None:
        raise Refused(Reason.NOT_TAKEN)
    return kind


def kept_name(name: str, kind: Kind) -> str:
    """The name under which a file is kept and given out: `report.pdf.exe` could not be, nor one written backwards."""
    stem = PurePosixPath(_plain(name)).stem
    stem = NOT_IN_NAMES.sub(" ", stem).strip(" .")[:LONGEST] or "file"
    return stem + kind.ending


def _plain(name: str) -> str:
    """The last part of a path of any system, without unseen letters such as those that turn the writing round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    return "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN).strip()
