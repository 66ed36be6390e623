"""A form sent twice is saved once; sent again with other words, nothing that was typed is lost."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from casework.cases.services import NewCase, start_case
from casework.dates import PartialDate
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.services import Entry, log_intervention, log_interventions
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person
from casework.people.services import add_person
from casework.refusals import AlreadySent
from tests.cast import actor, signed_in
from tests.town import Town, known_person, opened_case
from vault.ids import uuid7

ID = re.compile(r'name="id" value="([0-9a-f-]{36})"')
AGAIN = "This form was already saved once, with other words."
ANYWAY = "This is somebody new: add anyway"
MARMADUKE = PersonDetails(
    given="Marmaduke", family="Ashcombe", born=PartialDate(date(1991, 3, 4)),
    identifiers=((IdentifierKind.PNC, "1999/0123456X"),),
)  # fmt: skip


@pytest.fixture
def caseworker(town: Town) -> Client:
    """The caseworker's browser."""
    return signed_in(town.caseworker)


def rang(**changes: object) -> Entry:
    """A phone call of just now."""
    return replace(Entry(Mode.PHONE, Result.NO_ANSWER, "Rang twice", timezone.now()), **changes)  # type: ignore[arg-type]


def written(town: Town, act: str) -> int:
    """How often an act is in the ledger."""
    with acting(actor(town.auditor)):
        return Event.objects.filter(act=act).count()


def text_of(content: bytes) -> str:
    return unescape(content.decode())


def id_of(content: bytes) -> str:
    """The hidden id of the form on a page, which has one such form."""
    (found,) = ID.findall(content.decode())
    return str(found)


def log_form(**changes: str) -> dict[str, str]:
    now = timezone.localtime()
    return {
        "id": str(uuid7()), "mode": "VISIT", "result": "SPOKE", "note": "At home",
        "occurred_at": f"{now:%d/%m/%Y}", "occurred_at_time": f"{now:%H:%M}", **changes,
    }  # fmt: skip


def test_the_same_entry_again_leaves_nothing_not_even_an_event(town: Town) -> None:
    case, who, entry = opened_case(town.caseworker), actor(town.caseworker), rang()
    for _ in range(2):
        with acting(who):
            stored = log_intervention(actor=who, case=case, entry=entry)
            assert stored.pk == entry.id
            assert Intervention.objects.filter(case=case).count() == 1
    assert written(town, "intervention.log") == 1


@pytest.mark.parametrize(
    "changes",
    [{"note": "Rang three times"}, {"mode": Mode.TEXT}, {"occurred_at": timezone.now()}, {"next_on": date(2040, 1, 1)}],
)
def test_an_entry_with_the_same_id_and_something_else_in_it_is_refused(town: Town, changes: dict[str, object]) -> None:
    case, who, entry = opened_case(town.caseworker), actor(town.caseworker), rang()
    with acting(who):
        log_intervention(actor=who, case=case, entry=entry)
    with acting(who), pytest.raises(AlreadySent):
        log_intervention(actor=who, case=case, entry=replace(entry, **changes))  # type: ignore[arg-type]
    with acting(who):
        assert Case.objects.get(pk=case.pk).next_due is None


def test_an_old_form_sent_again_does_not_move_the_next_date_back(town: Town) -> None:
    case, who, today = opened_case(town.caseworker), actor(town.caseworker), timezone.localdate()
    entry = rang(next_on=today + timedelta(days=2))
    with acting(who):
        log_intervention(actor=who, case=case, entry=entry)
        with event(CASE_CHANGED, by=who):
            Case.objects.filter(pk=case.pk).update(next_due=today + timedelta(days=9))
        log_interventions(actor=who, case=case, entries=[entry])
        stored = Case.objects.get(pk=case.pk)
    assert (stored.next_due, stored.version) == (today + timedelta(days=9), 2)


def test_words_typed_into_a_form_that_was_saved_are_kept_and_saved_as_a_second_entry(
    town: Town, caseworker: Client
) -> None:
    address = f"/cases/{opened_case(town.caseworker).reference}/interventions/log/"
    first = log_form()
    assert caseworker.post(address, first).status_code == 302
    page = caseworker.post(address, {**first, "note": "At home, and drunk"})
    assert AGAIN in text_of(page.content)
    assert "At home, and drunk" in text_of(page.content)
    assert id_of(page.content) != first["id"]
    second = {**first, "id": id_of(page.content), "note": "At home, and drunk"}
    timeline = text_of(caseworker.post(address, second, follow=True).content)
    assert "At home, and drunk" in timeline
    with acting(actor(town.caseworker)):
        assert Intervention.objects.count() == 2


