"""Rules that every template keeps, whoever writes it: no inline code, no foreign address, no branding, one base."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC = Path(settings.BASE_DIR) / "static"
FILES = sorted(TEMPLATES.rglob("*.html"))
PARTS = ("components/", "django/", "demo/")
WHOLE_PAGES = {"base.html", "500.html"}
OWN_STATIC = [path for path in STATIC.rglob("*") if path.is_file() and STATIC / "built" not in path.parents]


def name(path: Path) -> str:
    """Give a template's name, as Django knows it."""
    return path.relative_to(TEMPLATES).as_posix()


PAGES = [path for path in FILES if not name(path).startswith(PARTS) and not path.name.startswith("_")]
each_template = pytest.mark.parametrize("path", FILES, ids=name)
each_page = pytest.mark.parametrize("path", PAGES, ids=name)


@each_template
def test_it_compiles(path: Path) -> None:
    get_template(name(path))


@each_template
def test_no_inline_script_style_or_handler_which_the_content_security_policy_would_refuse(path: Path) -> None:
    text = path.read_text()
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text) == []


@each_template
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    addresses = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]+[^\s\"']*", path.read_text())
    assert [address for address in addresses if "www.w3.org" not in address] == []


@each_template
def test_no_branding_of_gov_uk(path: Path) -> None:
    assert (
        re.findall(r"gds transport|crown|crest|gov\.uk|govuk-header\b|govuk-footer__licence", path.read_text().lower())
        == []
    )


@pytest.mark.parametrize("path", OWN_STATIC, ids=lambda path: path.name)
def test_no_branding_in_our_static_files(path: Path) -> None:
    assert re.findall(r"gds transport|crown|crest|@font-face|https?://(?!www\.w3\.org)", path.read_text().lower()) == []


@each_page
def test_a_page_extends_the_base(path: Path) -> None:
    assert name(path) in WHOLE_PAGES or "{% extends " in path.read_text()


def parents(path: Path) -> str:
    """Give a template's text with that of the templates of ours that it extends."""
    text = path.read_text()
    above = re.search(r'{% extends "([^"]+)" %}', text)
    there = [TEMPLATES / above[1]] if above and (TEMPLATES / above[1]).exists() else []
    return text + "".join(parents(parent) for parent in there)


@each_page
def test_a_page_with_a_form_says_at_its_top_what_is_wrong(path: Path) -> None:
    assert "{{ form }}" not in path.read_text() or "components/error_summary.html" in parents(path)


@each_template
def test_every_form_that_posts_carries_the_token(path: Path) -> None:
    text = path.read_text()
    posts = re.findall(r'<form\b[^>]*method="post"(?:(?!</form>).)*</form>', text, re.DOTALL)
    assert [form for form in posts if "{% csrf_token %}" not in form] == []
