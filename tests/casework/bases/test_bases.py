"""A lawful basis: consent with a warning and a reason, and nothing in its place once it was taken back."""

import pytest
from django.core.exceptions import ValidationError

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.models import Event
from casework.bases.models import Basis
from casework.bases.selectors import bases_of
from casework.bases.services import NewBasis, Override, choose_basis
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.purposes import Purpose
from tests.casework.consent.answers import answered, shared_by, withdrawn, yes
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.town import Town, opened_case, shared

WHY = "She asked us to act only as she agrees, step by step"
SUPPORT = Purpose.VICTIM_SUPPORT


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


def chosen(user: User, case: Case, basis: Basis, reason: str = WHY, override: Override | None = None) -> None:
    who = actor(user)
    with acting(who):
        new = NewBasis(SUPPORT, basis, reason, override)
        choose_basis(actor=who, opened=open_case(who, case.reference), new=new)


def current(user: User, case: Case) -> Basis:
    who = actor(user)
    with acting(who):
        return next(one.basis for one in bases_of(who, open_case(who, case.reference)) if one.current)


def test_con_05_a_public_authority_is_warned_and_says_why_it_picks_consent(town: Town, case: Case) -> None:
    browser, address = signed_in(town.caseworker), f"/cases/{case.reference}/basis/"
    page = browser.get(address).content.decode()
    assert "Public task is usually the basis" in page
    assert page.index('value="PUBLIC_TASK"') < page.index('value="CONSENT"')
    with pytest.raises(ValidationError):
        chosen(town.caseworker, case, Basis.CONSENT, "She agreed")
    chosen(town.caseworker, case, Basis.CONSENT)
    assert WHY in browser.get(address).content.decode()


def test_con_05_whoever_is_no_public_authority_is_not_warned(town: Town) -> None:
    user = make_user(town.partnership, town.charity, password=PASSWORD)
    theirs = opened_case(user, role=Role.VICTIM)
    assert "Public task is usually" not in signed_in(user).get(f"/cases/{theirs.reference}/basis/").content.decode()
    chosen(user, theirs, Basis.CONSENT, "")
    assert current(user, theirs) is Basis.CONSENT


@pytest.fixture
def taken_back(town: Town, case: Case) -> Case:
    """Consent was the basis, something was shared by it, and it was taken back."""
    chosen(town.caseworker, case, Basis.CONSENT)
    kept = answered(town.caseworker, case, yes(town.probation))
    shared_by(town.caseworker, case, kept, town.probation)
    withdrawn(town.caseworker, case, kept)
    return case


def test_con_06_another_basis_in_place_of_consent_taken_back_is_refused_and_logged(
    town: Town, taken_back: Case
) -> None:
    form = {"id": "0190a0a0-0000-7000-8000-000000000002", "purpose": SUPPORT.value, "basis": "PUBLIC_TASK"}
    page = signed_in(town.caseworker).post(f"/cases/{taken_back.reference}/basis/", form)
    assert page.status_code == 403
    assert "was taken back" in page.content.decode()
    assert current(town.caseworker, taken_back) is Basis.CONSENT
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="accounts.refused", facts__act="basis.choose").exists()


def override(by: User, **changed: str) -> Override:
    texts = {
        "necessity": "He is out on Friday and knows the street",
        "proportionality": "Only the number, to one named officer",
        "less_intrusive": "A warning without the number was considered",
    } | changed
    return Override(by, **texts)


def test_con_06_an_override_is_a_second_persons_with_every_reason(town: Town, taken_back: Case) -> None:
    manager = make_user(town.partnership, town.police, StaffRole.TEAM_MANAGER, teams=(town.team,))
    for user, said in (
        (town.caseworker, override(manager)),
        (manager, override(manager)),
        (manager, override(town.caseworker, necessity="Urgent")),
    ):
        with pytest.raises(NotPermitted):
            chosen(user, taken_back, Basis.PUBLIC_TASK, override=said)
    with pytest.raises(NotPermitted):
        shared(town.caseworker, taken_back, town.probation, Category.CONTACT)
    chosen(manager, taken_back, Basis.PUBLIC_TASK, override=override(town.caseworker))
    assert current(town.caseworker, taken_back) is Basis.PUBLIC_TASK
    assert shared(town.caseworker, taken_back, town.probation, Category.CONTACT)
