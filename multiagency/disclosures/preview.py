"""What a page says before anything is sent: what will go, what will not and why; and what changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core import signing

from casework.cases.models import Case
from multiagency.agreements.gateways import Gateway
from multiagency.asked_decisions.deciders import by_decider
from multiagency.asked_decisions.models import Decider
from multiagency.sharing.copies import Quality, quality_of
from multiagency.sharing.decide import Outcome
from multiagency.sharing.policy import Explanation, Kind
from multiagency.sharing.sending import copy_of
from multiagency.sharing.weighing import Weighed

SALT: Final = "multiagency.preview"
WORDS: Final = {
    Outcome.BLOCK: ("Cannot go", "red"),
    Outcome.BLOCK_OVERRIDABLE: ("Needs a second authoriser", "orange"),
    Outcome.REFER: ("Somebody else decides", "orange"),
    Outcome.ALLOW_OVERRIDE: ("Goes by an override", "yellow"),
    Outcome.ALLOW_CONDITIONS: ("Goes, on conditions", "turquoise"),
    Outcome.ALLOW: ("Goes", "green"),
}
"""What each outcome is called, and the colour of its tag."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing as the page shows it: exactly what the recipient would get, or why not and who can resolve it."""

    weighed: Weighed
    title: str
    tag: str
    colour: str
    words: Mapping[str, str]
    quality: Quality
    standing: tuple[Explanation, ...]
    conditions: tuple[Explanation, ...]
    deciders: tuple[Decider, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What will go and what will not, and how that differs from what was shown before."""

    going: tuple[Line, ...]
    held: tuple[Line, ...]
    changed: tuple[str, ...]
    token: str

    @property
    def number(self) -> int:
        """How many things were chosen."""
        return len(self.going) + len(self.held)

    @property
    def power(self) -> str:
        """The legal power that is relied on, in words; empty where none is."""
        code = next((line.weighed.facts.gateway for line in (*self.going, *self.held)), None)
        return Gateway(code).label if code in Gateway.values else ""


def preview(weighed: Sequence[Weighed], case: Case, before: str = "") -> Preview:
    """Make a page's answer of what was weighed; `before` is what an earlier page carried."""
    lines = [_line(one, case) for one in weighed]
    return Preview(
        going=tuple(line for line in lines if line.weighed.decided.allowed),
        held=tuple(line for line in lines if not line.weighed.decided.allowed),
        changed=tuple(_changes(lines, before)) if before else (),
        token=signing.dumps([_answer(one) for one in weighed], salt=SALT, compress=True),
    )


def _line(one: Weighed, case: Case) -> Line:
    copy: Mapping[str, Any] = copy_of(one, case)
    tag, colour = WORDS[one.decided.outcome]
    standing = [said for said in one.explanations if _stands(one, said)]
    return Line(
        weighed=one, title=str(copy["title"]), tag=tag, colour=colour, words=copy["words"],
        quality=quality_of(copy["quality"]), standing=tuple(standing),
        conditions=tuple(said for said in one.explanations if said not in standing),
        deciders=tuple(by_decider(said.rule for said in standing)) if one.decided.outcome != Outcome.BLOCK else (),
    )  # fmt: skip


def _stands(one: Weighed, said: Explanation) -> bool:
    """Whether a rule stands in the way: no condition, and nothing that an override released."""
    return said.kind is not Kind.CONDITION and said.rule not in one.decided.released


def _answer(one: Weighed) -> list[object]:
    return [one.thing.kind, str(one.thing.id), one.decided.outcome.value, list(one.decided.fired)]


def _changes(lines: Iterable[Line], before: str) -> Iterable[str]:
    """What is answered otherwise than on the page before, thing by thing, in words."""
    try:
        said = {(kind, pk): (Outcome(outcome), rules) for kind, pk, outcome, rules in signing.loads(before, salt=SALT)}
    except signing.BadSignature:
        return
    for line in lines:
        one = line.weighed
        outcome, rules = said.get((one.thing.kind, str(one.thing.id)), (None, []))
        if outcome is None or (outcome, list(rules)) == (one.decided.outcome, list(one.decided.fired)):
            continue
        new = [why.words for why in one.explanations if why.rule not in rules]
        yield f"{line.title}: “{WORDS[outcome][0]}” has become “{line.tag}”. {' '.join(new)}".strip()
