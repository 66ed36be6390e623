"""`decide`: how many sharing decisions one core takes a second, alone, and with reading the facts and saying why."""

import time
from collections.abc import Callable, Iterable
from datetime import date
from random import Random
from statistics import median
from typing import Any, Final

from config.benchmarks.figures import Figure
from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import decide
from multiagency.sharing.facts import Facts
from multiagency.sharing.policy import Policy, policy_on

SEED: Final = 5
ROUNDS: Final = 7
EACH_SECOND: Final = 50_000
HELD: Final = ("agreement", "override", "markers", "approved")
LONG: Final = "as long as a reason has to be to be looked at"


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Decide so many times on invented facts that differ from the baseline, and give decisions a second."""
    policy = policy_on(date.today())  # noqa: DTZ011 - the policy in force is the same all day
    random = Random(SEED)  # noqa: S311 - invented facts, not secrets
    given = [_facts(random, policy) for _ in range(scale)]
    watch(scale)
    read = [facts_from(one, policy) for one in given]
    fired = sum(len(decide(one, policy).fired) for one in read)
    return [
        Figure(
            "decisions a second on one core", _each_second(lambda one: decide(one, policy), read), "a second",
            goal="decisions", limit=EACH_SECOND, at_least=True, of_value=True,
        ),
        Figure(
            "with the facts read and checked",
            _each_second(lambda one: decide(facts_from(one, policy), policy), given), "a second",
        ),
        Figure("with every rule explained", _each_second(lambda one: _explained(one, policy), read), "a second"),
        Figure("rules that fire on one", fired / scale, ""),
    ]  # fmt: skip


def _explained(facts: Facts, policy: Policy) -> object:
    return [policy.explain(rule, {}) for rule in decide(facts, policy).fired]


def _facts(random: Random, policy: Policy) -> dict[str, Any]:
    """Facts that differ from the baseline in about one of five, some with an override, some without an agreement."""
    told = {
        name: _told(random, policy, name) for name in policy.baseline if name not in HELD and random.random() < 1 / 5
    }
    return told | {
        "markers": random.sample(sorted(policy.codes["markers"]), random.choice((0, 0, 1, 2))),
        "agreement": random.choice((None, {}, {"purposes": ["MAPPA", "DA_SAFEGUARDING"]}, {"signed_b": False})),
        "override": random.choice((None, dict.fromkeys(("necessity", "proportionality", "less_intrusive"), LONG)
                                   | {"requester": "one", "authoriser": "another"})),
    }  # fmt: skip


def _told(random: Random, policy: Policy, name: str) -> object:
    return random.choice(sorted(policy.codes[name]) if name in policy.codes else (False, True))


def _each_second(work: Callable[[Any], object], cases: Iterable[Any]) -> float:
    """The middle of several rounds over all cases, in processor time: what others do on the machine is not counted."""
    known = list(cases)
    rounds = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for one in known:
            work(one)
        rounds.append(len(known) / (time.process_time() - before))
    return median(rounds)
