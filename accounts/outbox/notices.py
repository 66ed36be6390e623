"""What staff can be told by e-mail: fixed sentences, with no place where a name or a number could stand."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

NOTICES: dict[str, "Notice"] = {}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told; packages declare theirs once, beside their acts.

    `subject` stands in the e-mail as it is. The same notice is sent to the same person at most once in the time of
    `quiet`; what happens meanwhile is told at its end.
    """

    code: str
    subject: str
    quiet: timedelta = timedelta(minutes=15)

    def __post_init__(self) -> None:
        if NOTICES.setdefault(self.code, self) != self:
            raise ValueError(f"The notice {self.code} is declared twice.")


UNKNOWN: Final = "There is something new for you"


def subject_of(code: str) -> str:
    """What a notice says; a notice of a version that is no longer installed says that there is something new."""
    return NOTICES[code].subject if code in NOTICES else UNKNOWN
