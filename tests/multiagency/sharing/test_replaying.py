"""Replaying: silent where every decision is what its facts give; what was changed behind its back is found."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from audit.ledger.models import Event
from multiagency.acts import DECISION_DIFFERS, DECISIONS_REPLAYED
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.policy import FOLDER
from multiagency.sharing.replaying import NAME, Finding, Replay, replay
from tests.cast import actor
from tests.multiagency.sharing.sending import picked, sent
from tests.town import Town, logged, make_town, opened_case

BEHIND = "SET LOCAL rt.maintenance = 'on'; SET LOCAL session_replication_role = replica; "
TAMPERED = {
    "SET outcome = 'BLOCK'": Finding.DIFFERS,
    "SET rules = '[]'": Finding.DIFFERS,
    "SET released = '[\"R30\"]'": Finding.DIFFERS,
    "SET facts = jsonb_set(facts, '{restricted}', 'true')": Finding.DIFFERS,
    "SET facts = jsonb_set(facts, '{agreement}', '{\"state\": \"LIVE\"}')": Finding.DIFFERS,
    "SET facts = facts || '{\"surprise\": true}'": Finding.UNREADABLE,
    "SET facts = '[]'": Finding.UNREADABLE,
    "SET facts = jsonb_set(facts, '{purpose}', '\"MAPPA\"')": Finding.UNREADABLE,
    "SET policy = '1999-01'": Finding.UNREADABLE,
}


@pytest.fixture
def decided(transactional_db: None) -> tuple[Town, SharingDecision]:
    """A refusal for want of an agreement, committed, so that the owner can change it."""
    town = make_town()
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    (row,) = sent(town.caseworker, case, picked(town, note.pk)).decisions
    assert row.rules == ["R30"]
    return town, row


Made = tuple[Town, SharingDecision]


def replayed(town: Town, today: date | None = None, folder: Path = FOLDER) -> Replay:
    keeper = system_actor(NAME, town.partnership.pk, town.police.pk)
    with acting(keeper):
        return replay(actor=keeper, today=today or timezone.localdate(), folder=folder)


def version(folder: Path, name: str, since: date, *, without: str = "") -> None:
    """A policy of this name and day in the tests' own folder, perhaps without one rule."""
    rules = (FOLDER / "2026-02.toml").read_text("utf-8").split("[[rules]]")
    kept = "[[rules]]".join(rule for rule in rules if not rule.startswith(f'\nid = "{without}"\n'))
    dated = kept.replace('version = "2026-02"', f'version = "{name}"').replace("since = 2026-02-05", f"since = {since}")
    (folder / f"{name}.toml").write_text(dated, "utf-8")


def test_decisions_that_are_as_they_were_made_are_replayed_in_silence(decided: Made) -> None:
    town, _ = decided
    assert replayed(town) == Replay(1, ())
    out = StringIO()
    call_command("decisions", "replay", stdout=out)
    assert out.getvalue() == "1 replayed, 0 not as stored, 0 would differ under today's policy.\n"
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act=DECISIONS_REPLAYED.code, facts__checked=1, facts__differs=0).exists()
        assert not Event.objects.filter(act=DECISION_DIFFERS.code).exists()


@pytest.mark.parametrize("changed", TAMPERED)
def test_a_decision_changed_behind_its_back_is_found(
    decided: Made, owner_connection: psycopg.Connection, changed: str
) -> None:
    town, row = decided
    owner_connection.execute(BEHIND + f"UPDATE multiagency_sharingdecision {changed}")
    owner_connection.commit()
    (found,) = replayed(town).wrong
    assert (found.decision_id, found.finding) == (row.pk, TAMPERED[changed])
    replayed(town)
    with acting(actor(town.auditor)):
        assert [one.subject_id for one in Event.objects.filter(act=DECISION_DIFFERS.code)] == [str(row.pk)]


def test_the_command_names_what_is_wrong_by_id_alone(decided: Made, owner_connection: psycopg.Connection) -> None:
    _, row = decided
    owner_connection.execute(BEHIND + "UPDATE multiagency_sharingdecision SET outcome = 'ALLOW'")
    owner_connection.commit()
    out = StringIO()
    with pytest.raises(CommandError, match="not what their facts give"):
        call_command("decisions", "replay", stdout=out)
    assert out.getvalue().splitlines()[0] == f"{row.pk} differs: ALLOW BLOCK_OVERRIDABLE"


def test_dis_02_a_decision_is_replayed_under_its_own_version_and_told_where_todays_differs(
    decided: Made, tmp_path: Path
) -> None:
    town, row = decided
    today = timezone.localdate()
    version(tmp_path, "2026-02", date(2026, 2, 5))
    version(tmp_path, "coming", today + timedelta(days=1), without="R30")
    assert replayed(town, today, tmp_path) == Replay(1, ())
    told = replayed(town, today + timedelta(days=1), tmp_path)
    assert told.wrong == ()
    (found,) = told.found
    assert (found.decision_id, found.finding, found.was, found.now) == (
        row.pk,
        Finding.TODAY,
        "BLOCK_OVERRIDABLE",
        "ALLOW",
    )


def test_a_decision_of_an_older_version_is_held_to_that_version(
    decided: Made, tmp_path: Path, owner_connection: psycopg.Connection
) -> None:
    town, _ = decided
    version(tmp_path, "older", date(2020, 1, 1), without="R30")
    version(tmp_path, "2026-02", date(2026, 2, 5))
    owner_connection.execute(
        BEHIND + "UPDATE multiagency_sharingdecision SET policy = 'older', outcome = 'ALLOW', rules = '[]'"
    )
    owner_connection.commit()
    told = replayed(town, folder=tmp_path)
    assert [(one.finding, one.was, one.now) for one in told.found] == [(Finding.TODAY, "ALLOW", "BLOCK_OVERRIDABLE")]
    assert [one.finding for one in replayed(town).found] == [Finding.UNREADABLE], "a version that is gone says so"


def test_nobody_but_the_product_replays_and_it_sees_one_agency(decided: Made) -> None:
    town, _ = decided
    who = actor(town.caseworker)
    with acting(who), pytest.raises(PermissionError):
        replay(actor=who, today=timezone.localdate())
    other = system_actor(NAME, town.partnership.pk, town.probation.pk)
    with acting(other):
        assert replay(actor=other, today=timezone.localdate()).checked == 0
