"""Messages: content-free, one for many of the same, never lost, and given up only after a day of trying."""

import string
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from accounts.jobs.models import State as JobState
from accounts.jobs.running import run
from accounts.models import User
from accounts.outbox.models import Message, State
from accounts.outbox.notices import NOTICES, Notice, subject_of
from accounts.outbox.sending import WAITS
from accounts.outbox.services import POST, tell, tell_each
from audit.ledger.models import Event
from tests.accounts.conftest import Office
from tests.cast import actor, signed_in
from tests.security.raw import sql
from tests.town import Town
from tests.work import carry_out, jobs

NEWS = Notice("tests.news", "There is news for you")
OTHER = Notice("tests.other", "There is other news for you", quiet=timedelta(hours=1))


def told(town: Town, user: User, notice: Notice = NEWS) -> None:
    who = actor(town.partner)
    with acting(who):
        tell(actor=who, user=user, notice=notice)


def messages(town: Town) -> list[Message]:
    with acting(system_actor(POST, town.partnership.pk)):
        return list(Message.objects.order_by("pk"))


def test_a_message_says_only_that_there_is_something_to_see(town: Town) -> None:
    told(town, town.caseworker)
    carry_out(town.partnership)
    (sent,) = mail.outbox
    assert sent.subject == "[OFFICIAL-SENSITIVE] There is news for you"
    assert sent.to == [town.caseworker.email]
    assert "Sign in to see it: http://localhost" in str(sent.body)
    assert town.caseworker.name not in sent.message().as_string()
    assert town.partner.name not in sent.message().as_string()
    assert [each.state for each in messages(town)] == [State.SENT]


def test_no_notice_has_a_place_for_content() -> None:
    assert NOTICES
    for notice in NOTICES.values():
        assert set(notice.subject) <= {*string.ascii_letters, *" '-,"}, notice.code


def test_a_message_of_an_act_that_fails_is_never_sent(town: Town) -> None:
    with transaction.atomic():
        told(town, town.caseworker)
        transaction.set_rollback(True)
    carry_out(town.partnership)
    assert mail.outbox == []
    assert messages(town) == []


def test_t80_the_same_told_again_while_it_waits_is_one_message(town: Town) -> None:
    for _ in range(5):
        told(town, town.caseworker)
    told(town, town.caseworker, OTHER)
    told(town, town.colleague)
    carry_out(town.partnership)
    assert sorted((each.to[0], each.subject[21:]) for each in mail.outbox) == sorted([
        (town.caseworker.email, NEWS.subject),
        (town.caseworker.email, OTHER.subject),
        (town.colleague.email, NEWS.subject),
    ])  # fmt: skip


def test_what_happens_within_the_quiet_time_is_told_at_its_end(town: Town) -> None:
    told(town, town.caseworker, OTHER)
    carry_out(town.partnership)
    told(town, town.caseworker, OTHER)
    told(town, town.caseworker, OTHER)
    ((due,),) = sql("SELECT scheduled_at FROM procrastinate_jobs WHERE scheduled_at IS NOT NULL")
    assert timedelta(minutes=59) < due - timezone.now() <= timedelta(hours=1)
    assert [each.state for each in messages(town)] == [State.SENT, State.WAITING]


def test_after_the_quiet_time_it_is_told_at_once(town: Town) -> None:
    told(town, town.caseworker)
    carry_out(town.partnership)
    with acting(system_actor(POST, town.partnership.pk)):
        Message.objects.update(sent_at=timezone.now() - timedelta(minutes=16))
    told(town, town.caseworker)
    assert sql("SELECT count(*) FROM procrastinate_jobs WHERE scheduled_at IS NOT NULL") == [(0,)]


def test_several_are_told_once_each(town: Town) -> None:
    who = actor(town.partner)
    with acting(who):
        tell_each(actor=who, users=[town.colleague, town.caseworker, town.colleague], notice=NEWS)
    carry_out(town.partnership)
    assert sorted(each.to[0] for each in mail.outbox) == sorted([town.caseworker.email, town.colleague.email])


def test_the_database_holds_one_waiting_message_of_a_notice_for_a_person(town: Town) -> None:
    told(town, town.caseworker)
    again = Message(partnership=town.partnership, user=town.caseworker, notice=NEWS.code)
    with acting(system_actor(POST, town.partnership.pk)), pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_somebody_who_has_left_is_not_told(town: Town, office: Office) -> None:
    told(town, town.caseworker)
    office.close(town.caseworker)
    carry_out(town.partnership)
    assert mail.outbox == []
    assert [each.state for each in messages(town)] == [State.DROPPED]


def test_t80_a_receiver_that_is_away_is_tried_until_it_is_back(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    told(town, town.caseworker)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", no_answer)
        for _ in range(3):
            carry_out(town.partnership)
    assert sum(WAITS) > timedelta(hours=8).total_seconds()
    assert [(each.state, each.attempts) for each in jobs(town.partnership)] == [(JobState.WAITING, 3)]
    carry_out(town.partnership)
    assert len(mail.outbox) == 1
    assert [each.state for each in messages(town)] == [State.SENT]


def test_what_is_told_while_a_message_is_on_its_way_is_not_lost(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    told(town, town.caseworker)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", no_answer)
        carry_out(town.partnership)
    told(town, town.caseworker)
    carry_out(town.partnership)
    assert len(mail.outbox) == 2


def test_t80_a_message_that_cannot_be_sent_is_given_up_with_an_alarm(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", no_answer)
    told(town, town.caseworker)
    for _ in range(len(WAITS) + 1):
        carry_out(town.partnership)
    assert [(each.state, each.fault) for each in jobs(town.partnership)] == [
        (JobState.FAILED, "ConnectionRefusedError")
    ]
    with acting(actor(town.lead_auditor)):
        assert Event.objects.filter(act="accounts.job_failed", kind="ALARM").count() == 1


def test_t80_a_copy_has_the_message_id_of_the_first(town: Town) -> None:
    told(town, town.caseworker)
    carry_out(town.partnership)
    with acting(system_actor(POST, town.partnership.pk)):  # as if the worker had been killed before it wrote that down
        Message.objects.update(state=State.SENDING)
        sql("UPDATE accounts_job SET state = 'RUNNING'")
    (job,) = jobs(town.partnership)
    run(str(job.pk), str(town.partnership.pk))
    (message,) = messages(town)
    assert [each.extra_headers["Message-ID"] for each in mail.outbox] == [f"<{message.pk}@localhost>"] * 2


def test_ones_own_messages_are_on_a_page_and_nobody_elses(town: Town) -> None:
    told(town, town.caseworker)
    told(town, town.colleague, OTHER)
    page = signed_in(town.caseworker).get("/your-messages/").content.decode()
    assert NEWS.subject in page
    assert OTHER.subject not in page
    assert "No messages yet" in signed_in(town.stranger).get("/your-messages/").content.decode()


def test_a_notice_of_a_version_that_is_gone_says_that_there_is_something() -> None:
    assert subject_of("gone.notice") == "There is something new for you"


def test_a_notice_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Notice("tests.news", "Something else")


def no_answer(*_: object) -> int:
    raise ConnectionRefusedError("smtp.invalid said: person1@example.org")
