"""What can be sent of a case: everything that counts, opened as far as the actor may see it, at one price."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotKnown
from accounts.models import User
from audit.ledger.models import Event
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.chronology.models import Statement
from casework.intelligence.models import Handling
from casework.items.catalogue import HEADINGS, SOURCES
from casework.items.item import Item
from casework.items.selectors import items_of, items_to_choose
from casework.people.models import IdentifierKind
from casework.powers.models import Decision, Power
from casework.powers.services import NewDecision, record_power
from casework.safe_contact.models import Part
from tests.access.protection import named
from tests.casework.full_cases import fill, full_case
from tests.casework.intelligence.items import known, recorded
from tests.casework.orders.ordered import breached, ordered, terms, varied
from tests.casework.particulars.saying import numbered
from tests.casework.relationships.ties import related
from tests.casework.safe_contact.contacting import FLAT, NUMBER, address, point
from tests.casework.standing.judged import rated
from tests.cast import actor
from tests.town import Town, logged, opened_case, shared
from vault.grants import sync_grants

OF_EITHER = {
    "name", "aliases", "identifier", "particular", "contact", "address", "reason", "warning", "intervention", "line",
    "need", "measure", "action", "power", "relationship", "intelligence", "assessment",
}  # fmt: skip


def items(user: User, case: Case, only: Collection[tuple[str, UUID]] | None = None) -> list[Item]:
    who = actor(user)
    with acting(who):
        return items_of(who, open_case(who, case.reference), only)


def of(kind: str, found: list[Item]) -> list[Item]:
    return [item for item in found if item.kind == kind]


def said_of(kind: str, found: list[Item]) -> str:
    return " ".join(text for item in of(kind, found) for text in item.words.values())


def cost(user: User, case: Case, only: Collection[tuple[str, UUID]] | None = None) -> int:
    who = actor(user)
    with acting(who):
        opened = open_case(who, case.reference)
        with CaptureQueriesContext(connection) as asked:
            items_of(who, opened, only)
    return len(asked)


def openings(user: User) -> int:
    with acting(actor(user)):
        return Event.objects.filter(act="safe_contact.open", actor_id=str(user.pk)).count()


def test_the_catalogue_names_each_kind_of_a_role_once() -> None:
    for role in Role:
        kinds = Counter(source.kind for source in SOURCES if source.role in {None, role})
        assert set(kinds.values()) == {1}
    assert list(dict.fromkeys(source.kind for source in SOURCES)) == list(HEADINGS)


@pytest.mark.parametrize("role", Role)
def test_every_room_of_a_full_case_gives_items_with_their_category_owner_and_dates(town: Town, role: Role) -> None:
    case = full_case(town, role, 1)
    found = items(town.caseworker, case)
    more = {"order", "breach", "judgement"} if role is Role.OFFENDER else {"incident"}
    left = {"aliases", "particular"} | ({"assessment"} if role is Role.OFFENDER else {"contact", "address"})
    assert {item.kind for item in found} == (OF_EITHER | more) - left
    assert all(item.owner == town.police and item.case_id == case.pk for item in found)
    assert all(item.recorded_at <= timezone.now() for item in found)
    assert len({(item.kind, item.id) for item in found}) == len(found)


@pytest.mark.parametrize(("role", "most"), [(Role.OFFENDER, 70), (Role.VICTIM, 70)])
def test_many_items_cost_as_many_statements_as_few(town: Town, role: Role, most: int) -> None:
    case = full_case(town, role, 1)
    few, cheap = len(items(town.caseworker, case)), cost(town.caseworker, case)
    fill(town, case, range(1, 6))
    assert len(items(town.caseworker, case)) > few * 3
    assert cost(town.caseworker, case) == cheap <= most


def test_five_and_fifty_entries_cost_the_same_and_few_kinds_cost_less(town: Town) -> None:
    case = opened_case(town.caseworker)
    five = logged(town.caseworker, case, *(f"Note {n}" for n in range(5)))
    cheap = cost(town.caseworker, case, [("intervention", row.pk) for row in five])
    fifty = [*five, *logged(town.caseworker, case, *(f"More {n}" for n in range(45)))]
    assert cost(town.caseworker, case, [("intervention", row.pk) for row in fifty]) == cheap <= 6
    assert len(items(town.caseworker, case, [("intervention", row.pk) for row in fifty])) == 50


def test_only_what_is_picked_is_opened(town: Town) -> None:
    case = opened_case(town.caseworker)
    one, other = logged(town.caseworker, case, "Met at the Blue Heron", "Rang the brother")
    (item,) = items(town.caseworker, case, [("intervention", one.pk), ("order", other.pk), ("nothing", one.pk)])
    assert (item.kind, item.id, item.category) == ("intervention", one.pk, Category.INTERVENTION_RECORD)
    assert item.words["Note"] == "Met at the Blue Heron"
    assert item.statement is Statement.FACT
    assert items(town.caseworker, case, []) == []


def test_what_an_item_says_is_in_no_representation(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert "Featherstonehaugh" in said_of("name", found := items(town.caseworker, case))
    assert "Featherstonehaugh" not in repr(found)


def test_an_agency_with_a_share_sees_items_of_that_category_alone(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Met at the Blue Heron")
    ordered(town.caseworker, case)
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    found = items(town.partner, case)
    assert {item.category for item in found} == {Category.INTERVENTION_RECORD}
    assert {item.owner for item in found} == {town.police}
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    assert {item.category for item in items(town.partner, case)} == {Category.INTERVENTION_RECORD, Category.IDENTITY}


def test_an_item_whose_key_is_not_granted_is_left_out(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Met at the Blue Heron")
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    assert of("intervention", items(town.partner, case))
    with acting(actor(town.caseworker)):
        sync_grants(case.pk, town.police.pk, {})
    assert items(town.partner, case) == []


def test_a_case_that_the_actor_need_not_know_has_no_items_for_them(town: Town) -> None:
    case = opened_case(town.caseworker)
    for user in (town.colleague, town.partner, town.stranger):
        with pytest.raises(NotKnown):
            items(user, case)


def test_code_c_is_marked_for_its_own_agency_and_not_there_for_another(town: Town) -> None:
    case = opened_case(town.caseworker)
    recorded(town.caseworker, case, replace(known(), handling=Handling.CONDITIONS, conditions="Ask first"))
    recorded(town.caseworker, case, known())
    shared(town.caseworker, case, town.probation, Category.INTELLIGENCE)
    marks = {mark for item in of("intelligence", items(town.caseworker, case)) for mark in item.markers}
    assert marks == {"HANDLING_C", "HANDLING_P"}
    (item,) = of("intelligence", items(town.partner, case))
    assert item.markers == {"HANDLING_P"}


def test_what_was_varied_superseded_or_decided_anew_cannot_be_picked(town: Town) -> None:
    user, case = town.caseworker, opened_case(town.caseworker)
    order = ordered(user, case)
    after = varied(user, case, order, terms(reason="At the review"))
    first, second = rated(user, case), rated(user, case)
    decided = []
    with acting(who := actor(user)):
        for decision in (Decision.CONSIDERED, Decision.USED):
            new = NewDecision(Power.CBO, decision, "Breached the last one", timezone.localdate())
            decided.append(record_power(actor=who, case=case, new=new))
    wanted = [("order", order.pk), ("order", after.pk), ("judgement", first.pk), ("judgement", second.pk)]
    found = items(user, case, [*wanted, *(("power", row.pk) for row in decided)])
    assert {item.id for item in found} == {after.pk, second.pk, decided[1].pk}


def test_a_line_about_an_item_is_not_sent_beside_it(town: Town) -> None:
    case = opened_case(town.caseworker)
    breached(town.caseworker, case, ordered(town.caseworker, case))
    lines = said_of("line", found := items(town.caseworker, case))
    assert "Breach" not in lines
    (breach,) = of("breach", found)
    assert breach.statement is Statement.REPORTED
    assert of("order", found)[0].words["Conditions"].count("\n") == len(terms().conditions) - 1


def test_a_relationship_is_about_somebody_else_too(town: Town) -> None:
    case = opened_case(town.caseworker)
    related(town.caseworker, case, "Wilhelmina Ott")
    (tie,) = of("relationship", items(town.caseworker, case))
    assert tie.third_party
    assert "Wilhelmina Ott" in tie.words.values()
    assert "Wilhelmina" not in tie.title


class TestAVictim:
    """Where a victim is, and how to contact them, are items for people who are named, and for nobody else."""

    @pytest.fixture
    def theirs(self, town: Town) -> Case:
        case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
        for part in Part:
            named(town.caseworker, town.teammate, case, part)
        point(town.teammate, case)
        address(town.teammate, case)
        return case

    def test_whoever_is_not_named_gets_none_and_opens_none(self, town: Town, theirs: Case) -> None:
        found = items(town.caseworker, theirs)
        assert not of("contact", found)
        assert not of("address", found)
        assert not {Category.VICTIM_LOCATION, Category.SAFE_CONTACT} & {item.category for item in found}
        assert openings(town.caseworker) == 0

    def test_whoever_is_named_gets_them_by_openings_of_their_own(self, town: Town, theirs: Case) -> None:
        found = items(town.teammate, theirs)
        (contact,), (home,) = of("contact", found), of("address", found)
        assert contact.category is Category.SAFE_CONTACT
        assert NUMBER in contact.words.values()
        assert contact.words["Safe to use"] == "Safe"
        assert home.category is Category.VICTIM_LOCATION
        assert FLAT.lines in home.words.values()
        assert openings(town.teammate) == 2

    def test_no_share_lends_them(self, town: Town, theirs: Case) -> None:
        shared(town.caseworker, theirs, town.probation, Category.IDENTITY, Category.SAFEGUARDING_CONCERN)
        assert {item.kind for item in items(town.partner, theirs)} == {"name", "warning"}

    def test_numbers_that_tell_of_offending_are_on_no_item_of_theirs(self, town: Town, theirs: Case) -> None:
        numbered(town.caseworker, theirs.person, IdentifierKind.HOUSING, "H-1")
        found = of("identifier", items(town.caseworker, theirs))
        assert [item.title for item in found] == ["Housing reference"]

    def test_a_list_to_choose_from_names_them_and_opens_none(self, town: Town, theirs: Case) -> None:
        who = actor(town.teammate)
        with acting(who):
            found = items_to_choose(who, open_case(who, theirs.reference))
        shut = {item.kind: item for item in found if item.category in FOR_NAMED_PEOPLE}
        assert set(shut) == {"contact", "address"}
        assert all(not item.words and NUMBER not in item.title and FLAT.lines not in item.title for item in found
                   if item.kind in shut)  # fmt: skip
        assert openings(town.teammate) == 0
        other = actor(town.caseworker)
        with acting(other):
            found = items_to_choose(other, open_case(other, theirs.reference))
        assert not FOR_NAMED_PEOPLE & {item.category for item in found}
