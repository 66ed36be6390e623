"""A file comes in whole or not at all, a second time adds nobody, and nobody is merged."""

import psycopg
import pytest
from django.db import OperationalError, connection

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.roles import Role
from audit.ledger.models import Event, EventRow
from casework.finding.selectors import find_people, open_person
from casework.importing.decisions import LEFT_OUT, Choice, Decisions, NotDecided
from casework.importing.models import ImportedFile, ImportMapping, ImportProgress
from casework.importing.selectors import importer_for, open_file, suggested_mapping
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, PersonIndex
from casework.people.services import add_person
from tests.casework.importing.files import sheet_bytes
from tests.casework.importing.lists import (
    ADA,
    ADA_AGAIN,
    BEN,
    BEN_AGAIN,
    EMOJI,
    FORMULA,
    FOUR,
    HEADER,
    NOT_A_DAY,
    UNBORN,
    brought_in,
    counts,
    people_file,
    people_of,
)  # fmt: skip
from tests.cast import actor, make_user
from tests.town import Town, known_person


def test_every_person_of_a_file_is_added_and_found(town: Town) -> None:
    who = actor(town.caseworker)
    assert counts(brought_in(who, people_file(*FOUR))) == (4, 0, 0)
    with acting(who):
        sought = PersonDetails(identifiers=((IdentifierKind.PNC, "2002/0073319Z"),), family="-")
        (found,) = find_people(who, sought).candidates
        opened = open_person(who, found.person.pk)
    assert opened.name.text == "Benedikt Okonkwo-Ruiz"
    assert opened.born.text == "1 May 1988"
    assert ("Reference in the file they came from", "A2") in [(kind, shown.text) for kind, shown in opened.identifiers]


def test_one_event_holds_the_counts_and_every_row(town: Town) -> None:
    who = actor(town.caseworker)
    file = brought_in(who, people_file(*FOUR))
    with acting(actor(town.auditor)):
        event = Event.objects.get(act="person.import")
        rows = EventRow.objects.filter(event_id=event.pk, table="casework_person", op="I").count()
    assert (event.subject_id, event.facts) == (str(file.pk), {"added": 4, "unchanged": 0, "left_out": 0})
    assert rows == 4


def test_the_same_file_again_adds_nobody_in_whatever_form(town: Town) -> None:
    who = actor(town.caseworker)
    brought_in(who, people_file(*FOUR))
    assert counts(brought_in(who, people_file(*FOUR))) == (0, 4, 0)
    assert counts(brought_in(who, sheet_bytes([HEADER, *FOUR]), name="people.xlsx")) == (0, 4, 0)
    assert people_of(who) == 4


def test_a_second_run_adds_only_who_is_new(town: Town) -> None:
    who = actor(town.caseworker)
    brought_in(who, people_file(*FOUR[:2]))
    assert counts(brought_in(who, people_file(*FOUR))) == (2, 2, 0)


def test_another_list_with_the_same_numbers_is_not_taken_for_the_same_people(town: Town) -> None:
    who = actor(town.caseworker)
    brought_in(who, people_file(ADA))
    other = people_file(["A1", "Ottoline", "Brackenbury", "", ""])
    with pytest.raises(NotDecided) as asked:
        brought_in(who, other)
    assert [row.reference_taken for row in asked.value.undecided] == [True]
    assert counts(brought_in(who, other, Decisions(every=Choice.ADD))) == (1, 0, 0)
    assert counts(brought_in(who, other)) == (0, 1, 0)


@pytest.mark.parametrize("bad", [NOT_A_DAY, UNBORN, EMOJI, FORMULA])
def test_one_bad_row_keeps_the_whole_file_out_unless_it_is_left_out(town: Town, bad: list[str]) -> None:
    who = actor(town.caseworker)
    with pytest.raises(NotDecided) as refused:
        brought_in(who, people_file(*FOUR, bad))
    assert [row.number for row in refused.value.bad] == [6]
    assert people_of(who) == 0
    file = brought_in(who, people_file(*FOUR, bad), Decisions(skip_bad=True))
    assert counts(file) == (4, 0, 1)
    with acting(who):
        ((row, words),) = open_file(who, file.pk).facts["left_out"]
    assert row == 6
    assert words


