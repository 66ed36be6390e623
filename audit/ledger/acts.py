"""What can be written down: every act has a code, a kind from the law's list and a sentence for people."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    """The kinds of act that Data Protection Act 2018 section 62 asks to be logged, and the system's own."""

    COLLECTION = "COLLECTION", "Collected"
    ALTERATION = "ALTERATION", "Changed"
    CONSULTATION = "CONSULTATION", "Looked at"
    DISCLOSURE = "DISCLOSURE", "Disclosed"
    COMBINATION = "COMBINATION", "Combined"
    ERASURE = "ERASURE", "Erased"
    AUTHENTICATION = "AUTHENTICATION", "Signed in or out"
    DENIAL = "DENIAL", "Refused"
    POLICY_CHANGE = "POLICY_CHANGE", "Changed who may do what"
    ALARM = "ALARM", "Alarm"
    MAINTENANCE = "MAINTENANCE", "Maintenance"


ACTS: dict[str, "Act"] = {}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can happen; packages declare theirs once, in their `acts` module."""

    code: str
    kind: Kind
    sentence: str

    def __post_init__(self) -> None:
        if ACTS.setdefault(self.code, self) != self:
            raise ValueError(f"The act {self.code} is declared twice.")


MAINTENANCE = Act("ledger.maintenance", Kind.MAINTENANCE, "Changed the database's structure or data in maintenance")


def sentence_for(code: str) -> str:
    """The sentence that people read for an act's code; the code itself for an act no longer declared."""
    return ACTS[code].sentence if code in ACTS else code
