"""What would go and what would not, item by item, before anything is sent."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from casework.cases.selectors import OpenedCase
from multiagency.agreements.terms import Terms
from multiagency.sharing.claims import Audience, Claims, Thing
from multiagency.sharing.decide import Decided, decide
from multiagency.sharing.facts import Facts, as_json
from multiagency.sharing.gathering import gather
from multiagency.sharing.policy import Explanation, policy_on
from multiagency.sharing.wording import explanations


@dataclass(frozen=True, slots=True)
class Weighed:
    """One thing, what was decided about it, on which facts, under which policy, and why in words.

    `kept` is what of an item's words goes where it may go, `left_out` the parts that the purpose does not need.
    """

    thing: Thing
    facts: Facts
    decided: Decided
    policy: str
    terms: Terms | None
    explanations: tuple[Explanation, ...]
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)
    left_out: tuple[str, ...] = ()


def weigh(
    *, actor: Actor, opened: OpenedCase, things: Collection[Thing], audience: Audience, claims: Claims
) -> list[Weighed]:
    """Decide about each thing now, and write nothing; the number of statements is the same for one and for fifty.

    The case is one of the actor's own agency. What is sent later is decided anew in the transaction that sends it.
    """
    policy, by = policy_on(timezone.localdate()), _name(actor) if claims.emergency else ""
    weighed = []
    for one in gather(actor, opened, things, audience, claims, policy):
        decided = decide(one.facts, policy)
        words = explanations(one, decided, opened, audience, policy, claims, by)
        kept = {} if _taken_out(decided, claims) else one.trimmed.kept
        told = (one.terms, words, kept, one.trimmed.left_out)
        weighed.append(Weighed(one.thing, one.facts, decided, policy.version, *told))
    return weighed


def _name(actor: Actor) -> str:
    """Who shares; the product itself has no name."""
    return User.objects.filter(pk=actor.principal).values_list("name", flat=True).first() or ""


def _taken_out(decided: Decided, claims: Claims) -> bool:
    """Whether all its words are where a victim is, or about other people and nobody said why they must go."""
    return "R60" in decided.fired or ("R63" in decided.fired and not claims.third_party.strip())


def fingerprint(weighed: Iterable[Weighed]) -> str:
    """What a page carries of the facts that it showed: another answer at the moment of sending sends nothing."""
    said = [[one.thing.kind, str(one.thing.id), one.policy, as_json(one.facts)] for one in weighed]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
