"""Refusals that end a request: what was done is rolled back, the refusal is recorded, then it is answered."""

from collections.abc import Mapping

from audit.ledger.acts import Act
from audit.ledger.events import Fact, Subject


class Denied(Exception):
    """Somebody asked for something that they may not have; `act` is what they wanted to do, `subject` to what."""

    status = 403
    reason_code = "DENIED"

    def __init__(self, act: Act, subject: Subject | None = None, *, facts: Mapping[str, Fact] | None = None) -> None:
        super().__init__(f"{self.reason_code}: {act.code}")
        self.act = act
        self.subject = subject
        self.facts = dict(facts or {})

    def shown(self) -> dict[str, object]:
        """What the template of the refusal gets; nothing of the record."""
        return {}


class NotKnown(Denied):
    """There is no such record, or it is not theirs to know of: the answer is one and the same."""

    status = 404
    reason_code = "NOT_KNOWN"


class NotPermitted(Denied):
    """They may read the record but not do this to it; `words` say why; `resolver` names who can change that."""

    reason_code = "NOT_PERMITTED"

    def __init__(
        self,
        act: Act,
        subject: Subject | None = None,
        *,
        words: str,
        resolver: str,
        facts: Mapping[str, Fact] | None = None,
    ) -> None:
        super().__init__(act, subject, facts=facts)
        self.words = words
        self.resolver = resolver

    def shown(self) -> dict[str, object]:
        """Why not, and who can change that."""
        return {"words": self.words, "resolver": self.resolver}


class OutOfDate(NotPermitted):
    """They hold a role for it that does not count, because their training or vetting is not in date."""

    reason_code = "OUT_OF_DATE"


class StepUpNeeded(Denied):
    """They may do this, once they have confirmed within the last five minutes who they are."""

    reason_code = "STEP_UP_NEEDED"

    def shown(self) -> dict[str, object]:
        """That a code is asked for, and where to give it."""
        return {"step_up": True}
