"""Who places and who lifts each kind of mark, and what is said with it: data, so that a partnership can read it."""

from dataclasses import dataclass
from typing import Final

from accounts.roles import OVERSIGHT_OF_AGENCY, Role
from casework.handling.models import Kind

OFFICERS: Final = OVERSIGHT_OF_AGENCY
OVERSEERS: Final = OFFICERS | {Role.TEAM_MANAGER}
"""Officers act on every case of their agency, a team manager on cases that they work."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind: what is said with it, who places it beside those who do so by role, and who lifts it.

    `workers` where whoever works the case may place it too: what makes a record safer needs no officer.
    `resolver` is whom to ask to lift it, in words.
    """

    words: str
    places: frozenset[Role]
    workers: bool
    lifts: frozenset[Role]
    resolver: str


_DPO: Final = "the data protection officer"
_OVERSEER: Final = "a team manager, the information-governance officer or the data protection officer"
RULES: Final = {
    Kind.RESTRICTED_PROCESSING: Rule("Why is its use restricted?", OFFICERS, False, frozenset({Role.DPO}), _DPO),
    Kind.OBJECTION: Rule("What do they object to, and why?", OFFICERS, True, frozenset({Role.DPO}), _DPO),
    Kind.DISPUTED: Rule("What does the person say of it, in their own words?", OFFICERS, True, OVERSEERS, _OVERSEER),
    Kind.STATUTORY_BAR: Rule("Which law bars it?", OFFICERS, True, frozenset({Role.DPO}), _DPO),
    Kind.COURT_ORDER_BAR: Rule("Which order of which court bars it?", OFFICERS, True, frozenset({Role.DPO}), _DPO),
    Kind.LPP: Rule("Whose legal advice is it, and in what matter?", OFFICERS, True, frozenset({Role.DPO}), _DPO),
    Kind.OFFICIAL_SENSITIVE: Rule("Why is it sensitive?", OFFICERS, True, OVERSEERS, _OVERSEER),
    Kind.DO_NOT_INFORM: Rule("Why must the person not be told?", OFFICERS, True, OVERSEERS, _OVERSEER),
    Kind.HANDLING_C: Rule("Who is the originator, and on which conditions?", OFFICERS, True, OVERSEERS, _OVERSEER),
    Kind.OPT_OUT_NDO: Rule("How is the opt-out known?", OFFICERS, True, OVERSEERS, _OVERSEER),
    Kind.PR_HOLDER_ALLEGED_PERPETRATOR: Rule(
        "Who must not be asked, and why?", OFFICERS, True, OVERSEERS, _OVERSEER
    ),
}  # fmt: skip
