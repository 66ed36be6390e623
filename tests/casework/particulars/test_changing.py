"""A caseworker corrects what is known of a person; nothing that was said is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.models import Event
from casework.cases.models import Role
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.finding.selectors import find_people, open_person
from casework.particulars.models import PersonPart
from casework.particulars.rules import Impossible
from casework.particulars.selectors import history, known_for_change, same_number_elsewhere
from casework.particulars.services import remove_identifier
from casework.particulars.vocabulary import ETHNICITIES, QUESTIONS, Part
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person, PersonIdentifier
from casework.refusals import ChangedMeanwhile
from tests.casework.particulars.saying import BACKGROUND, ETHNICITY, named, numbered, said
from tests.cast import actor, signed_in
from tests.town import Town, broken, known_person, opened_case, shared
from vault.ids import uuid7

BORN = {"given": "Ada", "family": "Okonjo", "born": "1990-05-17", "precision": "EXACT"}


def found(town: Town, **sought: str) -> list[Person]:
    who = actor(town.caseworker)
    with acting(who):
        return [one.person for one in find_people(who, PersonDetails(**sought)).candidates]  # type: ignore[arg-type]


def test_a_new_name_is_found_and_the_old_one_no_more_and_stays_readable(town: Town) -> None:
    person = known_person(town.caseworker)
    named(town.caseworker, person, given="Peregrine", family="Winterbourne")
    assert found(town, given="Peregrine", family="Winterbourne") == [person]
    assert found(town, given="Quillon", family="Featherstonehaugh") == []
    who = actor(town.caseworker)
    with acting(who):
        _, entries = history(who, person.pk)
    assert [entry.lines[0][1].text for entry in entries] == ["Peregrine Winterbourne", "Quillon Featherstonehaugh"]
    assert [entry.row and entry.row.recorded_by_id for entry in entries] == [town.caseworker.pk, None]


def test_an_other_name_that_ends_stays_and_is_still_found(town: Town) -> None:
    person = known_person(town.caseworker)
    said(town.caseworker, person, Part.OTHER_NAMES, {"names": [{"kind": "STREET", "text": "Ozzymandz"}]})
    ended = [{"kind": "STREET", "text": "Ozzymandz", "ended_on": "2026-01-05"}]
    said(town.caseworker, person, Part.OTHER_NAMES, {"names": ended})
    assert found(town, family="Ozzymandz") == [person]
    who = actor(town.caseworker)
    with acting(who):
        assert [text.text for _, text in open_person(who, person.pk).aliases] == ["Ozzymandz (until 5 January 2026)"]


def test_the_second_who_saves_is_told_and_nothing_is_overwritten(town: Town) -> None:
    person = known_person(town.caseworker)
    said(town.caseworker, person, Part.ETHNICITY, ETHNICITY, version=1)
    with pytest.raises(ChangedMeanwhile):
        said(town.caseworker, person, Part.ETHNICITY, {"group": "NS", "source": "SELF"}, version=1)
    with acting(actor(town.caseworker)):
        assert PersonPart.objects.filter(person=person).count() == 1


def test_a_number_is_found_until_it_is_removed_and_the_reason_stays(town: Town) -> None:
    person = known_person(town.caseworker)
    row = numbered(town.caseworker, person, IdentifierKind.HOUSING, "H-991")
    who = actor(town.caseworker)
    sought = PersonDetails(identifiers=((IdentifierKind.HOUSING, "h991"),))
    with acting(who):
        assert [one.person for one in find_people(who, sought).candidates] == [person]
        remove_identifier(actor=who, person=person, identifier=row, reason="It is her brother's")
        assert find_people(who, sought).candidates == ()
        assert open_person(who, person.pk).identifiers == ()
        kept = PersonIdentifier.objects.get(pk=row.pk)
        assert kept.removed_by_id == town.caseworker.pk
        remove_identifier(actor=who, person=person, identifier=row, reason="Again")
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="person.identifier.remove").count() == 1


def test_the_same_number_warns_of_whom_the_actor_may_know_and_of_nobody_else(town: Town) -> None:
    one, other, hidden = (known_person(town.caseworker, name) for name in ("One", "Other", "Hidden"))
    numbered(town.caseworker, other, IdentifierKind.HOUSING, "H-991")
    numbered(town.colleague, hidden, IdentifierKind.HOUSING, "H-992")
    opened_case(town.colleague, hidden)
    who = actor(town.caseworker)
    with acting(who):
        assert same_number_elsewhere(who, one, IdentifierKind.HOUSING, "h 991") == other
        assert same_number_elsewhere(who, one, IdentifierKind.HOUSING, "H-992") is None
        assert same_number_elsewhere(who, other, IdentifierKind.HOUSING, "H-991") is None


def test_numbers_that_tell_of_offending_are_not_shown_to_who_sees_a_victim_alone(town: Town) -> None:
    person = known_person(town.caseworker)
    numbered(town.caseworker, person, IdentifierKind.PNC, "1999/0123456X")
    numbered(town.caseworker, person, IdentifierKind.NHS, "9434765919")
    opened_case(town.caseworker, person)
    opened_case(town.colleague, person, role=Role.VICTIM)
    seen = {}
    for user in (town.caseworker, town.colleague):
        who = actor(user)
        with acting(who):
            seen[user.pk] = [kind for kind, _ in open_person(who, person.pk).identifiers]
    assert seen[town.caseworker.pk] == ["Police National Computer number", "NHS number"]
    assert seen[town.colleague.pk] == ["NHS number"]
    with pytest.raises(NotPermitted):
        numbered(town.colleague, person, IdentifierKind.NOMS, "A1234AA")


@pytest.mark.parametrize(
    ("name", "died", "words"),
    [
        ({**BORN, "born": "1880-01-01"}, "", "more than 120 years old"),
        ({**BORN, "born": (timezone.localdate() + timedelta(days=2)).isoformat()}, "", "birth is in the future"),
        (BORN, "1989-01-01", "before the date of birth"),
        (BORN, (timezone.localdate() + timedelta(days=2)).isoformat(), "death is in the future"),
    ],
)
def test_dates_that_no_life_has_are_refused_in_words(town: Town, name: dict[str, str], died: str, words: str) -> None:
    person = known_person(town.caseworker)

    def tell() -> None:
        named(town.caseworker, person, **name)
        said(town.caseworker, person, Part.BACKGROUND, {**BACKGROUND, "died": "YES", "died_on": died})

    with pytest.raises(Impossible, match=words) as refused:
        tell()
    assert "19" not in str(refused.value)


def test_a_birth_after_a_death_that_is_known_is_refused_too(town: Town) -> None:
    person = known_person(town.caseworker)
    said(town.caseworker, person, Part.BACKGROUND, {**BACKGROUND, "died": "YES", "died_on": "1989-01-01"})
    with pytest.raises(Impossible, match="before the date of birth"):
        named(town.caseworker, person, **BORN)


def test_a_business_has_one_name_no_birth_and_no_particulars(town: Town) -> None:
    person = known_person(town.caseworker)
    with pytest.raises(Impossible, match="one name and no date of birth"):
        named(town.caseworker, person, **BORN, kind="BUSINESS")
    named(town.caseworker, person, family="The Blue Heron", kind="VENUE")
    with pytest.raises(Impossible, match="no particulars"):
        said(town.caseworker, person, Part.ETHNICITY, ETHNICITY)
    assert found(town, family="Blue Heron") == [person]


@pytest.mark.parametrize("part", list(QUESTIONS))
def test_nothing_is_assumed_where_a_choice_was_not_made(town: Town, part: Part) -> None:
    with pytest.raises(Impossible, match="Not known"):
        said(town.caseworker, known_person(town.caseworker), part, {})
    assert all("NOT_KNOWN" in one.choices for one in QUESTIONS[part] if one.choices)


def test_ethnicity_has_the_eighteen_groups_and_not_stated() -> None:
    assert len(ETHNICITIES.keys() - {"NS", "NOT_KNOWN"}) == 18


def test_who_reads_the_case_and_does_not_work_it_changes_nothing(town: Town) -> None:
    case = opened_case(town.caseworker)
    broken(town.colleague, case)
    for user in (town.coordinator, town.colleague):
        with pytest.raises(NotPermitted):
            named(user, case.person, **BORN)


def test_each_special_category_is_seen_with_its_own_share_and_not_before(town: Town) -> None:
    case = opened_case(town.caseworker)
    said(town.caseworker, case.person, Part.ETHNICITY, {"group": "NS", "source": "SELF"})
    said(town.caseworker, case.person, Part.ETHNICITY, ETHNICITY)
    said(town.caseworker, case.person, Part.RELIGION, {"religion": "SIKH"})
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.ETHNICITY)
    who = actor(town.partner)
    with acting(who):
        rows = open_person(who, case.person_id).particulars
        assert [row.part for row in rows if row.row] == [Part.ETHNICITY]
        assert PersonPart.objects.count() == 1  # what was said before is not told
        assert next(row for row in rows if row.row).lines[0][1].text == "Mixed: White and Black African"


def test_immigration_is_opened_on_its_own_page_alone_as_an_event_of_its_own(town: Town) -> None:
    person = known_person(town.caseworker)
    said(town.caseworker, person, Part.IMMIGRATION, {"nationality": "Utopian", "status": "LIMITED", "funds": "YES"})
    who = actor(town.caseworker)
    with acting(who):
        rows = {row.part: row for row in open_person(who, person.pk).particulars}
        assert rows[Part.IMMIGRATION].row
        assert rows[Part.IMMIGRATION].lines == ()
        assert history(who, person.pk)[1][0].lines == ()
        known = known_for_change(who, person.pk, Part.IMMIGRATION)
    assert known.details[Part.IMMIGRATION]["nationality"] == "Utopian"
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="person.restricted").count() == 1


def test_another_number_typed_into_a_form_that_was_saved_is_not_lost(town: Town) -> None:
    person, client, pk = known_person(town.caseworker), signed_in(town.caseworker), str(uuid7())
    opened_case(town.caseworker, person)
    address, form = f"/people/{person.pk}/identifiers/", {"id": pk, "kind": "NHS", "value": "943 476 5919"}
    for _ in range(2):
        client.post(address, form)
    page = client.post(address, form | {"value": "401 023 2137"}).content.decode()
    assert "Save again to add this as another number." in page
    assert "401 023 2137" in page
    with acting(actor(town.caseworker)):
        assert PersonIdentifier.objects.filter(pk=pk).count() == 1


def test_a_history_names_whoever_has_a_case_that_the_reader_sees_and_else_the_agency(town: Town) -> None:
    person = known_person(town.caseworker)
    offence, harm = opened_case(town.colleague, person), opened_case(town.caseworker, person, role=Role.VICTIM)
    for user, name in ((town.colleague, "Quintin"), (town.caseworker, "Quill")):
        named(user, person, given=name, family="Featherstonehaugh")
    page = f"/people/{person.pk}/history/"
    reading = signed_in(town.caseworker)
    assert [name in reading.get(page).content.decode() for name in ("Cole League", "Casey Worker")] == [False, True]
    who = actor(town.colleague)
    with acting(who):
        assert [entry.by for entry in history(who, person.pk)[1]] == ["Westhaven Police", "Cole League", ""]
        add_to_case(actor=who, case=offence, user=town.caseworker)
    assert "Cole League" in reading.get(page).content.decode()
    assert harm.reference not in signed_in(town.colleague).get(page).content.decode()
