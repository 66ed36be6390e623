"""Of what could be sent, the purpose's list says what is kept."""

import pytest

from casework.categories import Category
from casework.purposes import Purpose
from multiagency.minimising.profiles import needs, profiles, trimmed

ORDER = {"Order": "Licence", "From": "1 May 2026", "Why it was varied": "At a review"}


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_says_what_it_needs(purpose: Purpose) -> None:
    assert profiles()[purpose].categories


def test_a_part_that_the_purpose_does_not_need_is_left_out_and_named() -> None:
    found = trimmed(Purpose.RESETTLEMENT_HOUSING, "order", Category.SENTENCE_LICENCE, ORDER)
    assert found.kept == {"Order": "Licence", "From": "1 May 2026"}
    assert found.left_out == ("Why it was varied",)


def test_a_purpose_that_needs_all_of_it_gets_all_of_it() -> None:
    found = trimmed(Purpose.OFFENDER_MANAGEMENT, "order", Category.SENTENCE_LICENCE, ORDER)
    assert (found.kept, found.left_out) == (ORDER, ())


def test_nothing_is_kept_of_a_category_that_the_purpose_does_not_need() -> None:
    found = trimmed(Purpose.RESETTLEMENT_HOUSING, "particular", Category.ETHNICITY, {"Ethnicity": "Not stated"})
    assert (found.kept, found.left_out) == ({}, ("Ethnicity",))


@pytest.mark.parametrize("purpose", [Purpose.PLANNING_ANALYSIS, Purpose.RESEARCH_EVALUATION])
def test_planning_and_research_need_nobody_by_name(purpose: Purpose) -> None:
    assert [category for category in Category if needs(purpose, category)] == [Category.AGGREGATE]


def test_only_parts_that_items_have_are_named() -> None:
    known = {
        "name": {"Name", "Date of birth", "What it is"},
        "address": {"Ward"},
        "assessment": {"Assessment", "Result", "Reason", "Next due"},
        "order": {"Order", "From", "Until", "Conditions"},
    }
    for profile in profiles().values():
        for kind, parts in profile.only.items():
            assert parts <= known[kind]
