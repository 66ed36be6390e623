"""An officer reviews a break-glass: who, when, why, what was opened, and whether that was right."""

import pytest

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.roles import Role
from audit.office.break_glass.selectors import break_glass_list, open_break_glass
from audit.office.break_glass.services import AlreadyReviewed
from casework.categories import Category
from casework.openings.models import Outcome
from tests.access.world import in_conflict
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.security.raw import refused
from tests.town import Town, broken, opened_case, reviewed, shared


def test_the_officer_sees_why_and_what_was_opened_in_that_hour_and_nothing_else_of_theirs(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.colleague)
    browser.get(f"/cases/{case.reference}/")  # refused, before
    opened = broken(town.colleague, case)
    browser.get(f"/cases/{case.reference}/")
    browser.get("/people/find/")
    who = actor(town.auditor)
    with acting(who):
        page = open_break_glass(who, opened.pk)
    assert page.words.text.startswith("He said that he would jump")
    assert page.references == (case.reference,)
    assert [look.event.act for look in page.looks] == ["case.look"]
    assert page.looks[0].event.facts == {"break_glass": str(opened.pk)}
    assert page.may_review


@pytest.mark.parametrize("outcome", Outcome)
def test_a_review_that_finds_it_wrong_ends_it_at_once(town: Town, outcome: Outcome) -> None:
    case = opened_case(town.caseworker)
    opened = broken(town.colleague, case)
    reviewed(town.auditor, opened, outcome)
    still = signed_in(town.colleague).get(f"/cases/{case.reference}/").status_code
    assert still == (200 if outcome in {Outcome.OK, Outcome.QUERY} else 404)


def test_nobody_reviews_their_own_and_only_officers_of_the_agency_that_holds_the_record_do(town: Town) -> None:
    both = make_user(town.partnership, town.police, Role.CASEWORKER, Role.IG_OFFICER)
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    by_officer = broken(both, case)
    by_partner = broken(make_user(town.partnership, town.probation), case)
    partners_officer = make_user(town.partnership, town.probation, Role.IG_OFFICER)
    for user, opened in ((both, by_officer), (partners_officer, by_partner), (town.caseworker, by_officer)):
        with pytest.raises(NotPermitted):
            reviewed(user, opened)
    reviewed(make_user(town.partnership, town.police, Role.DPO), by_officer)
    reviewed(both, by_partner)
    with pytest.raises(AlreadyReviewed):
        reviewed(town.auditor, by_partner)


def test_the_database_itself_refuses_a_review_of_ones_own_and_a_change_of_one(town: Town) -> None:
    both = make_user(town.partnership, town.police, Role.CASEWORKER, Role.IG_OFFICER)
    opened = broken(both, opened_case(town.caseworker))
    reviewed(town.auditor, opened)
    statement = (
        "INSERT INTO casework_breakglassreview SELECT (jsonb_populate_record(r, jsonb_build_object("
        "'id', gen_random_uuid(), 'reviewed_by_id', r.opened_by_id))).* FROM casework_breakglassreview r"
    )
    with acting(actor(both)):
        assert "breakglassreview_by_somebody_else" in refused(statement)
        assert "permission denied" in refused("UPDATE casework_breakglassreview SET outcome = 'OK'")
        assert "permission denied" in refused("DELETE FROM casework_breakglassreview")


def test_the_list_begins_with_what_waits_for_a_review(town: Town) -> None:
    case = opened_case(town.caseworker)
    before = broken(make_user(town.partnership, town.police), case)
    reviewed(town.auditor, before)
    waiting = broken(town.colleague, case)
    reviewed(town.auditor, broken(make_user(town.partnership, town.police), case))
    who = actor(town.auditor)
    with acting(who):
        assert break_glass_list(who)[0] == waiting


def test_the_review_page_from_the_list_to_the_outcome(town: Town) -> None:
    opened = broken(town.colleague, opened_case(town.caseworker))
    browser = signed_in(make_user(town.partnership, town.police, Role.DPO, password=PASSWORD))
    page = browser.get("/audit/break-glass/").content.decode()
    assert "Cole League" in page
    assert "To review" in page
    address = f"/audit/break-glass/{opened.pk}/"
    assert "There is a problem" in browser.post(address, {"outcome": "OK"}).content.decode()
    browser.post(address, {"outcome": "QUERY", "words": "I have asked the sergeant"})
    page = browser.get(address).content.decode()
    assert "Questions remain" in page
    assert "I have asked the sergeant" in page
    assert "Your review" not in page
    assert browser.post(address, {"outcome": "OK", "words": "Twice"}).status_code == 302
    assert "Twice" not in browser.get(address).content.decode()


def test_t29_an_officer_who_knows_the_person_neither_reads_nor_reviews_it(town: Town) -> None:
    case = opened_case(town.caseworker)
    opened = broken(town.colleague, case)
    second = make_user(town.partnership, town.police, Role.IG_OFFICER)
    in_conflict(second, town.auditor, case)
    who = actor(town.auditor)
    with acting(who):
        assert break_glass_list(who) == []
    with pytest.raises(NotKnown), acting(who):
        open_break_glass(who, opened.pk)
    with pytest.raises(NotKnown), acting(who):
        reviewed(town.auditor, opened)
    with acting(actor(second)):
        assert break_glass_list(actor(second)) == [opened]
