"""What is measured and how: timings of variants by turns, medians, and figures with their bound beside them."""

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

MILLISECONDS: Final = 1000
MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside the peer's or bound's of the same run, and the goal for their ratio where there is one.

    `goal` is reached from below ("at most 2") or, where `at_least`, from above.
    """

    name: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    ratio: float | None = None
    goal: str = ""
    limit: float | None = None
    at_least: bool = False
    of_value: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        measured = self.value if self.of_value else self.ratio
        if self.limit is None or measured is None:
            return None
        return measured >= self.limit if self.at_least else measured <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Everything of it, with `met`."""
        return {**asdict(self), "met": self.met}


def times_the_peer(
    name: str, value: float, unit: str, peer: str, peer_value: float, *, goal: str = "", at_most: float | None = None
) -> Figure:
    """A figure as a multiple of its peer's, which should be small."""
    return Figure(name, value, unit, peer, peer_value, value / peer_value, goal, at_most)


def faster_than_the_peer(
    name: str, value: float, unit: str, peer: str, peer_value: float, *, goal: str = "", at_least: float | None = None
) -> Figure:
    """A figure by how many times it beats its peer's, which should be large."""
    return Figure(name, value, unit, peer, peer_value, peer_value / value, goal, at_least, at_least=True)


def at_a_million(scale: int, limit: float) -> float | None:
    """A goal that is set for a million people or cases, and judged only there."""
    return limit if scale >= MILLION else None


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one variant."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """What one in twenty exceeds."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]


def by_turns(
    variants: Mapping[str, Callable[[], object]], *, rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, Times]:
    """Time the variants one after the other, round by round, so that a busy moment falls on all of them."""
    return by_turns_over(range(rounds), {name: _without_case(work) for name, work in variants.items()}, clock)


def _without_case(work: Callable[[], object]) -> Callable[[Any], object]:
    return lambda _: work()


def by_turns_over(
    cases: Sequence[Any],
    variants: Mapping[str, Callable[[Any], object]],
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Times]:
    """Time the variants on the same cases, case by case; the first case is done once beforehand, to warm up."""
    for work in variants.values():
        work(cases[0])
    times: dict[str, list[float]] = {name: [] for name in variants}
    for case in cases:
        for name, work in variants.items():
            before = clock()
            work(case)
            times[name].append((clock() - before) * MILLISECONDS)
    return {name: Times(values) for name, values in times.items()}


def each(work: Callable[[Any], object], cases: Sequence[Any]) -> Times:
    """Time one piece of work on many cases, each once."""
    return by_turns_over(cases, {"": work})[""]
