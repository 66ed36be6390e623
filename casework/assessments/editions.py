"""What a set of questions is: its questions and choices, bands, and clusters that ask for judgement. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

UNKNOWN: Final = "UNKNOWN"
UNKNOWN_WORDS: Final = "Don't know"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question offers, and what it counts; "don't know" is always offered beside them."""

    code: str
    words: str
    points: int


YES_OR_NO: Final = (Choice("YES", "Yes", 1), Choice("NO", "No", 0))


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its code stays the same from version to version, so that answers can be compared."""

    code: str
    words: str
    choices: tuple[Choice, ...] = YES_OR_NO
    hint: str = ""

    @property
    def most(self) -> int:
        """What the gravest answer counts."""
        return max(choice.points for choice in self.choices)

    def choice(self, code: str) -> Choice | None:
        """The choice of this code; none for "don't know" and for what the question does not offer."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def in_words(self, code: str) -> str:
        """An answer as people say it."""
        found = self.choice(code)
        return found.words if found else UNKNOWN_WORDS if code == UNKNOWN else "Not asked"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand on one page of the form."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """What scores from `least` on are called; the first begins at nothing."""

    code: str
    words: str
    least: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Answers that together ask for professional judgement, whatever the score: every one of some, any of others."""

    words: str
    every: tuple[str, ...]
    some: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a set of questions, in force from a day on until the next; never changed once it is in use."""

    code: str
    version: str
    title: str
    in_force_from: date
    attribution: str
    roles: tuple[str, ...]
    category: str
    review_weeks: int
    groups: tuple[Group, ...]
    bands: tuple[Band, ...]
    clusters: tuple[Cluster, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in its order."""
        return tuple(question for group in self.groups for question in group.questions)

    def band(self, points: int) -> int:
        """Which of the bands a score falls in, as a place in `bands`."""
        return max(place for place, band in enumerate(self.bands) if band.least <= points)


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What was answered, who said so where it was not the person themselves, and a note."""

    choice: str
    source: str = ""
    note: str = ""


Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Score:
    """What answers come to under an edition; what is not known is counted for nothing, and named."""

    edition: Edition
    points: int
    most: int
    band: int
    unknown: tuple[Question, ...]
    clusters: tuple[Cluster, ...]

    @property
    def could_be(self) -> int:
        """The score if everything that is not known had the gravest answer."""
        return self.points + sum(question.most for question in self.unknown)

    @property
    def asks_for_judgement(self) -> bool:
        """Whether a cluster is there and the score alone does not reach the highest band."""
        return bool(self.clusters) and self.band < len(self.edition.bands) - 1

    def raised(self, steps: int) -> Band:
        """The band after professional judgement, which adds steps and never takes any (practice rule P1)."""
        return self.edition.bands[self.band + steps]

    @property
    def room(self) -> int:
        """By how many bands judgement can still raise it."""
        return len(self.edition.bands) - 1 - self.band


def score(edition: Edition, answers: Answers) -> Score:
    """Add up what was answered; unanswered and "don't know" are unknown, never "no"."""
    chosen = {question: question.choice(answers[question.code].choice) for question in edition.questions
              if question.code in answers}  # fmt: skip
    counted = {question.code: choice.points for question, choice in chosen.items() if choice}
    unknown = tuple(question for question in edition.questions if question.code not in counted)
    clusters = tuple(cluster for cluster in edition.clusters if _holds(cluster, counted))
    points = sum(counted.values())
    return Score(
        edition, points, sum(question.most for question in edition.questions), edition.band(points), unknown, clusters
    )


def _holds(cluster: Cluster, counted: Mapping[str, int]) -> bool:
    given = {code for code, points in counted.items() if points > 0}
    return given.issuperset(cluster.every) and (not cluster.some or bool(given.intersection(cluster.some)))


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that is not what it was last time."""

    question: Question
    before: str
    now: str
    graver: bool | None


def differences(before: tuple[Edition, Answers], now: tuple[Edition, Answers]) -> Iterator[Difference]:
    """Answers that changed, the gravest change first; one that was or is not known is graver nor better, but said."""
    found = list(_changed(before, now))
    order = {True: 0, None: 1, False: 2}
    return iter(sorted(found, key=lambda one: order[one.graver]))


def _changed(before: tuple[Edition, Answers], now: tuple[Edition, Answers]) -> Iterator[Difference]:
    earlier = {question.code: question for question in before[0].questions}
    for question in now[0].questions:
        was = earlier.get(question.code)
        if was is None:
            continue
        codes = (before[1].get(question.code), now[1].get(question.code))
        old, new = (answer.choice if answer else "" for answer in codes)
        if old == new:
            continue
        choices = (was.choice(old), question.choice(new))
        graver = choices[1].points > choices[0].points if choices[0] and choices[1] else None
        yield Difference(question, was.in_words(old), question.in_words(new), graver)
