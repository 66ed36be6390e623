"""Jobs: asked for with an act, done once as whoever asked, refused to leavers, tried again, given up with an alarm."""

import json
import logging
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.context import acting
from accounts.jobs.declaring import JOBS, Every
from accounts.jobs.models import Job, State
from accounts.jobs.rounds import begin_round
from accounts.jobs.running import Again, run
from accounts.jobs.services import NotAnId, ask
from accounts.models import AgencyType, User
from audit.ledger.events import event
from audit.ledger.models import Event
from tests.accounts.conftest import CHANGED, Office
from tests.accounts.jobs.errands import DONE, be_refused, break_down, write
from tests.cast import actor, founder_of, make_agency, make_partnership
from tests.security.raw import sql
from tests.town import Town
from tests.work import carry_out, jobs
from vault.ids import uuid7


def asked(user: User, subject: UUID | None = None, key: str = "") -> UUID:
    who = actor(user)
    with acting(who):
        return ask(write, actor=who, key=key, subject=subject or uuid7())


def events(town: Town, act: str) -> list[Event]:
    with acting(actor(town.lead_auditor)):
        return list(Event.objects.filter(act=act).order_by("pk"))


def test_a_job_runs_as_whoever_asked_with_their_roles_and_is_written_down(town: Town) -> None:
    asked(town.caseworker)
    carry_out(town.partnership)
    (done,) = events(town, DONE.code)
    assert (done.actor_kind, done.actor_id) == ("user", str(town.caseworker.pk))
    assert (done.agency_id, done.facts) == (str(town.police.pk), {"roles": 1})
    assert [job.state for job in jobs(town.partnership)] == [State.DONE]


def test_t48_every_job_of_many_people_runs_as_the_right_one(town: Town) -> None:
    people = [town.caseworker, town.partner, town.stranger, town.auditor] * 3
    subjects = {asked_for: user for user in people for asked_for in [uuid7()]}
    for subject, user in subjects.items():
        asked(user, subject)
    carry_out(town.partnership)
    found = {UUID(each.subject_id): (each.actor_id, each.agency_id) for each in events(town, DONE.code)}
    assert found == {subject: (str(user.pk), str(user.agency_id)) for subject, user in subjects.items()}


def test_what_is_asked_for_in_an_act_that_fails_is_not_asked_for(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who):
        with transaction.atomic():
            ask(write, actor=who, subject=uuid7())
            transaction.set_rollback(True)
        assert sql("SELECT count(*) FROM procrastinate_jobs") == [(0,)]
    assert jobs(town.partnership) == []


def test_the_same_key_is_one_request_and_one_effect(town: Town) -> None:
    first = asked(town.caseworker, key="referral 1")
    assert asked(town.caseworker, key="referral 1") == first
    assert asked(town.caseworker, key="referral 2") != first
    carry_out(town.partnership)
    assert asked(town.caseworker, key="referral 1") == first
    carry_out(town.partnership)
    assert len(events(town, DONE.code)) == 2


def test_a_job_that_is_taken_up_twice_is_done_once(town: Town) -> None:
    job = asked(town.caseworker)
    for _ in range(3):
        run(str(job), str(town.partnership.pk))
    assert len(events(town, DONE.code)) == 1


@pytest.mark.parametrize("value", ["Adaline Quillfeather", b"x", 1.5, True, None, ["a"], {"a": 1}])
def test_a_job_is_given_ids_and_numbers_alone(town: Town, value: object) -> None:
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotAnId):
        ask(write, actor=who, subject=value)  # type: ignore[arg-type]
    with acting(who), pytest.raises(NotAnId):
        ask(write, actor=who)
    with acting(who), pytest.raises(NotAnId):
        ask(write, actor=who, subject=uuid7(), more=1)


@pytest.mark.parametrize("value", ["Adaline Quillfeather", True, None, ["a"], {"a": 1}])
def test_the_database_refuses_a_job_that_holds_words(town: Town, value: object) -> None:
    asked(town.caseworker)
    job = jobs(town.partnership)[0]
    insert = "INSERT INTO accounts_job SELECT (jsonb_populate_record(j, %s)).* FROM accounts_job j"
    another = json.dumps({"id": str(uuid7()), "key": str(uuid7()), "arguments": {**job.arguments, "name": value}})
    with (
        acting(actor(town.caseworker)),
        pytest.raises(DatabaseError, match="job_holds_ids_alone"),
        transaction.atomic(),
    ):
        sql(insert, another)


def test_nobody_asks_in_anothers_name_nor_turns_a_job_into_another(town: Town) -> None:
    asked(town.caseworker)
    insert = "INSERT INTO accounts_job SELECT (jsonb_populate_record(j, %s)).* FROM accounts_job j"
    copy = {"id": str(uuid7()), "key": str(uuid7())}
    for forged in (
        {"principal_id": str(town.teammate.pk)}, {"agency_id": str(town.charity.pk)}, {"actor_kind": "system"},
        {"actor_kind": "service"},
    ):  # fmt: skip
        with acting(actor(town.caseworker)), pytest.raises(DatabaseError), transaction.atomic():
            sql(insert, json.dumps({**copy, **forged}))
    with acting(actor(town.caseworker)), pytest.raises(DatabaseError), transaction.atomic():
        sql("UPDATE accounts_job SET principal_id = %s", town.teammate.pk)