def test_likely_duplicates_in_the_file_and_among_known_people_are_asked_about(town: Town) -> None:
    who = actor(town.caseworker)
    brought_in(who, people_file(BEN))
    source = people_file(ADA, ADA_AGAIN, BEN_AGAIN)
    with pytest.raises(NotDecided) as asked:
        brought_in(who, source)
    twice, known = asked.value.undecided
    assert twice.alike_rows == ((2, "name and date of birth"),)
    assert (known.number, len(known.alike_people)) == (4, 1)
    assert people_of(who) == 1
    choices = Decisions({3: Choice.LEAVE, 4: Choice.ADD})
    file = brought_in(who, source, choices)
    assert counts(file) == (2, 0, 1)
    with acting(who):
        assert open_file(who, file.pk).facts["left_out"] == [[3, LEFT_OUT]]


def test_rows_that_say_the_same_in_every_column_are_asked_about(town: Town) -> None:
    who = actor(town.caseworker)
    same = ["", "Bobbo", "", "", ""]
    with pytest.raises(NotDecided) as asked:
        brought_in(who, people_file(same, same))
    assert [row.alike_rows for row in asked.value.undecided] == [((2, "entries in every column"),)]
    assert counts(brought_in(who, people_file(same, same), Decisions(every=Choice.ADD))) == (2, 0, 0)
    assert counts(brought_in(who, people_file(same, same))) == (0, 2, 0)


def test_people_added_by_hand_are_asked_about_too_but_not_for_a_name_alone(town: Town) -> None:
    who = actor(town.caseworker)
    known_person(town.caseworker)
    with acting(who):
        pnc = (IdentifierKind.PNC, "2002/0073319Z")
        add_person(actor=who, details=PersonDetails(given="Benny", identifiers=(pnc,)))
    with pytest.raises(NotDecided) as asked:
        brought_in(who, people_file(["C1", "Quillon", "Featherstonehaugh", "", ""], BEN))
    assert [row.number for row in asked.value.undecided] == [3]


def test_a_failure_half_way_leaves_nobody(town: Town) -> None:
    who = actor(town.caseworker)

    def fails(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought_in(who, people_file(*FOUR), report=fails)
    assert people_of(who) == 0
    with acting(who):
        assert not PersonIndex.objects.exists()
        assert not ImportedFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_killed_connection_leaves_nobody(town: Town, owner_connection: psycopg.Connection) -> None:
    who = actor(town.caseworker)

    def kill(done: int, total: int) -> None:
        pid = connection.connection.info.backend_pid
        owner_connection.execute("select pg_terminate_backend(%s)", [pid])
        owner_connection.commit()

    with pytest.raises(OperationalError):
        brought_in(who, people_file(*FOUR), report=kill)
    connection.close()
    assert people_of(who) == 0


def test_a_mapping_is_remembered_for_the_agency_alone(town: Town) -> None:
    who, other = actor(town.caseworker), actor(town.stranger)
    brought_in(who, people_file(*FOUR))
    with acting(who):
        mapping, known = suggested_mapping(who, list(reversed(HEADER)))
        assert known
        assert dict(mapping.columns)["Our ref"] == "source_reference"
        assert ImportMapping.objects.count() == 1
    with acting(other):
        assert not suggested_mapping(other, HEADER)[1]


def test_another_agency_is_asked_about_nobody_of_this_one(town: Town) -> None:
    brought_in(actor(town.caseworker), people_file(*FOUR))
    assert counts(brought_in(actor(town.stranger), people_file(*FOUR))) == (4, 0, 0)


def test_another_agency_sees_no_row_of_any_import(town: Town) -> None:
    brought_in(actor(town.caseworker), people_file(*FOUR))
    with acting(actor(town.stranger)):
        assert not ImportedFile.objects.exists()
        assert not ImportMapping.objects.exists()
        assert not ImportProgress.objects.exists()


def test_whoever_may_not_add_people_imports_none(town: Town) -> None:
    who = actor(make_user(town.partnership, town.police, Role.ANALYST))
    with pytest.raises(NotPermitted):
        brought_in(who, people_file(*FOUR))


def test_the_product_imports_for_an_agency_as_the_command_does(town: Town) -> None:
    who = importer_for(town.police.code, None)
    assert counts(brought_in(who, people_file(*FOUR))) == (4, 0, 0)
