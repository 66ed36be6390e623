"""Two rows of one human being become one, and two again."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASE_CHANGED
from casework.cases.front_list import CaseFilters
from casework.cases.models import Case, CaseAccess, CaseShare, Role
from casework.cases.policies import visible_cases, visible_people
from casework.cases.selectors import list_cases
from casework.categories import Category
from casework.conflicts.models import Conflict, Kind
from casework.conflicts.services import declare_conflict
from casework.finding.selectors import find_people, open_person
from casework.merging.models import Merge, MergedRow, State
from casework.merging.policies import CannotMerge
from casework.merging.selectors import find_merge, others_of, preview, proposals
from casework.merging.services import decline_merge, keep_apart, lift_apart, merge_people, propose_merge, undo_merge
from casework.particulars.vocabulary import Part
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, NameCodes, Person, PersonIndex
from casework.safe_contact.models import HarmedBy
from casework.safe_contact.services import link_harm
from tests.casework.merging.pairs import MERGED, given_to, merged, pair_of, proposed, undone
from tests.casework.particulars.saying import ETHNICITY, named, numbered, said
from tests.cast import actor
from tests.town import Town, broken, opened_case, shared


def everything(town: Town, person: Person) -> dict[str, object]:
    """What a person's page says of them, and what they are found by."""
    who = actor(town.caseworker)
    with acting(who):
        opened = open_person(who, person.pk)
        codes = NameCodes.objects.filter(person=person).values_list("sound", "category")
        tokens = PersonIndex.objects.filter(person=person).values_list("field", "token")
        return {
            "name": opened.name.text,
            "born": opened.born.text,
            "aliases": sorted((kind, text.text) for kind, text in opened.aliases),
            "numbers": sorted((kind, text.text) for kind, text in opened.identifiers),
            "parts": [(row.part, [(label, text.text) for label, text in row.lines]) for row in opened.particulars],
            "cases": sorted(case.reference for case in opened.cases),
            "codes": sorted((bytes(sound), category) for sound, category in codes),
            "tokens": sorted((field, bytes(token)) for field, token in tokens),
        }


def test_log_07_a_merge_lists_where_each_field_came_from_and_its_undo_restores_both(town: Town) -> None:
    pair = pair_of(town)
    said(town.caseworker, pair.merged, Part.ETHNICITY, ETHNICITY)
    said(town.caseworker, pair.kept, Part.OTHER_NAMES, {"names": [{"kind": "STREET", "text": "Kat"}]})
    numbered(town.caseworker, pair.kept, IdentifierKind.NHS, "943 476 5919")
    numbered(town.caseworker, pair.merged, IdentifierKind.NHS, "9434765919")
    numbered(town.caseworker, pair.merged, IdentifierKind.HOUSING, "H-1702")
    case = opened_case(town.caseworker, pair.merged)
    given_to(pair.manager, case, town.caseworker)
    before = everything(town, pair.kept), everything(town, pair.merged)
    merge = merged(pair, {Part.NAME: MERGED})
    with acting(actor(town.auditor)):
        told = Event.objects.get(act="person.merge")
    assert told.kind == "COMBINATION"
    assert told.facts == {
        "kept": str(pair.kept.pk), "merged": str(pair.merged.pk), "taken": ["NAME:merged"], "undo": str(merge.pk),
    }  # fmt: skip
    after = everything(town, pair.kept)
    assert after["name"] == "Kateryna Vyshnepolska"
    assert after["aliases"] == [("Other name", "Katja Vyschnepolski"), ("Street name", "Kat")]
    assert after["numbers"] == [("Housing reference", "H-1702"), ("NHS number", "943 476 5919")]
    assert after["cases"] == [case.reference]
    with acting(actor(town.caseworker)):
        assert not visible_people(actor(town.caseworker)).filter(pk=pair.merged.pk).exists()
    undone(pair, merge)
    assert (everything(town, pair.kept), everything(town, pair.merged)) == before


def test_the_merged_row_is_found_by_nothing_and_the_kept_one_by_everything(town: Town) -> None:
    pair = pair_of(town)
    numbered(town.caseworker, pair.merged, IdentifierKind.HOUSING, "H-1702")
    merged(pair)
    who = actor(town.caseworker)
    sought = (
        PersonDetails("Kateryna", "Vyshnepolska"),
        PersonDetails("Katja", "Vyschnepolski"),
        PersonDetails(identifiers=((IdentifierKind.HOUSING, "H-1702"),)),
    )
    with acting(who):
        found = [[one.person for one in find_people(who, each).candidates] for each in sought]
        assert not NameCodes.objects.filter(person=pair.merged).exists()
        assert not PersonIndex.objects.filter(person=pair.merged).exists()
    assert found == [[pair.kept]] * 3


