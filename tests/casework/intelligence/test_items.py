"""Intelligence is graded, flagged, and of code C shown to nobody whom the originator did not approve."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import ChronologyEvent
from casework.intelligence.models import IntelligenceItem
from tests.casework.intelligence.items import approved, known, recorded
from tests.cast import actor, make_user, signed_in
from tests.town import Town, opened_case, shared

WORDS = "moped in the lock-up"
CODE_C = {"handling": "C", "conditions": "Not to be used in an interview", "words": "A moped in the lock-up"}


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


def page(browser: Client, case: Case) -> str:
    return browser.get(f"/cases/{case.reference}/intelligence/").content.decode()


@pytest.mark.parametrize(
    ("part", "wrong"),
    [("source", "4"), ("source", ""), ("assessment", "F"), ("handling", "X"), ("sanitised", None), ("words", " ")],
)
def test_int_01_an_item_out_of_the_grading_is_not_kept(town: Town, case: Case, part: str, wrong: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        recorded(town.caseworker, case, known(**{part: wrong}))
    assert part in refusal.value.message_dict


def test_int_01_an_item_has_no_place_for_its_source_and_shows_its_grading(town: Town, case: Case) -> None:
    recorded(town.caseworker, case, known())
    columns = {field.name for field in IntelligenceItem._meta.get_fields()}
    assert not {name for name in columns if "source" in name or "informant" in name or "provenance" in name}
    shown = page(signed_in(town.caseworker), case)
    for words in (WORDS, "2: Untested", "C: Known indirectly", "P: Lawful sharing permitted", "Sanitised."):
        assert words in shown


def test_int_02_dc64_code_c_is_behind_the_wall_until_the_originator_approves(town: Town, case: Case) -> None:
    item = recorded(town.caseworker, case, known(**CODE_C))
    shared(town.caseworker, case, town.probation, Category.INTELLIGENCE)
    browser = signed_in(town.partner)
    assert WORDS not in page(browser, case)
    with acting(actor(town.partner)):
        assert not IntelligenceItem.objects.exists()
        assert not ChronologyEvent.objects.filter(source_id=item.pk).exists()  # nothing tells that it is there
    approved(town.caseworker, item, town.probation)
    shown = page(browser, case)
    assert WORDS in shown
    assert "Not to be used in an interview" in shown  # DC65: its conditions stand beside it wherever it is printed


def test_int_02_an_approval_without_a_share_shows_nothing_and_is_for_one_agency(town: Town, case: Case) -> None:
    item = recorded(town.caseworker, case, known(**CODE_C))
    approved(town.caseworker, item, town.charity)
    shared(town.caseworker, case, town.probation, Category.INTELLIGENCE)
    for user in (town.partner, town.stranger):
        with acting(actor(user)):
            assert not IntelligenceItem.objects.exists()


def test_int_02_code_p_follows_the_share_and_code_c_says_its_conditions(town: Town, case: Case) -> None:
    recorded(town.caseworker, case, known())
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    browser = signed_in(town.partner)
    assert WORDS not in page(browser, case)
    shared(town.caseworker, case, town.probation, Category.INTELLIGENCE)
    assert WORDS in page(browser, case)
    with pytest.raises(ValidationError, match="conditions"):
        recorded(town.caseworker, case, known(handling="C", conditions=" "))


def test_int_02_only_whoever_answers_for_the_originator_approves(town: Town, case: Case) -> None:
    item = recorded(town.caseworker, case, known(**CODE_C))
    for user in (town.colleague, town.coordinator, make_user(town.partnership, town.police)):
        with pytest.raises(NotPermitted):
            approved(user, item, town.probation)


@pytest.mark.parametrize(("part", "wrong"), [("statement", ""), ("statement", "RUMOUR"), ("role", ""), ("role", "BAD")])
def test_int_03_without_its_flag_or_the_persons_role_it_is_not_kept(
    town: Town, case: Case, part: str, wrong: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        recorded(town.caseworker, case, known(**{part: wrong}))
    assert part in refusal.value.message_dict


def test_int_03_the_flag_has_no_default_anywhere(town: Town, case: Case) -> None:
    assert not IntelligenceItem._meta.get_field("statement").has_default()
    form = signed_in(town.caseworker).get(f"/cases/{case.reference}/intelligence/record/").context["form"]
    assert form["statement"].value() is None


def test_the_page_costs_the_same_however_many_items_there_are(town: Town, case: Case) -> None:
    browser, asked = signed_in(town.caseworker), []
    for _ in range(2):
        for _ in range(3):
            approved(town.caseworker, recorded(town.caseworker, case, known(**CODE_C)), town.probation)
        with CaptureQueriesContext(connection) as queries:
            page(browser, case)
        asked.append(len(queries))
    assert asked[0] == asked[1]
