"""What is shared stops for a reason that both sides can read, keys included, and goes on by a new decision alone."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import Agency, User
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare, Stopped
from casework.cases.policies import visible_cases
from casework.categories import Category
from casework.shares.granting import share_case
from casework.shares.stopping import end_share, suspend_shares
from tests.cast import actor
from tests.town import Town, decided, make_town, opened_case, shared
from vault.models import KeyGrant


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


def stopped(town: Town, case: Case, why: Stopped) -> int:
    """Stop whatever is shared, as far as it is of this case; how many shares that were."""
    who = actor(town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who, subject=case.subject):
        return suspend_shares(case, CaseShare.objects.values_list("pk", flat=True), why)


def told(user: User) -> list[tuple[str, str]]:
    """What the user's agency reads of its shares: the category and why it was stopped."""
    with acting(actor(user)):
        return list(CaseShare.objects.order_by("category").values_list("category", "stopped_for"))


def keys(owner: User, agency: Agency) -> set[str]:
    with acting(actor(owner)):
        return set(KeyGrant.objects.filter(agency_id=agency.pk).values_list("category", flat=True))


def test_one_category_is_ended_and_the_others_go_on(town: Town, case: Case) -> None:
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.INTERVENTION_RECORD)
    who = actor(town.caseworker)
    with acting(who):
        assert end_share(actor=who, case=case, agency=town.probation, categories=[Category.INTERVENTION_RECORD]) == 1
    assert told(town.partner) == [("IDENTITY", ""), ("INTERVENTION_RECORD", "ENDED")]
    assert keys(town.caseworker, town.probation) == {"IDENTITY"}


def test_what_was_stopped_first_keeps_its_own_reason(town: Town, case: Case) -> None:
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    stopped(town, case, Stopped.RESTRICTION)
    who = actor(town.caseworker)
    with acting(who):
        assert end_share(actor=who, case=case, agency=town.probation) == 0
    assert told(town.partner) == [("IDENTITY", "RESTRICTION")]


def test_shares_of_a_case_stop_for_every_agency_once_and_those_of_another_go_on(town: Town, case: Case) -> None:
    other = opened_case(town.caseworker)
    for agency in (town.probation, town.charity):
        shared(town.caseworker, case, agency, Category.IDENTITY)
    shared(town.caseworker, other, town.probation, Category.IDENTITY)
    assert stopped(town, case, Stopped.OBJECTION) == 2
    assert stopped(town, case, Stopped.RESTRICTION) == 0
    assert keys(town.caseworker, town.charity) == set()
    who = actor(town.partner)
    with acting(who):
        assert [each.pk for each in visible_cases(who)] == [other.pk]


def test_a_new_decision_alone_lets_it_go_on(town: Town, case: Case) -> None:
    (first,) = shared(town.caseworker, case, town.probation, Category.IDENTITY)
    stopped(town, case, Stopped.AGREEMENT)
    who, (again,) = actor(town.caseworker), decided(town.caseworker, case, town.probation, Category.IDENTITY)
    with acting(who):
        (share,) = share_case(actor=who, case=case, agency=town.probation, granted=[again])
    assert (share.pk, share.decision_id, share.stopped_for) == (first.pk, again.decision_id, "")
    assert keys(town.caseworker, town.probation) == {"IDENTITY"}


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"suspended_at": timezone.now()}, "stopped_for_a_reason"),
        ({"stopped_for": "ENDED"}, "stopped_for_a_reason"),
        ({"suspended_at": timezone.now(), "stopped_for": "TIRED"}, "stopped_for_a_reason"),
        ({"decision_id": None}, "seen_by_decision"),
    ],
)
def test_the_database_holds_no_share_stopped_for_nothing_or_seen_undecided(
    town: Town, case: Case, broken: dict[str, object], constraint: str
) -> None:
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who = actor(town.caseworker)
    with (
        acting(who), event(CASE_CHANGED, by=who),
        pytest.raises(IntegrityError, match=constraint), transaction.atomic(),
    ):  # fmt: skip
        CaseShare.objects.update(**broken)


def test_a_colleague_who_does_not_work_the_case_ends_nothing(town: Town, case: Case) -> None:
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who = actor(town.coordinator)
    with acting(who), pytest.raises(NotPermitted):
        end_share(actor=who, case=case, agency=town.probation)
    assert told(town.partner) == [("IDENTITY", "")]
