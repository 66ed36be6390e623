"""Needs are judged anew and never edited, actions come to an honest end, and health stays behind its own wall."""

import pytest
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.chronology.models import ChronologyEvent
from casework.pathways import CATEGORY_OF, Pathway
from casework.plans.models import Level, Need, Outcome, PlanAction, State
from casework.plans.selectors import Plan, plan, summary
from casework.plans.services import ActionEnded, ActionsOpen, NewMeasure, end_action, measure_need
from casework.refusals import ChangedMeanwhile
from tests.casework.plans.making import acted, measured, needed
from tests.cast import actor
from tests.security.raw import refused
from tests.town import Town, opened_case, shared


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


def read(user: User, case: Case) -> Plan:
    who = actor(user)
    with acting(who):
        return plan(who, open_case(who, case.reference))


def ended(town: Town, case: Case, action: PlanAction, state: State, reason: str = "") -> PlanAction:
    who, on = actor(town.caseworker), timezone.localdate()
    with acting(who):
        return end_action(actor=who, case=case, action=action, state=state, reason=reason, on=on)


def test_a_need_stands_with_the_aim_in_the_persons_own_words(town: Town, case: Case) -> None:
    needed(town.caseworker, case)
    (found,) = read(town.teammate, case).needs
    assert (found.title, found.aim.text) == ("Accommodation", "Somewhere that is mine")
    assert [one.level for one in found.measures] == [Level.SERIOUS]


def test_judging_again_adds_and_the_picture_shows_both(town: Town, case: Case) -> None:
    need = needed(town.caseworker, case)
    measured(town.caseworker, case, need, Level.LITTLE)
    found = read(town.caseworker, case)
    assert [(one.before, one.after) for one in found.changes] == [(4, 2)]
    assert found.answer == "Yes, on the whole: of 1 need, 1 better."
    with acting(who := actor(town.caseworker)):
        open_case(who, case.reference)
        assert "permission denied" in refused("UPDATE casework_measure SET stage = 'REVIEW'")


def test_a_need_that_somebody_judged_meanwhile_is_not_judged_over(town: Town, case: Case) -> None:
    need = needed(town.caseworker, case)
    measured(town.caseworker, case, need, Level.HELP)
    who = actor(town.caseworker)
    late = NewMeasure(Level.WELL, "Somebody told me", timezone.localdate())
    with acting(who), pytest.raises(ChangedMeanwhile):
        measure_need(actor=who, case=case, need=need, version=1, new=late)


def test_a_need_ends_when_its_actions_have_and_says_what_came_of_it(town: Town, case: Case) -> None:
    need = needed(town.caseworker, case)
    action = acted(town.caseworker, case, need)
    with pytest.raises(ActionsOpen):
        measured(town.caseworker, case, need, Level.WELL, Outcome.ACHIEVED)
    ended(town, case, action, State.DONE)
    measured(town.caseworker, case, need, Level.WELL, Outcome.ACHIEVED)
    (found,) = read(town.caseworker, case).ended_needs
    assert found.outcome is Outcome.ACHIEVED
    with pytest.raises(ChangedMeanwhile):
        acted(town.caseworker, case, need)


@pytest.mark.parametrize(("due_in", "state"), [(0, State.DONE), (-1, State.DONE_LATE)])
def test_done_late_is_what_the_days_say(town: Town, case: Case, due_in: int, state: State) -> None:
    action = acted(town.caseworker, case, needed(town.caseworker, case), due_in)
    assert ended(town, case, action, State.DONE).state == state


def test_the_database_too_knows_what_is_late(town: Town, case: Case) -> None:
    action = acted(town.caseworker, case, needed(town.caseworker, case), -1)
    with acting(who := actor(town.caseworker)):
        open_case(who, case.reference)
        statement = "UPDATE casework_planaction SET state = 'DONE', ended_on = current_date WHERE id = %s"
        assert "planaction_ends_as_its_days_say" in refused(statement, action.pk)


def test_what_was_not_done_says_why_and_ends_once(town: Town, case: Case) -> None:
    action = acted(town.caseworker, case, needed(town.caseworker, case))
    with pytest.raises(ValueError, match="says why"):
        ended(town, case, action, State.OVERTAKEN)
    ended(town, case, action, State.OVERTAKEN, "She moved to her sister's")
    assert ended(town, case, action, State.OVERTAKEN, "She moved to her sister's").state == State.OVERTAKEN
    with pytest.raises(ActionEnded):
        ended(town, case, action, State.DONE)
    (found,) = read(town.caseworker, case).needs
    assert found.actions[0].ending == "She moved to her sister's"


def test_needs_of_health_are_kept_under_health_and_seen_by_nobody_who_is_not_told_of_it(town: Town, case: Case) -> None:
    of_health = {Pathway.HEALTH_MENTAL, Pathway.HEALTH_PHYSICAL, Pathway.SUBSTANCE}
    assert {CATEGORY_OF[one] for one in of_health} == {
        Category.HEALTH_MENTAL, Category.HEALTH_PHYSICAL, Category.SUBSTANCE_TREATMENT,
    }  # fmt: skip
    for pathway in (*of_health, Pathway.ACCOMMODATION):
        acted(town.caseworker, case, needed(town.caseworker, case, pathway))
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.HOUSING_TENANCY)
    assert [one.title for one in read(town.partner, case).needs] == ["Accommodation"]
    with acting(who := actor(town.partner)):
        opened = open_case(who, case.reference)
        assert Need.objects.count() == PlanAction.objects.count() == 1
        assert ChronologyEvent.objects.filter(kind="PLAN").count() == 1
        found = summary(who, opened)
        assert found is not None
        assert found.answer == "Not known yet: every need has been measured once only."


def test_every_pathway_has_a_category_of_its_own() -> None:
    assert set(CATEGORY_OF) == set(Pathway)
    assert len(set(CATEGORY_OF.values())) == len(Pathway)


def test_whoever_only_reads_the_case_changes_nothing_of_its_plan(town: Town, case: Case) -> None:
    need = needed(town.caseworker, case)
    with pytest.raises(NotPermitted):
        measured(town.coordinator, case, need, Level.WELL)
    with pytest.raises(NotPermitted):
        acted(town.coordinator, case, need)
