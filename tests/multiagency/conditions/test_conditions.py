"""On which conditions an agency relies, day by day, and how each fact of the sharing decision follows from them."""

import tomllib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.categories import Category
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import RELIANCE_ADDED
from multiagency.conditions.catalogue import CONDITIONS, NEEDED, Condition, Need, needs_of
from multiagency.conditions.models import Reliance
from multiagency.conditions.selectors import Conditions, conditions_of, find_reliance, register, versions_of
from multiagency.conditions.services import add_reliance, replace_reliance
from multiagency.sharing.policy import FOLDER
from tests.cast import actor, make_user
from tests.multiagency.conditions.relying import an_entry, days, relied, written_anew
from tests.security.raw import refused
from tests.town import Town, make_town

MENTAL, PHYSICAL, PAST = "HEALTH_MENTAL", "HEALTH_PHYSICAL", "OFFENDING_HISTORY"


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def dpo(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.DPO, name="Dee Peo")


def now(user: User, day: date | None = None) -> Conditions:
    with acting(actor(user)):
        return conditions_of(user.agency_id, day or days(0))


def test_every_category_that_the_decision_asks_of_is_one_that_needs_a_condition() -> None:
    policies = [tomllib.loads(path.read_text()) for path in FOLDER.glob("*.toml")]
    assert policies
    for sets in (policy["sets"] for policy in policies):
        assert set(sets["SPECIAL"]) <= NEEDED[Need.SPECIAL]
        assert set(sets["CRIMINAL"]) <= NEEDED[Need.CRIMINAL]


def test_a_category_that_needs_none_has_all_it_needs(dpo: User) -> None:
    assert needs_of("IDENTITY") == frozenset()
    assert now(dpo).facts_for("IDENTITY") == (True, True, True)


def test_without_a_condition_a_special_category_has_neither_it_nor_a_document(dpo: User) -> None:
    assert now(dpo).facts_for(MENTAL) == (False, False, True)
    assert now(dpo).facts_for(PAST) == (True, True, False)


def test_a_condition_serves_the_categories_that_it_names_and_no_other(dpo: User) -> None:
    relied(dpo)
    assert now(dpo).facts_for(MENTAL) == (True, True, True)
    assert now(dpo).facts_for(PHYSICAL) == (False, False, True)


def test_data_about_offences_needs_authority_or_a_condition_of_schedule_1(dpo: User) -> None:
    relied(dpo, "ART10_AUTHORITY", categories={Category.OFFENDING_HISTORY})
    assert now(dpo).facts_for(PAST) == (True, True, True)
    assert now(dpo).facts_for("INTELLIGENCE") == (True, True, False)
    relied(dpo, "SCH1_10", categories={Category.INTELLIGENCE})
    assert now(dpo).facts_for("INTELLIGENCE") == (True, True, True)


def test_a_condition_of_the_other_part_of_the_law_is_none(dpo: User) -> None:
    relied(dpo, "SCH8_4")
    assert now(dpo).facts_for(MENTAL)[0]
    assert now(dpo).facts_for(MENTAL, "LE") == (True, True, True)
    assert now(dpo).facts_for(MENTAL, "GDPR") == (False, False, True)


@pytest.mark.parametrize(
    ("day", "facts"),
    [
        (-11, (False, False, True)), (-10, (True, True, True)), (20, (True, True, True)), (21, (True, False, True)),
        (30, (True, False, True)), (31, (False, False, True)),
    ],
)  # fmt: skip
def test_gov_02_each_day_has_its_facts_to_the_day(dpo: User, day: int, facts: tuple[bool, bool, bool]) -> None:
    relied(dpo, from_on=days(-10), review_on=days(20), until_on=days(30))
    assert now(dpo, days(day)).facts_for(MENTAL) == facts


def test_where_the_law_wants_no_document_none_is_out_of_date(dpo: User) -> None:
    relied(dpo, "SCH1_2", reference="", procedures="", retention="", review_on=days(-1))
    assert now(dpo).facts_for(MENTAL) == (True, True, True)


def test_of_two_conditions_one_with_a_document_in_date_is_enough(dpo: User) -> None:
    relied(dpo, "SCH1_18", review_on=days(-1))
    assert now(dpo).facts_for(MENTAL) == (True, False, True)
    relied(dpo, "SCH1_6")
    assert now(dpo).facts_for(MENTAL) == (True, True, True)


