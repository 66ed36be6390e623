"""The benchmarks run, measure what they say, and leave nothing behind."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.benchmarks import case_list, case_page, encryption, search
from config.benchmarks.figures import Figure, Times, by_turns_over, faster_than_the_peer, times_the_peer
from config.benchmarks.scratch import NoScratch, scratch_database
from config.database_login import as_owner
from config.management.commands import benchmark

FEW = 240
MADE = """
    SELECT 'DROP TABLE ' || oid::regclass FROM pg_class
    WHERE relkind = 'r' AND relname ~ '^(benchmarks|plain|probe)_'
    UNION ALL SELECT 'DROP EXTENSION IF EXISTS pg_trgm'"""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, owner_connection: psycopg.Connection) -> Iterator[None]:
    """A few people, in the tests' own database, which is as it was afterwards."""
    monkeypatch.setattr(benchmark, "scratch_database", contextlib.nullcontext)
    monkeypatch.setattr(benchmark, "SCALES", {"10k": FEW})
    monkeypatch.setattr(search, "SOUGHT", 24)
    monkeypatch.setattr(encryption, "ROWS", 30)
    monkeypatch.setattr(encryption, "ROUNDS", 2)
    yield
    connection.close()
    for (statement,) in owner_connection.execute(MADE).fetchall():
        owner_connection.execute(statement)
    owner_connection.commit()


def measured(tmp_path: Path, name: str) -> dict[str, dict[str, Any]]:
    file = tmp_path / "figures.json"
    call_command("benchmark", name, json=file)
    report = json.loads(file.read_text())
    assert "processors" in report["machine"]
    assert "PostgreSQL" in report["versions"]
    return {figure["name"]: figure for figure in report["benchmarks"][name]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few")
def test_the_search_finds_everybody_and_measures_its_peers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = measured(tmp_path, "search")
    recall = [figure["value"] for name, figure in figures.items() if name.startswith("recall@20")]
    assert recall == [1.0] * 10
    assert figures["search, median"]["peer_value"] > 0
    assert figures["exact name, opened"]["peer"] == "plaintext btree"
    assert "G7: at most 8" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few")
def test_the_sealed_lists_are_measured_against_plain_ones_and_fernet(tmp_path: Path) -> None:
    figures = measured(tmp_path, "encryption")
    assert all(figure["value"] > 0 and figure["peer_value"] > 0 for figure in figures.values())
    assert {figure["goal"] for figure in figures.values() if figure["limit"]} == {"G8"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few")
def test_sealing_anew_is_measured_and_leaves_no_old_key_needed(tmp_path: Path) -> None:
    figures = measured(tmp_path, "rekeying")
    assert figures["a row sealed under a new key"]["ratio"] > 1
    assert figures["300,000 rows at that pace"]["value"] > 0
    assert figures["old keys still needed"]["met"]


def test_sharing_decisions_are_counted_by_the_second_and_need_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark, "SCALES", {"10k": FEW})
    call_command("benchmark", "decide", json=tmp_path / "figures.json")
    report = json.loads((tmp_path / "figures.json").read_text())
    assert "PostgreSQL" not in report["versions"]
    figures = {figure["name"]: figure for figure in report["benchmarks"]["decide"]}
    assert figures["decisions a second on one core"]["limit"] == 50_000
    assert figures["decisions a second on one core"]["value"] > figures["with every rule explained"]["value"] > 0
    assert figures["rules that fire on one"]["value"] > 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few")
def test_the_front_list_is_measured_against_the_bare_statement_and_guardian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PEOPLE": 10, "OTHERS": 4, "ROUNDS": 3, "GUARDIAN_ROUNDS": 2, "SMALL": 100}.items():
        monkeypatch.setattr(case_list, name, value)
    seen: set[tuple[int, int, int]] = set()
    monkeypatch.setattr(case_list, "_lists", recorded(case_list._lists, seen))
    figures = measured(tmp_path, "case_list")
    assert {figure["goal"] for figure in figures.values() if figure["goal"]} == {"G1", "G2", "G3", "G4"}
    assert len(seen) > 3
    assert all(ours == bare == guardian for ours, bare, guardian in seen)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few")
def test_the_page_of_a_case_is_measured_against_the_same_rows_read_and_opened_raw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"MANY": 60, "ROUNDS": 3}.items():
        monkeypatch.setattr(case_page, name, value)
    figures = measured(tmp_path, "case_page")
    for role in ("offender", "victim"):
        for page in (f"{role}, {{}} entries, queries", f"{role}, timeline of {{}}, queries"):
            assert figures[page.format(25)]["value"] == figures[page.format(60)]["value"]
        assert figures[f"{role}, timeline of 60, values opened"]["value"] > 25
        assert figures[f"{role}, 60 entries, p50"]["ratio"] > 1


def recorded(
    lists: Callable[[Any, Any], dict[str, Times]], seen: set[tuple[int, int, int]]
) -> Callable[[Any, Any], dict[str, Times]]:
    """Measure as before, and note how many lines each way gives to the same caseworker."""

    def recording(one: Any, owner: Any) -> dict[str, Times]:
        with as_owner():
            ways = (case_list._ours, case_list._bare_walled, case_list._guardian)
            ours, bare, guardian = (len(way(one)) for way in ways)
        seen.add((ours, bare, guardian))
        return lists(one, owner)

    return recording


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_scratch_database_goes_with_the_benchmarks() -> None:
    with scratch_database(), connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), count(*) FROM casework_person")
        name, people = cursor.fetchone()
    assert people == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name])
        assert cursor.fetchone() == (0,)
        assert name != connection.settings_dict["NAME"]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_lets_nobody_make_databases_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.benchmarks.scratch.as_owner", contextlib.nullcontext)
    with pytest.raises(NoScratch, match="may not make a database"), scratch_database():
        pass


def test_a_benchmark_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="There is no benchmark nothing"):
        call_command("benchmark", "nothing")


def test_a_goal_is_reached_from_its_side() -> None:
    assert times_the_peer("", 2, "ms", "peer", 1, at_most=2).met
    assert not times_the_peer("", 2.1, "ms", "peer", 1, at_most=2).met
    assert faster_than_the_peer("", 1, "ms", "peer", 100, at_least=100).met
    assert not faster_than_the_peer("", 1, "ms", "peer", 99, at_least=100).met
    assert Figure("", 0.99, "", limit=0.99, at_least=True, of_value=True).met
    assert Figure("", 1, "").met is None


def test_times_are_summed_up_by_rank() -> None:
    times = Times([float(number) for number in range(1, 101)])
    assert (times.median, times.p95) == (50.5, 95)


def test_every_variant_meets_every_case_once_after_warming_up() -> None:
    met: list[tuple[str, int]] = []
    times = by_turns_over([7, 8], {"a": lambda one: met.append(("a", one)), "b": lambda one: met.append(("b", one))})
    assert met == [("a", 7), ("b", 7), ("a", 7), ("b", 7), ("a", 8), ("b", 8)]
    assert [len(one.values) for one in times.values()] == [2, 2]


def test_a_file_that_could_not_be_written_is_refused_before_anything_is_measured(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was measured"):
        call_command("benchmark", "search", json=tmp_path / "nowhere" / "figures.json")
