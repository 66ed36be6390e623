"""What rests on an agreement stops with it at every agency that shares by it, keys included; both sides are told."""

from itertools import permutations
from uuid import UUID, uuid4

import pytest

from accounts.context import acting
from accounts.models import Agency, User
from accounts.outbox.models import Message
from audit.ledger.models import Event
from casework.cases.models import Case, CaseShare, Stopped
from casework.cases.policies import visible_cases
from casework.categories import Category
from casework.shares.granting import share_case
from casework.shares.resting import stop_resting_on
from tests.cast import actor
from tests.town import Town, decided, make_town, opened_case
from vault.models import KeyGrant

TERMS, OTHERS = uuid4(), uuid4()


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def shared_on(user: User, case: Case, agency: Agency, terms: UUID | None, *categories: Category) -> None:
    who = actor(user)
    with acting(who):
        granted = decided(user, case, agency, *categories, terms=terms)
        share_case(actor=who, case=case, agency=agency, granted=granted)


def suspended_by(user: User, town: Town) -> int:
    """What somebody of one agency stops by suspending the agreement for all its parties."""
    with acting(actor(user)):
        pairs = permutations([town.police.pk, town.probation.pk, town.charity.pk], 2)
        return stop_resting_on(partnership_id=town.partnership.pk, terms=[TERMS], pairs=pairs)


def stopped(user: User, case: Case) -> dict[str, str]:
    with acting(actor(user)):
        return dict(CaseShare.objects.filter(case=case).values_list("category", "stopped_for"))


def test_everything_on_those_terms_stops_and_nothing_else(town: Town) -> None:
    case, who = opened_case(town.caseworker), town.caseworker
    shared_on(who, case, town.probation, TERMS, Category.IDENTITY, Category.INTERVENTION_RECORD)
    shared_on(who, case, town.probation, OTHERS, Category.OFFENDING_HISTORY)
    shared_on(who, case, town.probation, None, Category.WEAPONS_WARNING)
    assert suspended_by(town.partner, town) == 2
    gone = Stopped.AGREEMENT.value
    assert stopped(who, case) == {
        "IDENTITY": gone, "INTERVENTION_RECORD": gone, "OFFENDING_HISTORY": "", "WEAPONS_WARNING": "",
    }  # fmt: skip
    with acting(actor(who)):
        keys = KeyGrant.objects.filter(agency_id=town.probation.pk, subject_id=case.pk)
        assert set(keys.values_list("category", flat=True)) == {"OFFENDING_HISTORY", "WEAPONS_WARNING"}
    assert suspended_by(town.partner, town) == 0


def test_what_goes_to_another_agency_than_those_named_goes_on(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared_on(town.caseworker, case, town.charity, TERMS, Category.IDENTITY)
    with acting(actor(town.partner)):
        pairs = [(town.police.pk, town.probation.pk), (town.charity.pk, town.police.pk)]
        assert stop_resting_on(partnership_id=town.partnership.pk, terms=[TERMS], pairs=pairs) == 0
    assert stopped(town.caseworker, case) == {"IDENTITY": ""}


def test_each_agencys_own_shares_stop_also_where_whoever_suspends_sees_none_of_them(town: Town) -> None:
    theirs = opened_case(town.stranger)
    shared_on(town.stranger, theirs, town.probation, TERMS, Category.IDENTITY)
    assert suspended_by(town.caseworker, town) == 1
    who = actor(town.partner)
    with acting(who):
        assert not visible_cases(who).exists()
    with acting(actor(town.stranger)):
        assert Event.objects.filter(act="case.share.stop", subject_id=str(theirs.pk)).count() == 1


def test_both_sides_are_told_and_nobody_else(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared_on(town.caseworker, case, town.probation, TERMS, Category.IDENTITY)
    suspended_by(town.partner, town)
    for user, notice in ((town.partner, "casework.shared_no_more"), (town.caseworker, "casework.shares_no_more")):
        with acting(actor(user)):
            assert list(Message.objects.values_list("notice", "user_id")) == [(notice, user.pk)]
    with acting(actor(town.stranger)):
        assert not Message.objects.exists()
