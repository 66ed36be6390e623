"""What is typed and not saved: kept sealed for its writer alone, overwritten by nobody unseen, gone when it is done."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from accounts.actor import Actor, system_actor
from accounts.context import acting
from audit.ledger.models import Event
from casework.acts import CASE_LOOKED_AT
from casework.cases.models import Case
from casework.categories import Category
from casework.drafts.models import COMPARTMENT, Draft
from casework.drafts.places import Place, place_of, signed
from casework.drafts.selectors import Fields, draft_at, unfinished
from casework.drafts.services import (
    MOST_CHARACTERS,
    TooLong,
    TypedElsewhere,
    drop_draft,
    end_draft,
    keep_draft,
    sweep_drafts,
)
from tests.cast import actor
from tests.town import Town, opened_case

NOTE: Fields = [("note", "She will ring from the library."), ("mode", "PHONE")]


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def place(case: Case) -> Place:
    return Place(f"/cases/{case.reference}/interventions/log/", "casework:intervention-log", case.pk)


@pytest.fixture
def writer(town: Town) -> Actor:
    return actor(town.caseworker)


def keep(writer: Actor, place: Place, words: Fields = NOTE, page: UUID | None = None, seen: UUID | None = None) -> UUID:
    """Keep a draft as a window does, and give the window."""
    page = page or uuid4()
    with acting(writer):
        keep_draft(actor=writer, place=place, fields=words, page=page, seen=seen)
    return page


def there(reader: Actor, place: Place) -> Fields | None:
    """What a reader finds in the form."""
    with acting(reader):
        typed = draft_at(reader, place)
    return typed.fields if typed else None


def acts(town: Town) -> list[str]:
    """What the ledger says of drafts, in order."""
    with acting(actor(town.auditor)):
        return list(Event.objects.filter(act__startswith="draft.").order_by("pk").values_list("act", flat=True))


def test_what_was_typed_is_there_again(writer: Actor, place: Place) -> None:
    page = keep(writer, place)
    assert there(writer, place) == NOTE
    keep(writer, place, [("note", "She rang.")], page, page)
    assert there(writer, place) == [("note", "She rang.")]


def test_a_draft_without_a_case_is_sealed_for_its_writer(writer: Actor) -> None:
    nowhere = Place("/people/add/", "casework:people-add")
    keep(writer, nowhere)
    assert there(writer, nowhere) == NOTE


def test_nobody_else_finds_it_not_even_who_works_the_case_too(town: Town, writer: Actor, place: Place) -> None:
    keep(writer, place)
    for other in (town.teammate, town.coordinator, town.partner, town.auditor):
        assert there(actor(other), place) is None
        with acting(actor(other)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM casework_draft")
            assert cursor.fetchone() == (0,), "the wall itself shows it"


def test_nobody_writes_a_draft_in_somebody_elses_name(town: Town, writer: Actor, place: Place) -> None:
    keep(writer, place)
    other = actor(town.teammate)
    forged = Draft(
        partnership_id=writer.partnership_id, owner_id=writer.agency_id, subject_id=writer.principal,
        user_id=writer.principal, place=uuid4(), form="x", page=uuid4(),
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="row-level security"), acting(other):
        Draft.objects.bulk_create([forged])


def test_what_lies_in_the_database_is_an_envelope(writer: Actor, place: Place) -> None:
    keep(writer, place)
    with acting(writer), connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_draft")
        assert b"library" not in bytes(cursor.fetchone()[0])


def test_it_stands_in_no_data_category_so_that_no_share_can_open_it() -> None:
    assert COMPARTMENT not in Category.values


def test_another_window_does_not_overwrite_it_unseen(writer: Actor, place: Place) -> None:
    page = keep(writer, place)
    with pytest.raises(TypedElsewhere) as elsewhere:
        keep(writer, place, [("note", "Other words")])
    assert elsewhere.value.page == page
    assert there(writer, place) == NOTE
    keep(writer, place, [("note", "Other words")], seen=page)
    assert there(writer, place) == [("note", "Other words")]


def test_an_answer_that_was_lost_on_the_way_is_no_other_window(writer: Actor, place: Place) -> None:
    page = keep(writer, place)
    keep(writer, place, [("note", "More")], page, None)
    assert there(writer, place) == [("note", "More")]


def test_a_form_that_is_saved_does_not_come_back(writer: Actor, place: Place) -> None:
    page = keep(writer, place)
    with acting(writer):
        end_draft(actor=writer, place=place)
    assert there(writer, place) is None
    with pytest.raises(TypedElsewhere) as elsewhere:
        keep(writer, place, NOTE, page, page)
    assert elsewhere.value.page is None


def test_too_much_is_refused_and_what_was_kept_stays(writer: Actor, place: Place) -> None:
    page = keep(writer, place)
    with pytest.raises(TooLong):
        keep(writer, place, [("note", "x" * (MOST_CHARACTERS + 1))], page, page)
    assert there(writer, place) == NOTE


def test_the_ledger_hears_of_a_draft_but_not_of_every_stroke(town: Town, writer: Actor, place: Place) -> None:
    page = keep(writer, place)
    for words in ("S", "Sh", "She"):
        keep(writer, place, [("note", words)], page, page)
    assert acts(town) == ["draft.begin"]
    there(writer, place)
    with acting(writer):
        assert drop_draft(actor=writer, place=place)
        assert not drop_draft(actor=writer, place=place)
    assert acts(town) == ["draft.begin", "draft.take_up", "draft.drop"]
    assert CASE_LOOKED_AT.code not in acts(town)


def test_drafts_that_nobody_came_back_to_are_let_go(town: Town, writer: Actor, place: Place) -> None:
    keep(writer, place)
    keep(writer, Place("/people/add/", "casework:people-add"))
    keeper = system_actor("drafts", town.partnership.pk, town.police.pk)
    with acting(keeper):
        assert sweep_drafts(actor=keeper) == 0
        Draft.objects.filter(place=place.id).update(saved_at="2020-01-01T00:00Z")
        assert sweep_drafts(actor=keeper) == 1
    assert there(writer, place) is None
    assert acts(town)[-1] == "draft.sweep"


def test_a_case_says_what_is_unfinished(writer: Actor, town: Town, case: Case, place: Place) -> None:
    keep(writer, place)
    with acting(writer):
        (one,) = unfinished(writer, case.pk, case.reference)
    assert one.address == place.path
    with acting(actor(town.teammate)):
        assert unfinished(actor(town.teammate), case.pk, case.reference) == ()


def test_a_page_speaks_for_its_reader_alone(town: Town, writer: Actor, place: Place) -> None:
    token = signed(place, writer)
    assert place_of(token, writer) == place
    assert place_of(token, actor(town.teammate)) is None
    assert place_of(f"{token}x", writer) is None
    assert place_of("", writer) is None