def test_cases_lists_shares_and_keys_go_with_the_case_and_come_back(town: Town) -> None:
    pair = pair_of(town)
    case = opened_case(town.caseworker, pair.merged)
    given_to(pair.manager, case, town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)

    def reads() -> tuple[str, set[UUID], set[UUID]]:
        who = actor(town.partner)
        with acting(who):
            (row,) = list_cases(who, CaseFilters(scope="all")).rows
            people = set(CaseShare.objects.values_list("person_id", flat=True))
            return row.name.text, people, set(CaseAccess.objects.values_list("person_id", flat=True))

    before = reads()
    assert before == ("Kateryna Vyshnepolska", {pair.merged.pk}, {pair.merged.pk})
    merge = merged(pair)
    assert reads() == ("Katja Vyschnepolski", {pair.kept.pk}, {pair.kept.pk})
    undone(pair, merge)
    assert reads() == before


def test_who_saw_the_victim_alone_sees_no_more_of_the_offender_after_it(town: Town) -> None:
    pair = pair_of(town)
    victim = opened_case(town.colleague, pair.kept, role=Role.VICTIM)
    offender = opened_case(town.caseworker, pair.merged)
    for case, by in ((victim, town.colleague), (offender, town.caseworker)):
        given_to(pair.manager, case, by)
    numbered(town.caseworker, pair.merged, IdentifierKind.PNC, "1999/0123456X")
    given_to(town.caseworker, victim, town.colleague)
    merged(pair)
    who = actor(town.colleague)
    with acting(who):
        opened = open_person(who, pair.kept.pk)
        assert [case.pk for case in opened.cases] == [victim.pk]
        assert opened.identifiers == ()
        assert list(visible_cases(who).values_list("pk", flat=True)) == [victim.pk]


def test_a_proposal_that_holds_something_hidden_does_not_exist_for_who_may_not_see_it(town: Town) -> None:
    pair = pair_of(town)
    seen = opened_case(town.caseworker, pair.merged)
    given_to(pair.manager, seen, town.caseworker)
    hidden = opened_case(town.colleague, pair.kept, restricted=True)
    given_to(town.caseworker, hidden, town.colleague)
    merge = proposed(pair)  # and whoever proposes is told the same in any case
    who = actor(pair.manager)
    with acting(who):
        assert proposals(who) == ((), ())
        with pytest.raises(NotKnown):
            find_merge(who, merge.pk)
        with pytest.raises(CannotMerge):
            merge_people(actor=who, merge=merge, chosen={})
    given_to(pair.manager, hidden, town.colleague)
    with acting(who):
        assert [line.merge.pk for line in proposals(who)[0]] == [merge.pk]


def test_a_break_glass_that_waits_for_its_review_holds_a_merge_up(town: Town) -> None:
    pair = pair_of(town)
    case = opened_case(town.caseworker, pair.merged)
    given_to(pair.manager, case, town.caseworker)
    broken(town.colleague, case)
    proposed(pair)
    who = actor(pair.manager)
    with acting(who):
        assert proposals(who)[0] == ()


