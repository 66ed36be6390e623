"""The page of the rules of sharing: every rule with its words, of each version, for whoever is bound by them."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from multiagency.sharing.policy import FOLDER, policy_of
from multiagency.sharing.policy_page import rules_by_kind, versions
from tests.cast import signed_in
from tests.town import Town

POLICY = policy_of("2026-02")


@pytest.mark.django_db
def test_every_rule_stands_on_the_page_with_its_words_and_who_can_resolve_it(town: Town) -> None:
    client = signed_in(town.auditor)
    client.get("/sharing/rules/")
    with CaptureQueriesContext(connection) as asked:
        text = client.get("/sharing/rules/").content.decode()
    for rule in POLICY.rules:
        said = POLICY.explain(rule.id, {})
        assert f">{rule.id}<" in text
        assert escape(said.words) in text
        assert escape(said.resolver[1:]) in text
    assert not [one["sql"] for one in asked if "casework_" in one["sql"] or "multiagency_" in one["sql"]]
    assert "in force since 5 February 2026" in text
    assert client.get("/sharing/rules/?version=2026-02").content.decode().count(">R01<") == 1
    assert client.get("/sharing/rules/?version=1999-01").status_code == 404


def test_the_page_says_what_else_ends_a_rule() -> None:
    ends = {one.said.rule: one.ends_by for _, rules in rules_by_kind(POLICY) for one in rules}
    assert ends["R01"] == ""
    assert ends["R30"] == "an override"
    assert ends["R61"] == "a recorded approval"
    assert ends["R66"] == "a recorded approval, or an override in an emergency"
    assert len(ends) == len(POLICY.rules)


def test_a_version_holds_until_the_day_before_the_next(tmp_path: Path) -> None:
    text = (FOLDER / "2026-02.toml").read_text("utf-8")
    (tmp_path / "one.toml").write_text(text)
    (tmp_path / "two.toml").write_text(text.replace('"2026-02"', '"two"').replace("2026-02-05", "2026-09-01"))
    for day, now in ((date(2026, 8, 31), "2026-02"), (date(2026, 9, 1), "two")):
        listed = versions(day, tmp_path)
        assert [(one.name, one.until) for one in listed] == [("two", None), ("2026-02", date(2026, 8, 31))]
        assert [one.name for one in listed if one.now] == [now]
