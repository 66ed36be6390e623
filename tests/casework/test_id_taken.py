"""A form that carries the id of a row behind another agency's wall is refused in words, and leaves nothing."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import CASE_STARTED
from casework.cases.models import Case, Role
from casework.cases.services import NewCase, start_case
from casework.closing.models import Outcome
from casework.closing.services import Closing, close_case
from casework.inserting import insert
from casework.particulars.services import add_identifier
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person
from casework.people.services import add_person
from casework.wishes.models import Wishes
from casework.wishes.services import NewWishes, write_wishes
from tests.cast import actor, signed_in
from tests.town import Town, opened_case
from vault.ids import uuid7

Write = Callable[[Actor, Case, UUID], object]


def wish(who: Actor, case: Case, pk: UUID) -> object:
    return write_wishes(actor=who, case=case, new=NewWishes("A new lock, please", timezone.localdate(), id=pk))


def close(who: Actor, case: Case, pk: UUID) -> None:
    close_case(actor=who, case=case, closing=Closing(pk, case.version, Outcome.MOVED, "Moved to Leeds"))


def start(who: Actor, case: Case, pk: UUID) -> object:
    person = Person.objects.get(pk=case.person_id)
    return start_case(actor=who, person=person, case=NewCase(Role.OFFENDER, "Robberies", id=pk))


def number(who: Actor, case: Case, pk: UUID) -> object:
    person = Person.objects.get(pk=case.person_id)
    return add_identifier(actor=who, person=person, kind=IdentifierKind.NHS, value="943 476 5919", identifier_id=pk)


def somebody(who: Actor, _: Case, pk: UUID) -> object:
    return add_person(actor=who, details=PersonDetails("Peregrine", "Winterbourne"), person_id=pk)


@pytest.mark.parametrize("write", [wish, close, start, number, somebody])
def test_the_id_of_another_agencys_row_is_refused_in_words(town: Town, write: Write) -> None:
    mine, theirs = (opened_case(user, role=Role.VICTIM) for user in (town.stranger, town.caseworker))
    pk = uuid7()
    with acting(who := actor(town.caseworker)):
        write(who, theirs, pk)
    who = actor(town.stranger)
    with pytest.raises(NotPermitted) as denied, acting(who):
        write(who, mine, pk)
    assert "nothing was saved from it" in denied.value.words


def test_the_page_says_so_and_keeps_nothing(town: Town) -> None:
    mine, theirs = (opened_case(user, role=Role.VICTIM) for user in (town.stranger, town.caseworker))
    pk = uuid7()
    with acting(who := actor(town.caseworker)):
        wish(who, theirs, pk)
    form = {"id": str(pk), "words": "A lock", "said_on": f"{timezone.localdate():%d/%m/%Y}", "about_sharing": ""}
    page = signed_in(town.stranger).post(f"/cases/{mine.reference}/wishes/", form)
    assert page.status_code == 403
    assert "carries the number of another entry" in page.content.decode()
    with acting(actor(town.stranger)):
        assert Wishes.objects.count() == 0


def test_any_other_broken_rule_of_the_database_stays_a_fault(town: Town) -> None:
    case, who = opened_case(town.caseworker), actor(town.caseworker)
    row = Case(
        partnership=case.partnership, owner=town.police, person_id=case.person_id, role=case.role,
        reference=case.reference, opened_on=case.opened_on,
    )  # fmt: skip
    with pytest.raises(IntegrityError), acting(who), event(CASE_STARTED, by=who):
        insert(CASE_STARTED, case.subject, row)