def test_a_conflict_of_whatever_agency_holds_for_the_kept_row(town: Town) -> None:
    pair = pair_of(town)
    case = opened_case(town.caseworker, pair.merged)
    given_to(pair.manager, case, town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    theirs = actor(town.partner)
    with acting(theirs):
        declare_conflict(actor=theirs, person=pair.merged, user=town.partner, kind=Kind.FAMILY, words="Her cousin")
    merge = merged(pair)
    with acting(theirs):
        assert not visible_cases(theirs).exists()
        assert Conflict.objects.get().person_id == pair.kept.pk
    undone(pair, merge)
    with acting(theirs):
        assert Conflict.objects.get().person_id == pair.merged.pk
        assert not visible_cases(theirs).exists()


def test_whoever_harms_is_the_kept_row_in_every_victims_case(town: Town) -> None:
    pair = pair_of(town)
    offender = opened_case(town.caseworker, pair.merged)
    given_to(pair.manager, offender, town.caseworker)
    victim = opened_case(town.caseworker, role=Role.VICTIM)
    who = actor(town.caseworker)
    with acting(who):
        link_harm(actor=who, case=victim, offender=offender)
    merged(pair)
    with acting(who):
        assert HarmedBy.objects.get().person_id == pair.kept.pk


@pytest.mark.parametrize("since", ["changed", "case", "conflict", "late"])
def test_an_undo_that_something_contradicts_is_refused_in_words(town: Town, since: str) -> None:
    pair = pair_of(town)
    merge = merged(pair)
    who = actor(town.caseworker)
    if since == "changed":
        named(town.caseworker, pair.kept, given="Kate", family="Vyshnepolska")
    elif since == "case":
        given_to(pair.manager, opened_case(town.caseworker, pair.kept), town.caseworker)
    elif since == "conflict":
        with acting(who):
            declare_conflict(actor=who, person=pair.kept, user=town.caseworker, kind=Kind.FRIEND)
    else:
        with acting(who), event(CASE_CHANGED, by=who):
            Merge.objects.update(decided_at=timezone.now() - timedelta(days=31))
    with pytest.raises(CannotMerge, match="since the merge"):
        undone(pair, merge)


def test_two_people_merge_and_a_caseworker_does_not_decide(town: Town) -> None:
    pair = pair_of(town)
    merge = proposed(pair)
    who, manager = actor(town.caseworker), actor(pair.manager)
    with acting(who), pytest.raises(NotPermitted):
        merge_people(actor=who, merge=merge, chosen={})
    with acting(manager):
        own = propose_merge(actor=manager, one=pair.kept, other=pair.merged, why="Again")
        assert own.pk == merge.pk  # proposed already
        decline_merge(actor=manager, merge=merge)
        again = propose_merge(actor=manager, one=pair.kept, other=pair.merged, why="Both letters")
        with pytest.raises(NotKnown):
            find_merge(manager, again.pk)


def test_a_merge_and_an_undo_that_are_sent_twice_happen_once(town: Town) -> None:
    pair = pair_of(town)
    merge = merged(pair)
    who = actor(pair.manager)
    with acting(who):
        merge_people(actor=who, merge=merge, chosen={})
        undo_merge(actor=who, merge=merge)
        undo_merge(actor=who, merge=merge)
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act__in=["person.merge", "person.merge.undo"]).count() == 2


def test_a_pair_that_is_kept_apart_is_suggested_and_merged_no_more_until_it_is_lifted(town: Town) -> None:
    pair = pair_of(town)
    named(town.caseworker, pair.merged, given="Katja", family="Vyschnepolska")
    who = actor(town.caseworker)
    with acting(who):
        assert [one.person for one in others_of(who, pair.kept.pk).candidates] == [pair.merged]
        apart = keep_apart(actor=who, one=pair.kept, other=pair.merged.pk, why="Twins")
        for person in (pair.kept, pair.merged):
            assert others_of(who, person.pk).candidates == ()
        assert others_of(who, pair.kept.pk).apart[0].why.text == "Twins"
        with pytest.raises(CannotMerge, match="not the same human being"):
            propose_merge(actor=who, one=pair.merged, other=pair.kept, why="Sure")
        lift_apart(actor=who, apart=apart)
        assert [one.person for one in others_of(who, pair.kept.pk).candidates] == [pair.merged]


def test_a_preview_shows_both_sides_and_asks_only_where_they_differ(town: Town) -> None:
    pair = pair_of(town)
    said(town.caseworker, pair.merged, Part.ETHNICITY, ETHNICITY)
    merge = proposed(pair)
    who = actor(pair.manager)
    with acting(who):
        shown = preview(who, merge.pk)
    assert [beside.part for beside in shown.asks] == [Part.NAME]
    assert [(beside.part, bool(beside.kept), bool(beside.merged)) for beside in shown.parts] == [
        (Part.NAME, True, True),
        (Part.ETHNICITY, False, True),
    ]
    assert shown.why.text == "She brought both letters"


def test_the_application_moves_no_row_to_another_person_by_itself(town: Town) -> None:
    pair = pair_of(town)
    case = opened_case(town.caseworker, pair.merged)
    who = actor(town.caseworker)
    with pytest.raises(IntegrityError, match="was to name another person"), acting(who), event(CASE_CHANGED, by=who):
        Case.objects.filter(pk=case.pk).update(person=pair.kept)


def test_what_a_merge_moved_is_written_by_the_database_alone(town: Town) -> None:
    pair = pair_of(town)
    given_to(pair.manager, opened_case(town.caseworker, pair.merged), town.caseworker)
    merge = merged(pair)
    assert merge.state == State.DONE
    with acting(actor(pair.manager)):
        assert list(MergedRow.objects.values_list("place", flat=True)) == ["casework_case.person_id"]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            MergedRow.objects.all()._raw_delete(connection.alias)
