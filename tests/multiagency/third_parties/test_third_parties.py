"""A third party is told, or is not, on everything that such a decision rests on and by two people (DIS-09, DIS-10)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from multiagency.acts import THIRD_PARTY_DECIDED
from multiagency.third_parties.grounds import Grounds
from multiagency.third_parties.models import Decision, ThirdPartyDisclosure
from tests.cast import actor, make_user, signed_in
from tests.multiagency.third_parties.deciding import NOT_TOLD, WORDS, decided, filled, grounds, written
from tests.town import Town, opened_case, shared


@pytest.fixture
def manager(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.TEAM_MANAGER, name="Mana Jerr")


@pytest.mark.parametrize("missing", sorted(WORDS))
def test_dis_09_nothing_that_it_rests_on_may_be_missing(town: Town, manager: User, missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        Grounds(decision=Decision.DISCLOSED, **(WORDS | {missing: "  "}))
    case = opened_case(town.caseworker)
    form = filled(manager, **{missing: ""})
    page = signed_in(town.caseworker).post(f"/cases/{case.reference}/third-parties/add/", form).content.decode()
    assert "There is a problem" in page
    with acting(actor(town.caseworker)):
        assert not ThirdPartyDisclosure.objects.exists()


def test_dis_09_it_is_written_down_once_with_the_exact_words_and_both_people(town: Town, manager: User) -> None:
    case, browser = opened_case(town.caseworker), signed_in(town.caseworker)
    form, path = filled(manager), f"/cases/{case.reference}/third-parties/"
    for _ in range(2):
        page = browser.post(f"{path}add/", form, follow=True).content.decode()
    for words in (WORDS["exact_words"], WORDS["undertaking"], "Mana Jerr", "Casey Worker", "Section 327A presumes"):
        assert words in page
    assert "Telling a third party was decided" in browser.get(f"/cases/{case.reference}/").content.decode()
    with acting(actor(town.caseworker)):
        assert ThirdPartyDisclosure.objects.count() == 1


def test_dis_09_it_is_authorised_by_a_second_person_with_authority_and_reviewed_later(
    town: Town, manager: User
) -> None:
    case = opened_case(town.caseworker)
    for authoriser in (town.caseworker, town.colleague, town.lead_auditor):
        with pytest.raises(ValidationError):
            written(town.caseworker, case, decided(authoriser))
    with pytest.raises(ValidationError):
        written(town.caseworker, case, decided(manager, review_in=0))
    row = written(town.caseworker, case, decided(manager))
    who = actor(town.caseworker)
    with acting(who), event(THIRD_PARTY_DECIDED, by=who), pytest.raises(DatabaseError), transaction.atomic():
        ThirdPartyDisclosure.objects.filter(pk=row.pk).update(authorised_by=town.colleague)


def test_dis_10_where_the_law_presumes_disclosure_not_to_disclose_needs_its_reason(town: Town, manager: User) -> None:
    with pytest.raises(ValueError, match="why_not"):
        grounds(Decision.NOT_DISCLOSED, why_not="")
    case, browser = opened_case(town.caseworker), signed_in(town.caseworker)
    path = f"/cases/{case.reference}/third-parties/add/"
    assert "where they pose a risk of serious harm to particular children" in browser.get(path).content.decode()
    form = filled(manager, **dict.fromkeys(WORDS, "")) | NOT_TOLD | {"decision": "NOT_DISCLOSED"}
    refused = browser.post(path, form | {"why_not": ""}).content.decode()
    assert "The law presumes that they are told. Say what outweighs it, or tell them." in refused
    page = browser.post(path, form, follow=True).content.decode()
    assert NOT_TOLD["why_not"] in page
    assert "they are not told" in page


def test_it_is_the_agencys_alone_and_of_offenders_cases_alone(town: Town, manager: User) -> None:
    case = opened_case(town.caseworker)
    written(town.caseworker, case, decided(manager))
    shared(town.caseworker, case, town.probation, Category.RISK_ASSESSMENT)
    with acting(actor(town.partner)):
        assert not ThirdPartyDisclosure.objects.exists()
    victim = opened_case(town.caseworker, role=CaseRole.VICTIM)
    assert signed_in(town.caseworker).get(f"/cases/{victim.reference}/third-parties/").status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        written(town.caseworker, victim, decided(manager))


def test_the_page_costs_the_same_however_much_was_decided(town: Town, manager: User) -> None:
    case, reader, costs = opened_case(town.caseworker), signed_in(town.caseworker), []
    for _ in range(2):
        written(town.caseworker, case, decided(manager))
        reader.get(f"/cases/{case.reference}/third-parties/")
        with CaptureQueriesContext(connection) as queries:
            assert WORDS["who"] in reader.get(f"/cases/{case.reference}/third-parties/").content.decode()
        costs.append(len(queries))
    assert costs == [25, 25]
