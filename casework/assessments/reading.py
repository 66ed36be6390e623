"""Reading a set of questions from a TOML file, and saying plainly everything that is wrong with it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from casework.assessments.editions import UNKNOWN, YES_OR_NO, Band, Choice, Cluster, Edition, Group, Question
from casework.cases.models import Role
from casework.categories import Category

CATEGORIES: Final = frozenset({Category.RISK_ASSESSMENT, Category.VULNERABILITY_ASSESSMENT})
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CODE: Final = re.compile(r"[A-Z][A-Z_]{0,31}")
LARGEST: Final = 100_000
MOST_QUESTIONS: Final = 100
MOST_POINTS: Final = 100
MOST_WEEKS: Final = 104
SHAPES: Final[dict[str, dict[str, type]]] = {
    "The set": {
        "code": str, "version": str, "title": str, "in_force_from": date, "attribution": str, "roles": list,
        "category": str, "review_weeks": int, "groups": list, "bands": list,
    },
    "group": {"title": str, "questions": list},
    "question": {"code": str, "words": str},
    "choice": {"code": str, "words": str, "points": int},
    "band": {"code": str, "words": str, "from": int},
    "cluster": {"words": str, "every": list},
}  # fmt: skip
"""What each part must say, and what that is."""
OPTIONAL: Final[dict[str, dict[str, type]]] = {
    "The set": {"clusters": list}, "question": {"hint": str, "choices": list}, "cluster": {"some": list},
}  # fmt: skip
IN_WORDS: Final = {str: "words in quotes", int: "a whole number", date: "a day such as 2026-11-25", list: "a list"}


class SetRefused(Exception):
    """A file is no set of questions; `problems` are sentences for whoever wrote it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_edition(text: str) -> Edition:
    """The set of questions that a TOML file says; refuses (SetRefused) with every problem that there is."""
    if len(text) > LARGEST:
        raise SetRefused([f"The file is longer than {LARGEST:,} characters."])
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SetRefused([f"This is not a TOML file: {wrong}."]) from None
    if problems := list(_shape(said)):
        raise SetRefused(problems)
    edition = _edition(said)
    if problems := list(_sense(edition)):
        raise SetRefused(problems)
    return edition


def _shape(said: Mapping[str, Any]) -> Iterator[str]:
    yield from _part("The set", "The set", said)
    for key, kind in (("groups", "group"), ("bands", "band"), ("clusters", "cluster")):
        for place, part in enumerate(_rows(said, key), 1):
            yield from _part(kind, f"{kind.capitalize()} {place}", part)
    questions = [one for group in _rows(said, "groups") for one in _rows(group, "questions")]
    for place, question in enumerate(questions, 1):
        yield from _part("question", f"Question {place}", question)
        for number, choice in enumerate(_rows(question, "choices"), 1):
            yield from _part("choice", f"Choice {number} of question {place}", choice)


def _rows(said: object, key: str) -> list[Any]:
    found = said.get(key, []) if isinstance(said, dict) else []
    return found if isinstance(found, list) else []


def _part(kind: str, called: str, part: object) -> Iterator[str]:
    """What is missing in one part, what is of the wrong kind, and what nobody reads, which may be misspelt."""
    if not isinstance(part, dict):
        yield f"{called} is not a table of names and values."
        return
    needed, known = SHAPES[kind], SHAPES[kind] | OPTIONAL.get(kind, {})
    for name in needed.keys() - part.keys():
        yield f"{called} does not say `{name}`."
    for name, value in part.items():
        if name not in known:
            yield f"{called} says `{name}`, which means nothing here. Is it misspelt?"
        elif not _is(value, known[name]):
            yield f"{called}: `{name}` must be {IN_WORDS[known[name]]}."


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool | datetime) and value != ""


def _edition(said: Mapping[str, Any]) -> Edition:
    plain = {name: said[name] for name in SHAPES["The set"] if name not in {"roles", "groups", "bands"}}
    return Edition(
        **plain,
        roles=tuple(map(str, said["roles"])),
        groups=tuple(Group(one["title"], tuple(map(_question, one["questions"]))) for one in said["groups"]),
        bands=tuple(Band(one["code"], one["words"], one["from"]) for one in said["bands"]),
        clusters=tuple(
            Cluster(one["words"], tuple(map(str, one["every"])), tuple(map(str, one.get("some", ()))))
            for one in said.get("clusters", ())
        ),
    )


def _question(said: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(one["code"], one["words"], one["points"]) for one in said.get("choices", ()))
    return Question(said["code"], said["words"], choices or YES_OR_NO, said.get("hint", ""))


def _sense(edition: Edition) -> Iterator[str]:
    if not NAME.fullmatch(edition.code) or not NAME.fullmatch(edition.version):
        yield "`code` and `version` are at most 40 small letters, figures and hyphens."
    if not edition.roles or not set(edition.roles) <= set(Role.values):
        yield f"`roles` lists who is assessed: {', '.join(Role.values)}."
    if edition.category not in CATEGORIES:
        yield f"`category` is one of {', '.join(sorted(CATEGORIES))}."
    if not 1 <= edition.review_weeks <= MOST_WEEKS:
        yield f"`review_weeks` is between 1 and {MOST_WEEKS}."
    yield from _sense_of_questions(edition)
    yield from _sense_of_bands(edition)


def _sense_of_questions(edition: Edition) -> Iterator[str]:
    codes = [question.code for question in edition.questions]
    if not 1 <= len(codes) <= MOST_QUESTIONS:
        yield f"There are {len(codes)} questions; there must be between 1 and {MOST_QUESTIONS}."
    yield from (f"Two questions have the code `{code}`." for code, times in Counter(codes).items() if times > 1)
    odd = [code for code in codes if not NAME.fullmatch(code)]
    yield from (f"The code `{code}` is not small letters, figures and hyphens." for code in odd)
    for question in edition.questions:
        yield from _sense_of_choices(question)
    for cluster in edition.clusters:
        for code in {*cluster.every, *cluster.some} - set(codes):
            yield f"The cluster “{cluster.words}” names `{code}`, which is no question of the set."


def _sense_of_choices(question: Question) -> Iterator[str]:
    codes = [choice.code for choice in question.choices]
    if len(set(codes)) < len(codes):
        yield f"Question `{question.code}` offers one choice twice."
    if UNKNOWN in codes:
        yield f"Question `{question.code}` offers {UNKNOWN} itself: “don't know” is always there, and counts nothing."
    if not all(CODE.fullmatch(code) for code in codes):
        yield f"Choices of question `{question.code}` have codes in capital letters."
    if any(not 0 <= choice.points <= MOST_POINTS for choice in question.choices) or question.most == 0:
        yield f"Choices of question `{question.code}` count between 0 and {MOST_POINTS}, and one counts something."


def _sense_of_bands(edition: Edition) -> Iterator[str]:
    begins = [band.least for band in edition.bands]
    if not begins or begins[0] != 0:
        yield "The first band begins `from = 0`, so that every score has a band."
    elif begins != sorted(set(begins)):
        yield "Bands come in order, each from a higher score than the one before."
    elif begins[-1] > sum(question.most for question in edition.questions):
        yield "No answers reach the highest band: it begins above the highest score there is."
