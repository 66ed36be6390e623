"""The words in which people are asked: plain, by themselves, versioned."""

import re
from datetime import date, timedelta
from hashlib import sha256

import pytest

from casework.consent.wordings import ConsentWording, wording_on, wordings

# A version that people were asked in is never changed: consents name it. New words are a new version, and a line here.
PRINTED = {"2025-04": "257d3679da8ea39a", "2026-09": "18b398197b836de0"}
MUST_SAY = {
    "that it is a choice": r"choice|you decide",
    "that no has no price": r"no will not change|same help",
    "what, with whom and why": r"what we would share",
    "that it can be taken back": r"change your mind",
    "what taking it back cannot undo": r"before",
    "that the law may let sharing happen without it": r"the law may let us share",
    "the question": r"do you agree\?",
}
OTHER_MATTERS = r"appointment|attend|service agreement|terms|conditions|complaint|fee|newsletter|take part"
HARD = r"\b(pursuant|hereby|data controller|data subject|processing|disclos\w+|lawful basis|article|third part\w+)\b"
LONGEST_SENTENCE = 25
LONGEST_WORD = 12


def lint(text: str) -> list[str]:
    """What is wrong with the words of a request for consent."""
    plain = " ".join(text.split()).lower()
    found = [what for what, pattern in MUST_SAY.items() if not re.search(pattern, plain)]
    found += [f"another matter: {word}" for word in re.findall(OTHER_MATTERS, plain)]
    found += [f"hard: {match[0]}" for match in re.finditer(HARD, plain)]
    found += [f"long word: {word}" for word in re.findall(r"[a-z]+", plain) if len(word) > LONGEST_WORD]
    sentences = re.split(r"(?<=[.?!])\s", plain)
    found += [f"long sentence: {one}" for one in sentences if len(one.split()) > LONGEST_SENTENCE]
    return found


@pytest.mark.parametrize("wording", wordings().values(), ids=list(wordings()))
def test_con_03_each_wording_is_plain_and_about_nothing_else(wording: ConsentWording) -> None:
    assert lint(wording.text) == []


def test_con_03_the_lint_catches_what_it_looks_for() -> None:
    bad = "By attending your appointment you agree to the processing of personal data pursuant to our privacy terms."
    found = lint(bad)
    assert {"that it is a choice", "another matter: appointment", "hard: pursuant", "hard: processing"} <= set(found)


def test_con_03_a_version_that_was_used_is_never_changed() -> None:
    assert {one.version: sha256(one.text.encode()).hexdigest()[:16] for one in wordings().values()} == PRINTED


def test_con_03_the_version_in_use_is_that_of_the_day() -> None:
    second = wordings()["2026-09"]
    assert wording_on(second.effective_from) is second
    assert wording_on(second.effective_from - timedelta(days=1)).version == "2025-04"
    assert wording_on(date(2020, 1, 1)).version == "2025-04"
