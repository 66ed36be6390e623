"""A file of questions is read whole, or refused with everything that is wrong with it."""

import pytest

from casework.assessments.reading import SetRefused, read_edition
from tests.casework.assessments.files import LOCAL

GOOD = LOCAL.format(day="2026-01-01")


def problems(text: str) -> list[str]:
    with pytest.raises(SetRefused) as refused:
        read_edition(text)
    return refused.value.problems


def test_a_file_becomes_a_set() -> None:
    edition = read_edition(GOOD)
    assert (edition.code, edition.review_weeks, len(edition.questions)) == ("street-check", 4, 2)
    assert [choice.words for choice in edition.questions[0].choices] == ["Yes", "No"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('code = "street-check"', "", "The set does not say `code`."),
        ("review_weeks = 4", 'review_weeks = "4"', "The set: `review_weeks` must be a whole number."),
        ("review_weeks = 4", "review_weeks = true", "The set: `review_weeks` must be a whole number."),
        ("review_weeks = 4", "review_weeks = 0", "`review_weeks` is between 1 and 104."),
        ("review_weeks = 4", "review_weeks = 4\nbandz = 1",
         "The set says `bandz`, which means nothing here. Is it misspelt?"),
        ('words = "Low", from = 0', 'words = "Low", from = 1',
         "The first band begins `from = 0`, so that every score has a band."),
        ("from = 3", "from = 4", "No answers reach the highest band: it begins above the highest score there is."),
        ('every = ["cold", "ill"]', 'every = ["cold", "wet"]',
         "The cluster “Cold and ill” names `wet`, which is no question of the set."),
        ('code = "ill"', 'code = "cold"', "Two questions have the code `cold`."),
        ('code = "NO", words = "No", points = 0', 'code = "UNKNOWN", words = "No", points = 0',
         "Question `ill` offers UNKNOWN itself: “don't know” is always there, and counts nothing."),
        ("points = 2", "points = 0",
         "Choices of question `ill` count between 0 and 100, and one counts something."),
        ('["VICTIM", "OFFENDER"]', '["SUSPECT"]', "`roles` lists who is assessed: OFFENDER, VICTIM."),
        ("VULNERABILITY_ASSESSMENT", "SAFE_CONTACT",
         "`category` is one of RISK_ASSESSMENT, VULNERABILITY_ASSESSMENT."),
        (', words = "Are they cold?"', "", "Question 1 does not say `words`."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_plainly(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    assert problem in problems(GOOD.replace(old, new, 1))


def test_what_is_no_toml_or_far_too_long_is_refused() -> None:
    assert problems("questions: yes")[0].startswith("This is not a TOML file:")
    assert problems("#" * 100_001) == ["The file is longer than 100,000 characters."]


@pytest.mark.parametrize("text", ["", "groups = 3", "groups = [3]", "bands = [[]]", "groups = [{questions = [1]}]"])
def test_odd_shapes_are_refused_and_break_nothing(text: str) -> None:
    assert problems(text)
