"""`decide`: the worked cases from a file and from stdin, and every malformed case refused whole and by name."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.multiagency.sharing.oracle import HERE

CASES: list[dict[str, Any]] = json.loads((HERE / "cases.json").read_text("utf-8"))
EXPECTED = [{"id": one["id"], "outcome": one["expected"], "rules": sorted(one["rules"])} for one in CASES]


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_worked_cases_of_a_file_are_answered_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("decide", str(HERE / "cases.json"))
    assert lines(capsys) == EXPECTED


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Decide what stdin holds."""

    def saying(text: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        call_command("decide", "-")

    return saying


Say = Callable[[bytes], None]


def test_the_worked_cases_are_read_from_stdin(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say((HERE / "cases.json").read_bytes())
    assert lines(capsys) == EXPECTED


@pytest.mark.parametrize("text", [b"[]", b" \n[ ]\n", b"\xef\xbb\xbf[]"])
def test_no_cases_are_answered_with_nothing(text: bytes, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say(text)
    assert capsys.readouterr().out == ""


def test_facts_are_laid_over_the_baseline_key_by_key(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say(json.dumps([{"id": "é", "facts": {"agreement": {"signed_b": False}}}, {"id": "b", "facts": {}}]).encode())
    assert [one["rules"] for one in lines(capsys)] == [["R32"], []]


FACTS: list[tuple[str, str, str]] = [
    ('{"gatway": null}', "gatway", "no such fact"),
    ('{"": 1}', "", "no such fact"),
    ('{"identifiable": 1}', "identifiable", "true or false"),
    ('{"identifiable": "true"}', "identifiable", "true or false"),
    ('{"identifiable": null}', "identifiable", "true or false"),
    ('{"emergency": NaN}', "emergency", "true or false"),
    ('{"a": "MARTIANS"}', "a", "in none of the lists"),
    ('{"b": null}', "b", "one code, as text"),
    ('{"b": ["POLICE"]}', "b", "one code, as text"),
    ('{"originator": "MARTIANS"}', "originator", "in none of the lists"),
    ('{"purpose": "offender_management"}', "purpose", "in none of the lists"),
    ('{"category": "HEALTH"}', "category", "in none of the lists"),
    ('{"gateway": "CDA_116"}', "gateway", "in none of the lists"),
    ('{"gateway": false}', "gateway", "or null"),
    ('{"regime": "EU"}', "regime", "in none of the lists"),
    ('{"basis": null}', "basis", "one code, as text"),
    ('{"consent": ""}', "consent", "in none of the lists"),
    ('{"capacity": "HAS"}', "capacity", "in none of the lists"),
    ('{"child": false}', "child", "or null"),
    ('{"wishes": "REFUSES"}', "wishes", "in none of the lists"),
    ('{"conf_basis": "NONE"}', "conf_basis", "in none of the lists"),
    ('{"objection": true}', "objection", "or null"),
    ('{"markers": "LPP"}', "markers", "list of codes"),
    ('{"markers": null}', "markers", "list of codes"),
    ('{"markers": ["LPP", 1]}', "markers", "list of codes"),
    ('{"markers": [["LPP"]]}', "markers", "list of codes"),
    ('{"markers": ["LEGAL"]}', "markers", "in none of the lists"),
    ('{"approved": ["R99"]}', "approved", "in none of the lists"),
    ('{"agreement": "LIVE"}', "agreement", "an object, or null"),
    ('{"agreement": []}', "agreement", "an object, or null"),
    ('{"agreement": {"status": "LIVE"}}', "agreement.status", "no such fact"),
    ('{"agreement": {"state": null}}', "agreement.state", "one code, as text"),
    ('{"agreement": {"state": "OVER"}}', "agreement.state", "in none of the lists"),
    ('{"agreement": {"signed_a": 1}}', "agreement.signed_a", "true or false"),
    ('{"agreement": {"purposes": null}}', "agreement.purposes", "list of codes"),
    ('{"agreement": {"purposes": "MAPPA"}}', "agreement.purposes", "everything"),
    ('{"agreement": {"categories": ["*"]}}', "agreement.categories", "in none of the lists"),
    ('{"agreement": {"review_overdue_days": true}}', "agreement.review_overdue_days", "whole number"),
    ('{"agreement": {"review_overdue_days": 1.5}}', "agreement.review_overdue_days", "whole number"),
    ('{"agreement": {"review_overdue_days": NaN}}', "agreement.review_overdue_days", "whole number"),
    ('{"agreement": {"review_overdue_days": 1e999}}', "agreement.review_overdue_days", "whole number"),
    ('{"override": true}', "override", "an object, or null"),
    ('{"override": {"reason": "x"}}', "override.reason", "no such fact"),
    ('{"override": {"authoriser": 7}}', "override.authoriser", "as text"),
    ('{"override": {"necessity": ["long"]}}', "override.necessity", "as text"),
    ('{"emergency": false, "emergency": true}', "emergency", "there twice"),
    ('{"agreement": {"state": "DRAFT", "state": "LIVE"}}', "state", "there twice"),
]


@pytest.mark.parametrize(("facts", "fact", "words"), FACTS)
def test_a_malformed_fact_is_named_with_its_case_and_nothing_is_decided(
    facts: str, fact: str, words: str, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError) as refused:
        say(f'[{{"id": "good", "facts": {{}}}}, {{"id": "bad one", "facts": {facts}}}]'.encode())
    assert refused.value.returncode == 2
    for expected in ('Case "bad one"', fact, words, "Nothing was decided."):
        assert expected in str(refused.value)
    assert capsys.readouterr().out == ""


FILES = [
    (b"", "not JSON"),
    (b"[{", "line 1, column"),
    (b"\xff\xfe", "UTF-8"),
    (b"[" * 100_000, "nested too deeply"),
    (b'[{"id": "a", "facts": {"a": ' + b"1" * 5_000 + b"}}]", "a number is too long"),
    (b"{}", "a JSON list of cases"),
    (b"null", "a JSON list of cases"),
    (b"[[]]", "Case 1 of the list is not an object"),
    (b'[{"id": "a", "facts": {}}, "b"]', "Case 2 of the list is not an object"),
    (b'[{"facts": {}}]', "Case 1 of the list has no id"),
    (b'[{"id": null, "facts": {}}]', "Case 1 of the list has no id"),
    (b'[{"id": 7, "facts": {}}]', "Case 1 of the list has no id"),
    (b'[{"id": " ", "facts": {}}]', "Case 1 of the list has no id"),
    (b'[{"id": "a"}]', 'Case "a": "facts" is missing'),
    (b'[{"id": "a", "facts": []}]', 'Case "a": "facts" is not an object'),
    (b'[{"id": "a", "facts": null}]', 'Case "a": "facts" is not an object'),
    (b'[{"id": "a", "id": "b", "facts": {}}]', 'Case "b": "id" is there twice'),
]


@pytest.mark.parametrize(("text", "words"), FILES)
def test_a_file_that_holds_no_cases_is_refused_in_words(
    text: bytes, words: str, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError) as refused:
        say(text)
    assert refused.value.returncode == 2
    assert words in str(refused.value)
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as refused:
        call_command("decide", str(tmp_path / "nothing.json"))
    assert refused.value.returncode == 2
