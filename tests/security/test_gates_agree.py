"""The nightly checks: silent where gates and decisions agree; every kind of disagreement that is planted is found."""

from dataclasses import dataclass
from io import StringIO
from uuid import UUID

import psycopg
import pytest
from django.core.management import CommandError, call_command

from accounts.actor import system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASE_CHANGED, GATE_ALARMS, GATES_CHECKED, GATES_DISAGREE
from casework.cases.gates import MOST, NAME, Disagreement, check_every_night, check_gates
from casework.cases.models import Case
from casework.categories import Category
from multiagency.acts import SHARE_ALARMS, SHARES_DISAGREE
from multiagency.standing_shares.checking import check_every_night as check_shares_every_night
from multiagency.standing_shares.checking import check_shares
from tests.cast import actor, signed_in
from tests.town import Town, make_town, opened_case, shared

# A fault as it could come about: behind the triggers' back, by the owner's hand.
PLANT = "SET LOCAL rt.maintenance = 'on'; SET LOCAL session_replication_role = replica; "
COPY = (
    "INSERT INTO casework_caseaccess SELECT case_id, {}, agency_id, partnership_id, person_id, role, state, closed,"
    " priority, until FROM casework_caseaccess"
)
FAULTS = {
    "access.missing": ["DELETE FROM casework_caseaccess WHERE principal = '{lead}'"],
    "access.unfounded": [COPY.format("'{stranger}'") + " LIMIT 1"],
    "access.outdated": [
        f"UPDATE casework_caseaccess SET {changed} WHERE principal = '{{lead}}'"
        for changed in ("priority = 1", "closed = true", "until = now()", "role = 'VICTIM'", "state = 'DORMANT'")
    ],
    "grant.left_over": ["UPDATE accounts_user SET agency_id = '{charity}' WHERE id = '{lead}'"],
    "share.misowned": ["UPDATE casework_caseshare SET owner_id = '{charity}'"],
    "key.without_share": [
        "UPDATE casework_caseshare SET suspended_at = now(), stopped_for = 'DECISION'",
        "DELETE FROM casework_caseshare",
    ],
    "share.without_key": [
        "DELETE FROM vault_keygrant WHERE agency_id = '{probation}' AND subject_id = '{case}'",
        "DELETE FROM vault_keygrant WHERE agency_id = '{probation}' AND subject_id = '{person}'",
        "UPDATE vault_keygrant SET ends_at = now() + interval '1 minute' WHERE agency_id = '{probation}'",
    ],
}
DECIDED = "UPDATE multiagency_sharingdecision SET "
OF_SHARES = {
    "share.undecided": ["UPDATE casework_caseshare SET decision_id = gen_random_uuid()"],
    "share.refused": [DECIDED + "outcome = 'BLOCK'"],
    "share.beyond": [
        DECIDED + "agency_id = '{charity}'",
        DECIDED + "item_kind = 'need', item_id = gen_random_uuid()",
        "UPDATE casework_caseshare SET category = 'HEALTH_MENTAL' WHERE category = 'IDENTITY'",
    ],
    "share.outlives": [DECIDED + "outcome = 'ALLOW_OVERRIDE', created_at = now() - interval '1 hour'"],
}
FAULTS |= OF_SHARES
ALARMS = GATE_ALARMS | SHARE_ALARMS
PLANTED = [(problem, fault) for problem, faults in FAULTS.items() for fault in faults]


@dataclass(frozen=True)
class Scene:
    """A town with one case that is shared."""

    town: Town
    case: Case

    @property
    def ids(self) -> dict[str, UUID]:
        """What a fault is planted on."""
        return {
            "lead": self.town.caseworker.pk, "stranger": self.town.stranger.pk, "charity": self.town.charity.pk,
            "probation": self.town.probation.pk, "case": self.case.pk, "person": self.case.person_id,
        }  # fmt: skip


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    """Committed, so that the owner can spoil it."""
    town = make_town()
    case = opened_case(town.caseworker, team=town.team)
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.INTERVENTION_RECORD)
    return Scene(town, case)


