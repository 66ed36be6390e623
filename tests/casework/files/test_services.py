"""Adding a file: cleaned, sealed, checked for viruses, kept once, and shared by what it is about."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from accounts.actor import system_actor
from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from audit.ledger.models import Event
from casework.cases.models import Case
from casework.categories import Category
from casework.files import sandbox
from casework.files.checks import check_files
from casework.files.cleaning.kinds import Kind, Reason, Refused
from casework.files.models import CaseFile, FileChunk, State
from casework.files.sandbox import clean_apart
from casework.files.selectors import send_file
from casework.files.services import NewFile, add_file, check_waiting_files, withdraw_file
from casework.refusals import AlreadySent
from casework.shares.stopping import end_share
from tests.casework.files.daemon import HARMFUL, daemon
from tests.casework.files.samples import email, pdf, picture
from tests.cast import actor
from tests.town import Town, opened_case, shared
from vault.files import CHUNK
from vault.ids import uuid7
from vault.opening import Unreadable

LETTER = pdf()


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


def added(user: User, case: Case, content: bytes = b"", name: str = "letter.pdf", **more: object) -> CaseFile:
    who = actor(user)
    new = NewFile(name, content or LETTER, more.pop("category", Category.INTERVENTION_RECORD), **more)  # type: ignore[arg-type]
    with acting(who):
        return add_file(actor=who, case=case, new=new)


def read(user: User, case: Case, file: CaseFile, *part: int) -> bytes:
    who = actor(user)
    with acting(who):
        sending = send_file(who, case.reference, file.pk, (part[0], part[1]) if part else (0, None))
    return b"".join(sending.pieces)


def acts(user: User) -> list[str]:
    with acting(actor(user)):
        return list(Event.objects.filter(act__startswith="file.").order_by("pk").values_list("act", flat=True))


def test_a_file_comes_back_cleaned_and_its_look_is_written_down(town: Town, case: Case) -> None:
    file = added(town.caseworker, case)
    assert (file.kind, file.state) == (Kind.PDF, State.KEPT)
    assert read(town.teammate, case, file).startswith(b"%PDF-")
    assert acts(town.auditor) == ["file.add", "file.send"]


def test_a_large_file_comes_in_parts(town: Town, case: Case) -> None:
    content = email("b.png", picture("PNG")) + b"x" * (3 * CHUNK)
    file = added(town.caseworker, case, content, "mail.eml")
    with acting(actor(town.caseworker)):
        assert FileChunk.objects.filter(file=file).count() == 4
    assert read(town.caseworker, case, file, CHUNK - 5, CHUNK + 5) == content[CHUNK - 5 : CHUNK + 5]


def test_the_same_file_sent_twice_is_kept_once_and_another_under_its_number_is_refused(town: Town, case: Case) -> None:
    number = uuid7()
    first, second = (added(town.caseworker, case, id=number) for _ in range(2))
    assert first == second
    with pytest.raises(AlreadySent):
        added(town.caseworker, case, pdf(script="x"), id=number)
    with acting(actor(town.caseworker)):
        assert CaseFile.objects.count() == 1


def test_a_refused_file_is_not_kept_and_the_reason_is_recorded(town: Town, case: Case) -> None:
    who = actor(town.caseworker)
    with acting(who):
        with pytest.raises(Refused):
            add_file(actor=who, case=case, new=NewFile("a.jpg", picture() + pdf(), Category.IMAGES_MEDIA))
        assert not CaseFile.objects.exists()
    with acting(actor(town.auditor)):
        assert Event.objects.get(act="file.refuse").facts == {"reason": Reason.TWO_KINDS}


def test_only_who_works_the_case_adds_and_withdraws(town: Town, case: Case) -> None:
    file = added(town.caseworker, case)
    with pytest.raises(NotPermitted):
        added(town.coordinator, case)
    who = actor(town.coordinator)
    with acting(who), pytest.raises(NotPermitted):
        withdraw_file(actor=who, file=file)


def test_a_withdrawn_file_is_gone_from_the_case(town: Town, case: Case) -> None:
    file = added(town.caseworker, case)
    who = actor(town.caseworker)
    with acting(who):
        withdraw_file(actor=who, file=file)
        withdraw_file(actor=who, file=file)
    with pytest.raises(NotKnown):
        read(town.caseworker, case, file)
    assert acts(town.auditor).count("file.withdraw") == 1


def test_a_file_is_shared_by_what_it_is_about(town: Town, case: Case) -> None:
    record, health = (
        added(town.caseworker, case, category=category)
        for category in (Category.INTERVENTION_RECORD, Category.HEALTH_MENTAL)
    )
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    assert read(town.partner, case, record)
    with pytest.raises(NotKnown):
        read(town.partner, case, health)
    with acting(actor(town.partner)):
        assert list(FileChunk.objects.values_list("file_id", flat=True).distinct()) == [record.pk]


def test_a_share_that_ends_ends_a_download(town: Town, case: Case) -> None:
    content = email("b.png", picture("PNG")) + b"x" * (40 * CHUNK)
    file = added(town.caseworker, case, content, "mail.eml")
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    who, owner = actor(town.partner), actor(town.caseworker)
    with acting(who):
        pieces = send_file(who, case.reference, file.pk).pieces
    assert len(next(pieces)) == CHUNK
    with acting(owner):
        end_share(actor=owner, case=case, agency=town.probation)
    with pytest.raises(Unreadable):
        list(pieces)


def test_a_stranger_and_a_colleague_without_the_case_know_of_no_file(town: Town, case: Case) -> None:
    file = added(town.caseworker, case)
    for user in (town.stranger, town.colleague, town.auditor):
        with pytest.raises(NotKnown):
            read(user, case, file)


def test_the_database_refuses_a_chunk_that_is_not_one_and_a_chunk_changed(town: Town, case: Case) -> None:
    file = added(town.caseworker, case)
    who = actor(town.caseworker)
    with acting(who), pytest.raises(DatabaseError), transaction.atomic():
        FileChunk.objects.create(file=file, number=9, content=b"a letter in plain words")
    with acting(who), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_filechunk SET number = 7")


def test_a_harmful_file_is_held_back_and_the_officer_is_told(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with daemon(tmp_path) as address:
        monkeypatch.setattr(settings, "CLAMD", address)
        assert added(town.caseworker, case).state == State.KEPT
        bad = added(town.caseworker, case, email() + HARMFUL, "mail.eml")
    assert bad.state == State.HARMFUL
    with pytest.raises(NotPermitted, match="NOT_PERMITTED"):
        read(town.caseworker, case, bad)
    assert "file.harmful" in acts(town.auditor)


def test_without_an_answer_a_file_waits_and_is_looked_at_again(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "CLAMD", f"unix:{tmp_path / 'nobody'}")
    good, bad = added(town.caseworker, case), added(town.caseworker, case, email() + HARMFUL, "mail.eml")
    assert (good.state, bad.state) == (State.WAITING, State.WAITING)
    with pytest.raises(NotPermitted):
        read(town.caseworker, case, good)
    who = actor(town.caseworker)
    with acting(who):
        assert check_waiting_files(actor=who) == 2
    with daemon(tmp_path) as address:
        monkeypatch.setattr(settings, "CLAMD", address)
        check_files(system_actor("tests", town.partnership.pk))
    with acting(who):
        assert check_waiting_files(actor=who) == 0
        states = dict(CaseFile.objects.values_list("pk", "state"))
    assert states == {good.pk: State.KEPT, bad.pk: State.HARMFUL}


@pytest.mark.parametrize("answer", [b"", b"stream: size limit exceeded ERROR\0", b"OK"])
def test_an_answer_that_is_not_a_good_one_is_not_taken_for_one(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: bytes
) -> None:
    with daemon(tmp_path, answer) as address:
        monkeypatch.setattr(settings, "CLAMD", address)
        assert added(town.caseworker, case).state == State.WAITING


def test_the_cleaner_runs_apart_and_what_it_cannot_cope_with_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clean_apart("C:\\x\\letter.PDF", pdf()).name == "letter.pdf"
    with pytest.raises(Refused) as locked:
        clean_apart("a.pdf", pdf(password="x"))
    assert locked.value.reason is Reason.LOCKED
    monkeypatch.setattr(sandbox, "_PROGRAM", "raise MemoryError")
    with pytest.raises(Refused) as crashed:
        clean_apart("a.pdf", pdf())
    monkeypatch.setattr(sandbox, "_PROGRAM", "import time; time.sleep(9)")
    monkeypatch.setattr(sandbox, "SECONDS", 0.1)
    with pytest.raises(Refused) as stalled:
        clean_apart("a.pdf", pdf())
    assert {crashed.value.reason, stalled.value.reason} == {Reason.TOO_MUCH}