def test_another_partnership_sees_none_of_it(town: Town) -> None:
    asked(town.caseworker)
    assert jobs(make_partnership("Easthaven Community Safety Partnership")) == []


@pytest.mark.django_db(transaction=True)
def test_a_leavers_job_is_refused_and_the_refusal_recorded(town: Town, office: Office) -> None:
    job = asked(town.caseworker)
    office.close(town.caseworker)
    carry_out(town.partnership)
    (row,) = jobs(town.partnership)
    assert (row.state, row.fault) == (State.REFUSED, "LEFT")
    assert events(town, DONE.code) == []
    (refused,) = events(town, "accounts.refused")
    assert (refused.actor_id, refused.subject_id) == (str(town.caseworker.pk), str(job))


def test_whoever_has_moved_to_another_agency_is_refused_too(town: Town) -> None:
    asked(town.caseworker)
    by = founder_of(town.partnership)
    with acting(by), event(CHANGED, by=by):
        User.objects.filter(pk=town.caseworker.pk).update(agency=make_agency(town.partnership, AgencyType.HOUSING))
    carry_out(town.partnership)
    assert [(job.state, job.fault) for job in jobs(town.partnership)] == [(State.REFUSED, "LEFT")]


def test_roles_are_those_of_now(town: Town, office: Office) -> None:
    asked(town.caseworker)
    office.take_roles(town.caseworker)
    carry_out(town.partnership)
    assert events(town, DONE.code)[0].facts == {"roles": 0}


def test_a_refusal_within_a_job_ends_it(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who):
        ask(be_refused, actor=who)
    carry_out(town.partnership)
    assert [(job.state, job.fault) for job in jobs(town.partnership)] == [(State.REFUSED, "NOT_PERMITTED")]


def test_a_fault_leaves_nothing_is_tried_again_later_and_later_and_given_up_with_an_alarm(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    who = actor(town.caseworker)
    with acting(who):
        job = ask(break_down, actor=who, subject=uuid7())
    for seconds in (1, 2):
        with pytest.raises(Again) as again:
            run(str(job), str(town.partnership.pk))
        assert again.value.seconds == seconds
        assert events(town, "accounts.job_failed") == []
    run(str(job), str(town.partnership.pk))
    (row,) = jobs(town.partnership)
    assert (row.state, row.attempts, row.fault) == (State.FAILED, 3, "ValueError")
    (alarm,) = events(town, "accounts.job_failed")
    assert (alarm.kind, alarm.owner_id) == ("ALARM", str(town.police.pk))
    assert alarm.facts == {"job": "tests.break", "fault": "ValueError", "attempts": 3}
    assert events(town, DONE.code) == []
    assert "The job tests.break failed: ValueError." in caplog.text
    assert "Adaline" not in caplog.text


def test_a_job_that_kills_every_worker_is_given_up(town: Town) -> None:
    job = asked(town.caseworker)
    with acting(actor(town.caseworker)):
        Job.objects.update(state=State.RUNNING, attempts=6)
    run(str(job), str(town.partnership.pk))
    assert [row.state for row in jobs(town.partnership)] == [State.FAILED]
    assert events(town, DONE.code) == []


def test_a_job_of_a_version_that_is_gone_is_given_up_in_the_end(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    job = asked(town.caseworker)
    monkeypatch.delitem(JOBS, "tests.write")
    for _ in range(4):
        with pytest.raises(Again):
            run(str(job), str(town.partnership.pk))
    run(str(job), str(town.partnership.pk))
    assert [(row.state, row.fault) for row in jobs(town.partnership)] == [(State.FAILED, "LookupError")]


def test_a_round_begins_its_jobs_once_in_every_partnership(town: Town) -> None:
    other = make_partnership("Easthaven Community Safety Partnership")
    for _ in range(2):
        begin_round(Every.NIGHT, 1_000_000)
    nightly = sorted(job.name for job in JOBS.values() if job.every is Every.NIGHT)
    assert "accounts.tidy_jobs" in nightly
    assert sorted(job.name for job in jobs(town.partnership)) == nightly
    assert sorted(job.name for job in jobs(other)) == nightly
    begin_round(Every.NIGHT, 2_000_000)
    assert len(jobs(other)) == 2 * len(nightly)


def test_what_is_done_is_let_go_of_after_five_weeks(town: Town) -> None:
    asked(town.caseworker)
    carry_out(town.partnership)
    asked(town.caseworker)
    with acting(actor(town.caseworker)):
        Job.objects.filter(state=State.DONE).update(finished_at="2026-01-01T00:00Z")
    begin_round(Every.NIGHT, 1)
    carry_out(town.partnership)
    assert [job.name for job in jobs(town.partnership) if job.name == "tests.write"] == ["tests.write"]


def test_the_log_of_the_queue_is_quiet_about_a_job(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(town.caseworker)
        carry_out(town.partnership)
    assert str(town.caseworker.pk) not in caplog.text
    assert connection.in_atomic_block