def checked(town: Town) -> list[Disagreement]:
    keeper = system_actor(NAME, town.partnership.pk)
    with acting(keeper):
        return [*check_gates(actor=keeper), *check_shares(actor=keeper)]


def alarms(town: Town) -> set[tuple[str, str]]:
    """What the police's officer reads of alarms, and about which record."""
    with acting(actor(town.auditor)):
        return set(Event.objects.filter(kind="ALARM").values_list("act", "subject_id"))


def test_where_the_gates_agree_the_check_says_so_and_raises_no_alarm(scene: Scene) -> None:
    assert checked(scene.town) == []
    out = StringIO()
    call_command("check_gates", stdout=out)
    assert "agree" in out.getvalue()
    assert alarms(scene.town) == set()
    with acting(actor(scene.town.lead_auditor)):
        assert Event.objects.filter(act=GATES_CHECKED.code, facts__found=0).count() == 2


def test_every_kind_of_fault_is_planted_here() -> None:
    assert set(FAULTS) == set(GATES_DISAGREE | SHARES_DISAGREE) == set(ALARMS)


@pytest.mark.parametrize(("problem", "fault"), PLANTED, ids=[f"{p}-{n}" for n, (p, _) in enumerate(PLANTED)])
def test_a_planted_fault_is_found(scene: Scene, owner_connection: psycopg.Connection, problem: str, fault: str) -> None:
    owner_connection.execute(PLANT + fault.format(**scene.ids))
    owner_connection.commit()
    found = {(one.problem, one.case_id) for one in checked(scene.town)}
    assert (problem, scene.case.pk) in found
    assert (ALARMS[problem].code, str(scene.case.pk)) in alarms(scene.town)


def test_the_command_fails_where_something_is_wrong_and_names_nobody(
    scene: Scene, owner_connection: psycopg.Connection
) -> None:
    owner_connection.execute(PLANT + FAULTS["access.missing"][0].format(**scene.ids))
    owner_connection.commit()
    said = StringIO()
    with pytest.raises(CommandError, match="rebuild_access"):
        call_command("check_gates", stderr=said)
    assert "1 access.missing" in said.getvalue()
    assert str(scene.case.pk) not in said.getvalue()
    page = signed_in(scene.town.auditor).get("/audit/").content.decode()
    assert GATES_DISAGREE["access.missing"] in page
    call_command("rebuild_access", verbosity=0)
    assert checked(scene.town) == []


def test_many_alike_are_a_hundred_alarms_that_say_how_many(scene: Scene, owner_connection: psycopg.Connection) -> None:
    copies = COPY.format("gen_random_uuid()") + ", generate_series(1, 120) WHERE principal = '{lead}'"
    owner_connection.execute(PLANT + copies.format(**scene.ids))
    owner_connection.commit()
    assert len(checked(scene.town)) == 120
    with acting(actor(scene.town.auditor)):
        told = Event.objects.filter(act=GATE_ALARMS["access.unfounded"].code)
        assert (told.count(), told[0].facts["alike"]) == (MOST, 120)


def test_they_run_every_night_and_for_nobody_but_the_product(scene: Scene) -> None:
    assert check_every_night.every is check_shares_every_night.every is Every.NIGHT
    who = actor(scene.town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who), pytest.raises(PermissionError):
        check_gates(actor=who)
    with acting(who), event(CASE_CHANGED, by=who), pytest.raises(PermissionError):
        check_shares(actor=who)


def test_what_it_reads_past_the_walls_is_of_the_partnership_that_is_set_and_words_and_ids(
    scene: Scene, owner_connection: psycopg.Connection
) -> None:
    owner_connection.execute(PLANT + FAULTS["access.missing"][0].format(**scene.ids))
    owner_connection.commit()
    elsewhere = make_town()
    assert checked(elsewhere) == []
    columns = owner_connection.execute(
        "SELECT DISTINCT pg_get_function_result(oid) FROM pg_proc"
        " WHERE proname IN ('gates_disagree', 'shares_undecided')"
    ).fetchall()
    assert columns == [("TABLE(problem text, case_id uuid, who uuid, owner_id uuid)",)]
