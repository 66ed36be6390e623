"""The sharing decision: whether this about somebody may go to a named person of another agency, for this, now.

A pure function of facts and a policy: no database, no clock, no settings. The rules are the policy's; here they are
weighed against each other (sharing contract: all rules are looked at, all that fire are told, the gravest that
nothing resolves decides).
"""

from dataclasses import dataclass
from enum import StrEnum

from multiagency.sharing.facts import Facts
from multiagency.sharing.policy import Kind, Policy


class Outcome(StrEnum):
    """What becomes of it, the gravest first."""

    BLOCK = "BLOCK"
    BLOCK_OVERRIDABLE = "BLOCK_OVERRIDABLE"
    REFER = "REFER"
    ALLOW_OVERRIDE = "ALLOW_OVERRIDE"
    ALLOW_CONDITIONS = "ALLOW_CONDITIONS"
    ALLOW = "ALLOW"


ALLOWED = frozenset({Outcome.ALLOW_OVERRIDE, Outcome.ALLOW_CONDITIONS, Outcome.ALLOW})
_STANDS = ((Kind.BLOCK, Outcome.BLOCK), (Kind.OVERRIDABLE, Outcome.BLOCK_OVERRIDABLE), (Kind.REFERRAL, Outcome.REFER))


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome, every rule that fired in order, and those of them that a valid override resolved or released."""

    outcome: Outcome
    fired: tuple[str, ...]
    released: frozenset[str]

    @property
    def allowed(self) -> bool:
        """Whether it may go."""
        return self.outcome in ALLOWED


def decide(facts: Facts, policy: Policy) -> Decided:
    """Decide under a policy; the same facts and policy always give the same answer.

    An override releases what may be overridden, and in an emergency also what is a matter of process; it never touches
    a block. Where an emergency override released something, its review is a condition.
    """
    fired = policy.fired(facts)
    released = _released(fired, facts, policy)
    if released and facts.emergency:
        fired += policy.after_emergency
    standing = {policy.kinds[rule] for rule in fired if rule not in released}
    for kind, outcome in _STANDS:
        if kind in standing:
            return Decided(outcome, tuple(sorted(fired)), released)
    if released:
        return Decided(Outcome.ALLOW_OVERRIDE, tuple(sorted(fired)), released)
    return Decided(Outcome.ALLOW_CONDITIONS if fired else Outcome.ALLOW, tuple(sorted(fired)), released)


_NOTHING: frozenset[str] = frozenset()


def _released(fired: list[str], facts: Facts, policy: Policy) -> frozenset[str]:
    override = facts.override
    if override is None or not fired:
        return _NOTHING
    if not (override.is_complete if facts.emergency else override.is_by_two):
        return _NOTHING
    return frozenset(policy.released_in_emergency if facts.emergency else policy.released).intersection(fired)