def test_a_form_that_was_saved_on_another_case_is_asked_for_again(town: Town, caseworker: Client) -> None:
    one, other = opened_case(town.caseworker), opened_case(town.caseworker)
    form = log_form()
    caseworker.post(f"/cases/{one.reference}/interventions/log/", form)
    page = caseworker.post(f"/cases/{other.reference}/interventions/log/", form)
    assert AGAIN in text_of(page.content)


def test_a_person_sent_twice_is_added_once_and_with_other_words_not_at_all(town: Town) -> None:
    who, pk = actor(town.caseworker), uuid7()
    for _ in range(2):
        with acting(who):
            assert add_person(actor=who, details=MARMADUKE, person_id=pk).pk == pk
    number = ((IdentifierKind.PNC, "1999/0123456Y"),)
    for other in (
        replace(MARMADUKE, given="Mary"),
        replace(MARMADUKE, born=None),
        replace(MARMADUKE, identifiers=number),
    ):
        with acting(who), pytest.raises(AlreadySent):
            add_person(actor=who, details=other, person_id=pk)
    with acting(who):
        assert Person.objects.count() == 1
    assert written(town, "person.add") == 1


def test_a_case_sent_twice_is_opened_once_and_with_other_words_not_at_all(town: Town) -> None:
    who, person = actor(town.caseworker), known_person(town.caseworker)
    new = NewCase(CaseRole.OFFENDER, "Robberies by the station")
    opened = []
    for _ in range(2):
        with acting(who):
            opened.append(start_case(actor=who, person=person, case=new, lead=town.caseworker).reference)
    assert opened[0] == opened[1]
    for other in (replace(new, reason="Burglaries"), replace(new, role=CaseRole.VICTIM)):
        with acting(who), pytest.raises(AlreadySent):
            start_case(actor=who, person=person, case=other, lead=town.caseworker)
    with acting(who):
        assert Case.objects.count() == 1
    assert written(town, "case.start") == 1


def test_pressing_every_button_twice_makes_one_person_with_one_case(town: Town, caseworker: Client) -> None:
    name = {"given": "Marmaduke", "family": "Ashcombe", "date_of_birth": "4 March 1991"}
    name["id"] = id_of(caseworker.post("/people/find/", name).content)
    people = {caseworker.post("/people/add/", name).headers["Location"] for _ in range(2)}
    (person,) = people
    said = {"role": "OFFENDER", "reason": "Robberies by the station", "priority": "3"}
    said["id"] = id_of(caseworker.get(f"{person}cases/start/").content)
    cases = {caseworker.post(f"{person}cases/start/", said).headers["Location"] for _ in range(2)}
    assert len(cases) == 1
    page = caseworker.post(f"{person}cases/start/", {**said, "reason": "Something else altogether"})
    assert AGAIN in text_of(page.content)
    assert "Something else altogether" in text_of(page.content)
    assert id_of(page.content) != said["id"]
    with acting(actor(town.caseworker)):
        assert (Person.objects.count(), Case.objects.count()) == (1, 1)


def test_a_second_name_typed_into_a_form_that_was_saved_is_kept(town: Town, caseworker: Client) -> None:
    name = {"given": "Marmaduke", "family": "Ashcombe", "id": str(uuid7())}
    caseworker.post("/people/add/", name)
    page = caseworker.post("/people/add/", {**name, "given": "Peregrine"})
    assert AGAIN in text_of(page.content)
    assert "Peregrine" in text_of(page.content)
    caseworker.post("/people/add/", {**name, "given": "Peregrine", "id": id_of(page.content)})
    with acting(actor(town.caseworker)):
        assert Person.objects.count() == 2


def test_whoever_likely_exists_is_shown_before_somebody_is_added(town: Town, caseworker: Client) -> None:
    who = actor(town.caseworker)
    with acting(who):
        add_person(actor=who, details=MARMADUKE)
    typed = {"given": "Marmaduke", "family": "Ashcombe", "date_of_birth": "4/3/1991", "id": str(uuid7())}
    page = caseworker.post("/people/add/", typed)
    assert ANYWAY in text_of(page.content)
    assert text_of(page.content).count("Same") >= len(("given name", "family name", "date of birth"))
    assert caseworker.post("/people/add/", {**typed, "anyway": "yes"}).status_code == 302
    with acting(who):
        assert Person.objects.count() == 2
