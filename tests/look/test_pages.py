"""Every page: marking, who is signed in, ways through the product, and error pages that say what to do next."""

from typing import Any

import pytest
from django.forms import CharField, Form
from django.template import engines
from django.template.loader import render_to_string

BLANK = '{% extends "base.html" %}{% block title %}Blank{% endblock %}'


def page(context: dict[str, Any]) -> str:
    """Give a page with nothing of its own."""
    return engines["django"].from_string(BLANK).render(context)


def test_the_marking_stands_at_the_top_and_at_the_bottom(signed_in: dict[str, Any]) -> None:
    assert page(signed_in).count("OFFICIAL-SENSITIVE") == 2
    assert page({**signed_in, "marking": "OFFICIAL"}).count("</span>OFFICIAL<") == 2


def test_the_marking_is_there_when_nothing_else_is() -> None:
    assert page({}).count("OFFICIAL-SENSITIVE") == 2


def test_the_page_says_who_is_signed_in_and_for_whom(signed_in: dict[str, Any]) -> None:
    html = page(signed_in)
    assert "Aisha Rahman" in html
    assert "Kelm Council" in html
    assert "Kelm Partnership" in html


def test_a_stranger_sees_no_navigation() -> None:
    html = page({})
    assert "govuk-service-navigation" not in html
    assert "rt-account" not in html


def test_the_demo_says_that_it_is_one(signed_in: dict[str, Any]) -> None:
    assert "Everyone and everything here is invented." in page({**signed_in, "DEMO": True})
    assert "invented" not in page(signed_in)


def test_the_title_says_when_there_is_an_error(signed_in: dict[str, Any]) -> None:
    class Name(Form):
        name = CharField()

    assert "<title>Error: Blank - Roundtable</title>" in page({**signed_in, "form": Name({})})
    assert "<title>Blank - Roundtable</title>" in page({**signed_in, "form": Name()})


def test_print_says_who_printed_and_when(signed_in: dict[str, Any]) -> None:
    assert "Printed by Aisha Rahman, Kelm Council, on " in page(signed_in)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("400", "Go back, reload the page and try again."),
        ("403", "ask your team manager"),
        ("403_csrf", "Nothing was saved."),
        ("404", "We give the same answer in both cases"),
        ("405", "Nothing was changed."),
        ("413", "Split the file into smaller ones"),
        ("429", "Wait 5 minutes"),
        ("500", "Nothing of what you just sent was saved."),
    ],
)
def test_an_error_page_says_what_happened_and_what_to_do(name: str, words: str) -> None:
    html = render_to_string(f"{name}.html")
    assert words in html
    assert "OFFICIAL-SENSITIVE" in html


def test_a_refusal_says_why_and_who_can_resolve_it() -> None:
    html = render_to_string("403.html", {"words": "Only its own agency may add.", "resolver": "Priya, the lead"})
    assert "Only its own agency may add." in html
    assert "Priya, the lead" in html


def test_the_code_of_the_demo_is_shown_only_in_the_demo() -> None:
    assert "code now is" not in render_to_string("mfa/authenticate.html")
    assert "code now is <strong" in render_to_string("mfa/authenticate.html", {"demo_second_factor": "1"})