def test_a_condition_that_the_law_dropped_holds_no_more(dpo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    relied(dpo)
    was = CONDITIONS["SCH1_18"]
    gone = Condition(was.code, was.words, was.source, was.regime, was.serves, was.document, was.since, days(-1))
    monkeypatch.setitem(CONDITIONS, "SCH1_18", gone)
    assert now(dpo).facts_for(MENTAL) == (False, False, True)
    assert now(dpo, days(-1)).facts_for(MENTAL) == (True, True, True)


def test_one_agency_relies_on_nothing_that_another_wrote(town: Town, dpo: User) -> None:
    relied(dpo)
    assert now(town.partner).facts_for(MENTAL) == (False, False, True)


def test_few_and_many_cost_one_statement(dpo: User) -> None:
    for condition in ("SCH1_18", "SCH1_6", "SCH1_10", "SCH1_1"):
        relied(dpo, condition)
    with acting(actor(dpo)), CaptureQueriesContext(connection) as asked:
        found = conditions_of(dpo.agency_id, days(0))
        assert [found.facts_for(category) for category in (MENTAL, PHYSICAL, PAST)]
    assert len(asked) == 1


def test_a_version_takes_the_place_of_another_which_stays_to_be_read(dpo: User, town: Town) -> None:
    before = relied(dpo, review_on=days(-1))
    assert now(dpo).facts_for(MENTAL) == (True, False, True)
    after = written_anew(dpo, before, review_on=days(300))
    assert now(dpo).facts_for(MENTAL) == (True, True, True)
    with pytest.raises(ChangedMeanwhile):
        written_anew(dpo, before)
    with acting(actor(town.auditor)):
        assert [one.row for one in versions_of(actor(town.auditor), before.entry)] == [after, before]


def test_the_same_sent_again_adds_nothing(dpo: User) -> None:
    who, entry = actor(dpo), an_entry(dpo)
    with acting(who):
        first = add_reliance(actor=who, entry=entry)
        assert add_reliance(actor=who, entry=entry) == first
        with pytest.raises(AlreadySent):
            add_reliance(actor=who, entry=an_entry(dpo, "SCH1_6", id=entry.id))
        later = an_entry(dpo, review_on=days(300))
        assert replace_reliance(actor=who, before=first, entry=later) == replace_reliance(
            actor=who, before=first, entry=later
        )
        assert Reliance.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"condition": "SCH1_99"}, {"categories": set()}, {"categories": {Category.IDENTITY}}, {"procedures": ""},
        {"retention": ""}, {"reference": ""}, {"until_on": days(-101)}, {"review_on": days(-101)},
        {"from_on": date(2018, 5, 24)}, {"condition": "ART10_AUTHORITY"},
    ],
)  # fmt: skip
def test_what_the_law_does_not_know_is_not_written_down(dpo: User, changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        an_entry(dpo, **changes)  # type: ignore[arg-type]


def test_the_data_protection_officer_writes_and_governance_reads_across_agencies(town: Town, dpo: User) -> None:
    for user in (town.caseworker, town.auditor, town.lead_auditor):
        with pytest.raises(NotPermitted):
            relied(user)
    row = relied(dpo)
    for user in (dpo, town.auditor, town.lead_auditor):
        who = actor(user)
        with acting(who):
            found = register(who)
        assert [one.row for one in found.relied] == [row]
        assert found.may_write == (user == dpo)
    for user in (town.caseworker, town.coordinator):
        with acting(actor(user)), pytest.raises(NotPermitted):
            register(actor(user))


def test_nobody_replaces_what_another_agency_relies_on(town: Town, dpo: User) -> None:
    row, theirs = relied(dpo), make_user(town.partnership, town.probation, Role.DPO)
    with acting(actor(theirs)), pytest.raises(NotKnown):
        find_reliance(actor(theirs), row.entry)
    with pytest.raises(ChangedMeanwhile):
        written_anew(theirs, row)
    with pytest.raises(ValueError, match="of the agency"):
        relied(dpo, keeper=theirs)


def test_what_is_most_overdue_comes_first(town: Town, dpo: User) -> None:
    fine = relied(dpo, "SCH1_6")
    late, later = relied(dpo, review_on=days(-5)), relied(dpo, "SCH1_10", review_on=days(-50))
    ended = relied(dpo, "SCH1_1", review_on=days(-60), until_on=days(-1))
    with acting(actor(town.auditor)):
        found = register(actor(town.auditor)).relied
    assert [one.row for one in found][:2] == [later, late]
    assert {one.row for one in found[2:]} == {fine, ended}
    assert [one.is_over for one in found if one.row == ended] == [True]


def test_gov_02_the_database_lets_no_version_be_edited_or_forgotten(dpo: User) -> None:
    before = relied(dpo)
    after = written_anew(dpo, before)
    table = "multiagency_reliance"
    with acting(who := actor(dpo)), event(RELIANCE_ADDED, by=who):
        assert "bound to" in refused(f"UPDATE {table} SET review_on = review_on + 1 WHERE id = %s", after.pk)
        assert "ended already" in refused(f"UPDATE {table} SET replaced_at = NULL WHERE id = %s", before.pk)
        assert "permission denied" in refused(f"DELETE FROM {table} WHERE id = %s", before.pk)
