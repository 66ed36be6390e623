"""Relationships are typed and read both ways, replaced and not edited, and what cannot be is refused with words."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import RELATIONSHIP_RECORDED
from casework.cases.models import Case, Role
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.chronology.models import ChronologyEvent, Statement
from casework.dates import PartialDate, Precision
from casework.people.details import PersonDetails
from casework.people.services import add_person
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.relationships.kinds import CONVERSE, Kind, Risk
from casework.relationships.models import Relationship
from casework.relationships.policies import Impossible
from casework.relationships.services import (
    change_relationship,
    record_relationship,
    withdraw_relationship,
)
from tests.casework.relationships.ties import related, saying, seen_by, told
from tests.cast import actor
from tests.security.raw import COPIED, changed
from tests.security.raw import refused as cannot
from tests.town import Town, known_person, opened_case


def day(year: int, precision: Precision = Precision.YEAR) -> PartialDate:
    return PartialDate(dt.date(year, 1, 1), precision)


def another(town: Town, given: str = "Jasper", family: str = "Thorncastle", role: Role = Role.OFFENDER) -> Case:
    return opened_case(town.caseworker, known_person(town.caseworker, given, family), role=role)


def on(year: int) -> PartialDate:
    return PartialDate(dt.date(year, 5, 17))


def born(town: Town, birth: PartialDate, given: str = "Jasper") -> Case:
    who = actor(town.caseworker)
    with acting(who):
        person = add_person(actor=who, details=PersonDetails(given, "Thorncastle", born=birth))
    return opened_case(town.caseworker, person)


@given(st.sampled_from(Kind))
def test_the_converse_of_the_converse_is_the_relationship(kind: Kind) -> None:
    assert kind.converse.converse is kind
    assert (kind.converse is kind) == (kind not in CONVERSE)


@given(st.sampled_from(Risk))
def test_a_risk_is_the_same_seen_from_both_ends(risk: Risk) -> None:
    assert risk.converse.converse is risk


def test_it_is_read_from_the_other_end_with_its_converse(town: Town) -> None:
    father, son = another(town), another(town, "Ambrose")
    related(town.caseworker, father, "Ambrose Thorncastle", Kind.CHILD, other=son, risk=Risk.TO_OTHER)
    assert told(seen_by(town.caseworker, father)) == [("Ambrose Thorncastle", "CHILD")]
    (tie,) = seen_by(town.caseworker, son).ties
    assert (tie.name.text, tie.kind, tie.risk) == ("Jasper Thorncastle", Kind.PARENT, Risk.FROM_OTHER)
    assert tie.told_on == father


def test_it_stands_on_the_chronology_as_what_it_rests_on(town: Town) -> None:
    case = another(town)
    related(town.caseworker, case, basis=Statement.REPORTED)
    with acting(actor(town.caseworker)):
        line = ChronologyEvent.objects.get(case=case)
    assert (line.statement, line.category) == ("REPORTED", "FAMILY_RELATIONSHIPS")


@pytest.mark.parametrize(
    ("kind", "born", "category"),
    [
        (Kind.CHILD, None, Category.CHILDREN_IN_HOUSEHOLD),
        (Kind.CHILD, day(1980), Category.FAMILY_RELATIONSHIPS),
        (Kind.SIBLING, day(2020), Category.CHILDREN_IN_HOUSEHOLD),
        (Kind.SIBLING, None, Category.FAMILY_RELATIONSHIPS),
    ],
)
def test_children_have_a_category_of_their_own(
    town: Town, kind: Kind, born: PartialDate | None, category: Category
) -> None:
    row = related(town.caseworker, another(town), kind=kind, born=born)
    assert row.category == category


def test_sent_twice_it_is_there_once(town: Town) -> None:
    case, said, who = another(town), saying(), actor(town.caseworker)
    with acting(who):
        assert record_relationship(actor=who, case=case, new=said) == record_relationship(
            actor=who, case=case, new=said
        )
        with pytest.raises(AlreadySent):
            record_relationship(actor=who, case=case, new=replace(said, words="Something else"))
    assert len(seen_by(town.caseworker, case).ties) == 1


def test_it_is_replaced_and_what_was_said_stays(town: Town) -> None:
    case, who = another(town), actor(town.caseworker)
    row = related(town.caseworker, case, kind=Kind.PARTNER, began=day(2015))
    over = saying(kind=Kind.PARTNER, began=day(2015), ended=day(2026))
    with acting(who):
        change_relationship(actor=who, case=case, relationship=row, new=over)
        with pytest.raises(ChangedMeanwhile):
            change_relationship(actor=who, case=case, relationship=row, new=saying(kind=Kind.EX_PARTNER))
        assert change_relationship(actor=who, case=case, relationship=row, new=over).replaces_id == row.pk
    found = seen_by(town.caseworker, case)
    assert [tie.is_over for tie in found.ties] == [True]
    assert [tie.is_over for tie in found.earlier] == [False]


def test_a_former_partner_is_never_drawn_as_over(town: Town) -> None:
    case = another(town)
    related(town.caseworker, case, kind=Kind.EX_PARTNER, began=day(2015), ended=day(2020))
    assert [tie.is_over for tie in seen_by(town.caseworker, case).ties] == [False]


def test_what_is_withdrawn_is_neither_drawn_nor_on_the_chronology(town: Town) -> None:
    case, who = another(town), actor(town.caseworker)
    row = related(town.caseworker, case)
    with acting(who):
        withdraw_relationship(actor=who, case=case, relationship=row, reason="Wrong person")
        withdraw_relationship(actor=who, case=case, relationship=row, reason="Wrong person")
        assert ChronologyEvent.objects.filter(case=case, withdrawn_at=None).count() == 1  # that it was withdrawn
    found = seen_by(town.caseworker, case)
    assert found.ties == ()
    assert len(found.earlier) == 1


def test_only_who_works_the_case_records(town: Town) -> None:
    case = another(town)
    with pytest.raises(NotPermitted):
        related(town.coordinator, case)


def refused(town: Town, case: Case, field: str, words: str, name: str = "Wilhelmina Starling", **more: object) -> None:
    with pytest.raises(Impossible) as said:
        related(town.caseworker, case, name, **more)  # type: ignore[arg-type]
    assert said.value.field == field
    assert words in said.value.words
    with acting(actor(town.caseworker)):
        assert not Relationship.objects.filter(case=case).exists()


def test_nobody_is_related_to_themselves_neither_by_another_case_nor_by_name(town: Town) -> None:
    case = another(town)
    refused(town, case, "reference", "Nobody is related to themselves", other=case)
    refused(town, case, "reference", "Nobody is related to themselves", other=opened_case(town.caseworker, case.person))
    refused(town, case, "name", "If somebody else bears it", name="jasper  THORNCASTLE")
    related(town.caseworker, case, "Jasper Thorncastle", Kind.PARENT, born=day(1950))  # senior


def test_nobody_is_related_to_somebody_of_their_own_name_and_day_of_birth(town: Town) -> None:
    case = born(town, on(1990))
    refused(town, case, "name", "Nobody is related to themselves", name="jasper Thorncastle", born=on(1990))
    related(town.caseworker, case, "Jasper Thorncastle", Kind.CHILD, born=on(2011))  # junior


@pytest.mark.parametrize(
    ("kind", "wrong", "right"), [(Kind.PARENT, 1991, 1960), (Kind.PARENT, 1990, 1989), (Kind.CHILD, 1960, 2010)]
)
def test_no_parent_is_born_after_their_child_whether_named_or_with_a_case(
    town: Town, kind: Kind, wrong: int, right: int
) -> None:
    case, why = born(town, on(1990)), "A parent is born before their child"
    refused(town, case, "kind", why, kind=kind, born=on(wrong))
    refused(town, case, "kind", why, kind=kind, other=born(town, on(wrong), "Ambrose"))
    related(town.caseworker, case, kind=kind, born=on(right))
    related(town.caseworker, case, "Guessed At", kind, born=day(wrong, Precision.ESTIMATED))
    related(town.caseworker, case, "Nobody Knows", kind)


def test_it_cannot_end_before_it_began(town: Town) -> None:
    refused(town, another(town), "ended", "cannot end before it began (2020)", began=day(2020), ended=day(2019))
    related(town.caseworker, another(town), began=day(2020), ended=day(2020))


def test_the_same_twice_is_refused_and_another_kind_with_the_same_person_is_not(town: Town) -> None:
    case, other = another(town), another(town, "Ambrose")
    related(town.caseworker, case, other=other)
    with pytest.raises(Impossible, match="on record already"):
        related(town.caseworker, case, "Under another name", other=other)
    related(town.caseworker, case, kind=Kind.CO_OFFENDER, other=other)


@pytest.mark.parametrize("generations", [1, 2, 5])
def test_nobody_is_the_parent_of_whom_they_descend_from(town: Town, generations: int) -> None:
    line = [another(town, f"Generation {number}") for number in range(generations + 1)]
    for parent, child in pairwise(line):
        related(town.caseworker, child, "Parent", Kind.PARENT, other=parent)
    refused(town, line[0], "kind", "the other way round", kind=Kind.PARENT, other=line[-1])
    with pytest.raises(Impossible, match="cannot be a child"):
        related(town.caseworker, line[-1], "Eldest", Kind.CHILD, other=line[0])


def test_somebody_who_is_only_named_is_not_both_parent_and_child(town: Town) -> None:
    case = another(town)
    related(town.caseworker, case, "Ann Other", Kind.PARENT)
    with pytest.raises(Impossible, match="date of birth if this is somebody else"):
        related(town.caseworker, case, "ann other", Kind.CHILD)
    related(town.caseworker, case, "Ann Other", Kind.CHILD, born=PartialDate(dt.date(2019, 3, 4)))


def test_turning_parent_into_child_is_no_circle_with_itself(town: Town) -> None:
    case, other, who = another(town), another(town, "Ambrose"), actor(town.caseworker)
    row = related(town.caseworker, case, "Ambrose", Kind.PARENT, other=other)
    with acting(who):
        change_relationship(actor=who, case=case, relationship=row, new=saying("Ambrose", Kind.CHILD, other=other))


def test_what_the_actor_does_not_see_is_not_asked_so_that_no_refusal_tells_of_it(town: Town) -> None:
    mine, who = another(town), actor(town.colleague)
    hidden = opened_case(town.colleague, known_person(town.colleague, "Ambrose", "Pettigrew"))
    related(town.colleague, hidden, "Jasper Thorncastle", Kind.PARENT, other=mine)
    related(town.caseworker, mine, "Ambrose Pettigrew", Kind.PARENT, other=hidden)
    with acting(who):
        add_to_case(actor=who, case=hidden, user=town.teammate)
    with acting(who := actor(town.caseworker)):
        add_to_case(actor=who, case=mine, user=town.teammate)
    with pytest.raises(Impossible):  # whoever sees both is told
        related(town.teammate, mine, "Ambrose", Kind.PARENT, other=hidden, born=day(1960))


def test_the_database_refuses_oneself_another_person_than_the_cases_and_the_same_twice(town: Town) -> None:
    case, who = another(town), actor(town.caseworker)
    row, other = related(town.caseworker, case), another(town, "Ambrose")
    copies = {
        "relationship_of_two": {"other_id": case.person_id, "other_case_id": case.pk, "same": "\\x01"},
        "relationship_other_pair": {"other_id": other.person_id, "same": "\\x02"},
        "relationship_of_person": {"person_id": other.person_id, "same": "\\x03"},
        "relationship_with_person": {"other_id": other.person_id, "other_case_id": case.pk, "same": "\\x04"},
        "relationship_once": {},
    }
    for constraint, wrong in copies.items():
        with acting(who), event(RELATIONSHIP_RECORDED, by=who):
            said = cannot(COPIED.format("casework_relationship"), changed(**wrong), row.pk)
            assert constraint in said


def test_the_database_lets_nothing_of_it_change_but_that_it_is_closed(town: Town) -> None:
    row, who = related(town.caseworker, another(town)), actor(town.caseworker)
    for column in ("category = 'CHILDREN_IN_HOUSEHOLD'", "same = name_token", "other_id = person_id"):
        with acting(who), event(RELATIONSHIP_RECORDED, by=who):
            said = cannot(f"UPDATE casework_relationship SET {column} WHERE id = %s", row.pk)
            assert "permission denied" in said
