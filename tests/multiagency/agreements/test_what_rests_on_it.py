"""Standing shares stop with the agreement on which they rest, in the same transaction, keys included."""

import pytest

from accounts.context import acting
from accounts.models import Agency
from casework.cases.models import Case, CaseShare
from casework.categories import Category
from casework.shares.granting import share_case
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.stopping import resume, suspend, withdraw
from tests.cast import actor
from tests.multiagency.agreements.agreeing import clauses, fresh, in_force
from tests.town import Town, decided, opened_case
from vault.models import KeyGrant


@pytest.fixture
def version(town: Town) -> AgreementVersion:
    both = [
        clauses(town.police, town.probation, Category.IDENTITY), clauses(town.police, town.charity, Category.IDENTITY),
    ]  # fmt: skip
    return in_force(town, both, town.probation, town.charity)


@pytest.fixture
def case(town: Town, version: AgreementVersion) -> Case:
    """A case of the police that two agencies are shared under the agreement."""
    case, who = opened_case(town.caseworker), actor(town.caseworker)
    with acting(who):
        for agency in (town.probation, town.charity):
            granted = decided(town.caseworker, case, agency, Category.IDENTITY, terms=version.pk)
            share_case(actor=who, case=case, agency=agency, granted=granted)
    return case


def live(town: Town, case: Case) -> set[Agency]:
    """Whoever sees the case by a share, and has the key to it."""
    with acting(actor(town.caseworker)):
        shared = {share.agency for share in CaseShare.objects.filter(case=case, suspended_at=None)}
        keyed = set(
            KeyGrant.objects.filter(subject_id=case.pk, category="IDENTITY").values_list("agency_id", flat=True)
        )
    assert {agency.pk for agency in shared} == keyed
    return shared


def test_isa_08_what_the_party_that_stops_has_shared_stops_and_does_not_come_back_by_itself(
    town: Town, version: AgreementVersion, case: Case
) -> None:
    assert live(town, case) == {town.probation, town.charity}
    who = fresh(town.auditor)
    with acting(who):
        assert suspend(actor=who, agreement=version.agreement, words="Data went astray") == 2
    assert live(town, case) == set()
    with acting(who):
        resume(actor=who, agreement=version.agreement)
    assert live(town, case) == set()


def test_isa_08_what_others_share_goes_on(town: Town, version: AgreementVersion, case: Case) -> None:
    who = fresh(town.lead_auditor)
    with acting(who):
        assert suspend(actor=who, agreement=version.agreement, words="Data went astray") == 0
    assert live(town, case) == {town.probation, town.charity}


def test_whoever_leaves_is_shared_nothing_more(town: Town, version: AgreementVersion, case: Case) -> None:
    who = fresh(town.lead_auditor)
    with acting(who):
        assert withdraw(actor=who, version=version, words="The service ended") == 1
    assert live(town, case) == {town.charity}


def test_where_the_owner_leaves_everything_stops(town: Town, version: AgreementVersion, case: Case) -> None:
    who = fresh(town.auditor)
    with acting(who):
        assert withdraw(actor=who, version=version, words="Replaced") == 2
    assert live(town, case) == set()
