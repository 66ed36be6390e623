"""The pages as a browser without JavaScript gets them: the walk, refusals, and what each costs in queries."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.roles import Role as StaffRole
from audit.ledger.models import Event
from audit.office.looks.selectors import looks_at_record
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.services import Entry, log_intervention
from casework.people.details import PersonDetails
from casework.people.models import IdentifierKind, Person
from casework.people.services import add_person
from tests.casework.chronology.lines import happened
from tests.cast import PASSWORD, actor, make_team, make_user, signed_in
from tests.pages import lasting
from tests.town import Town, logged, opened_case, shared
from vault.ids import uuid7

CASE_PAGE = 41
LIST_PAGE = 19


def log_form(**changes: str) -> dict[str, str]:
    """The form of an intervention as a caseworker fills it in."""
    now = timezone.localtime()
    return {
        "id": str(uuid7()), "mode": "VISIT", "result": "SPOKE", "note": "Saw him at home",
        "occurred_at": f"{now:%d/%m/%Y}", "occurred_at_time": f"{now:%H:%M}", "next_on": "", **changes,
    }  # fmt: skip


@pytest.fixture
def caseworker(town: Town) -> Client:
    """The caseworker's browser."""
    return signed_in(town.caseworker)


def test_an_emergency_does_not_wait_for_a_search(caseworker: Client) -> None:
    assert 'href="/break-glass/"' in caseworker.get("/people/find/").content.decode()


def test_a_caseworker_finds_nobody_adds_a_person_opens_a_case_and_logs(town: Town, caseworker: Client) -> None:
    name = {"given": "Marmaduke", "family": "Ashcombe", "date_of_birth": "4 March 1991"}
    page = caseworker.post("/people/find/", name)
    assert "Nobody you may know about matches" in page.content.decode()
    page = caseworker.post("/people/add/", {**name, "id": str(uuid7())}, follow=True)
    assert "Marmaduke Ashcombe" in page.content.decode()
    assert "4 March 1991" in page.content.decode()
    start = re.search(r"/people/[0-9a-f-]+/cases/start/", page.content.decode())
    assert start
    assert "Open a case" in caseworker.get(start[0]).content.decode()
    said = {"role": "OFFENDER", "reason": "Robberies by the station", "priority": "3", "id": str(uuid7())}
    page = caseworker.post(start[0], said, follow=True)
    assert "Robberies by the station" in page.content.decode()
    address = page.redirect_chain[-1][0]
    assert "Log an intervention" in caseworker.get(f"{address}interventions/log/").content.decode()
    page = caseworker.post(f"{address}interventions/log/", log_form(), follow=True)
    assert "Saw him at home" in page.content.decode()
    assert "Home visit" in page.content.decode()


def test_a_person_is_found_by_a_number_alone(town: Town, caseworker: Client) -> None:
    who = actor(town.caseworker)
    with acting(who):
        add_person(
            actor=who, details=PersonDetails(given="Zebedee", identifiers=((IdentifierKind.PNC, "1999/0123456X"),))
        )
    page = caseworker.post("/people/find/", {"identifier_kind": "PNC", "identifier": "1999/0123456x"})
    assert "Zebedee" in page.content.decode()
    assert "Same Police National Computer number" in page.content.decode()


def test_taking_the_case_away_from_its_lead_is_refused_in_words(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker, restricted=True)
    page = caseworker.post(f"/cases/{case.reference}/access/remove/", {"user": str(town.caseworker.pk)}, follow=True)
    assert "Whoever leads this case keeps it" in page.content.decode()
    assert caseworker.get(f"/cases/{case.reference}/").status_code == 200


def test_no_name_is_ever_in_an_address(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker)
    for address in ("/", f"/cases/{case.reference}/", f"/people/{case.person_id}/"):
        links = re.findall(r'(?:href|action)="([^"]*)"', caseworker.get(address).content.decode())
        assert links
        assert not [link for link in links if "uillon" in link or "eatherston" in link]


def test_a_form_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker)
    page = caseworker.post(f"/cases/{case.reference}/interventions/log/", log_form(mode="", occurred_at="1/1/2999"))
    text = page.content.decode()
    assert "Saw him at home" in text
    assert "This is in the future" in text
    assert "There is a problem" in text


def test_the_second_of_two_people_chooses_field_by_field(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker, team=town.team)
    address = f"/cases/{case.reference}/change/"
    seen = dict(re.findall(r'name="(seen_\w+)" value="(\w+)"', caseworker.get(address).content.decode()))
    form = {
        "version": "1",
        "state": "ACTIVE",
        "priority": "3",
        "next_due": "",
        "reason": "Mine",
        "warning": "Carries a blade",
    }
    theirs = {**form, "priority": "4", "reason": "Theirs"}
    assert signed_in(town.teammate).post(address, theirs).status_code == 302
    conflict = caseworker.post(address, {**form, **seen})
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Mine" in text
    assert "Theirs" in text
    assert re.search(r'id="keep_priority_theirs" value="theirs" checked', text)
    choice = {**form, "version": "2", "keep_priority": "theirs", "keep_reason": "yours"}
    page = caseworker.post(address, choice, follow=True).content.decode()
    assert "Mine" in page
    assert "Immediate" in page


def test_a_stranger_and_a_made_up_case_get_the_same_page(town: Town) -> None:
    case = opened_case(town.caseworker)
    stranger = signed_in(town.stranger)
    answers = [stranger.get(f"/cases/{reference}/") for reference in (case.reference, "RT-2222-2222", "RT-nonsense")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({lasting(answer) for answer in answers}) == 1


@pytest.mark.parametrize("address", ["", "change/", "access/", "interventions/log/"])
def test_every_address_of_a_case_is_not_found_for_a_colleague_without_it(town: Town, address: str) -> None:
    case = opened_case(town.caseworker)
    assert signed_in(town.colleague).get(f"/cases/{case.reference}/{address}").status_code == 404


def test_a_refusal_is_written_down(town: Town) -> None:
    case = opened_case(town.caseworker)
    signed_in(town.colleague).get(f"/cases/{case.reference}/")
    who = actor(town.auditor)
    with acting(who):
        denial = Event.objects.filter(kind="DENIAL", actor_id=str(town.colleague.pk)).latest("pk")
    assert denial.subject_id == case.reference


def test_a_reader_who_may_not_write_is_told_why_and_whom_to_ask(town: Town) -> None:
    case = opened_case(town.caseworker)
    answer = signed_in(town.coordinator).get(f"/cases/{case.reference}/interventions/log/")
    assert answer.status_code == 403
    assert "a team manager at Westhaven Police" in answer.content.decode()


def test_what_is_sealed_is_shown_as_sealed_with_whom_to_ask(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    text = signed_in(town.partner).get(f"/cases/{case.reference}/").content.decode()
    assert "Quillon Featherstonehaugh" in text
    assert "Eleven burglaries" not in text
    assert "the information-sharing desk at Westhaven Police" in text


@pytest.mark.parametrize("size", [2, 25])
def test_the_case_page_costs_the_same_with_few_and_many_entries(
    town: Town, caseworker: Client, size: int, django_assert_num_queries: object
) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, *["A note"] * size)
    happened(town.caseworker, case, *["It happened"] * size)
    who, last = actor(town.caseworker), Entry(Mode.VISIT, Result.SPOKE, "Just now", timezone.now())
    with acting(who):  # both kinds are among the latest
        log_intervention(actor=who, case=case, entry=last)
    caseworker.get("/")
    with django_assert_num_queries(CASE_PAGE):  # type: ignore[operator]
        caseworker.get(f"/cases/{case.reference}/")


@pytest.mark.parametrize("size", [2, 25])
def test_the_list_costs_the_same_with_few_and_many_cases(
    town: Town, caseworker: Client, size: int, django_assert_num_queries: object
) -> None:
    for _ in range(size):
        opened_case(town.caseworker)
    caseworker.get("/cases/")
    with django_assert_num_queries(LIST_PAGE):  # type: ignore[operator]
        caseworker.get("/cases/")


def test_a_form_of_another_site_is_refused(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.caseworker)
    browser.handler.enforce_csrf_checks = True
    assert browser.post(f"/cases/{case.reference}/interventions/log/", log_form()).status_code == 403
    who = actor(town.caseworker)
    with acting(who):
        assert Intervention.objects.count() == 0
        assert (Case.objects.count(), Person.objects.count()) == (1, 1)


def test_colleagues_and_teams_are_chosen_by_name(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker)
    for address in (f"/cases/{case.reference}/access/", f"/people/{case.person_id}/cases/start/"):
        text = caseworker.get(address).content.decode()
        assert "Integrated offender management" in text
        assert "team 1" not in text
    text = caseworker.get(f"/cases/{case.reference}/access/").content.decode()
    assert "Cole League</option>" in text


def test_a_new_case_begins_with_the_only_team_of_whoever_opens_it(town: Town) -> None:
    address = f"/people/{opened_case(town.caseworker, team=town.team).person_id}/cases/start/"
    assert f'<option value="{town.team.pk}" selected>' in signed_in(town.teammate).get(address).content.decode()
    user = make_user(town.partnership, town.police, StaffRole.CASEWORKER, name="Ina Both", password=PASSWORD, teams=(
        town.team, make_team(town.partnership, town.police, "Neighbourhoods"),
    ))  # fmt: skip
    assert "selected>Integrated" not in signed_in(user).get(address).content.decode()


def test_saving_what_is_there_changes_nothing_and_writes_down_no_change(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker)
    address = f"/cases/{case.reference}/change/"
    form = {
        "version": "1", "state": "ACTIVE", "priority": "3", "next_due": "", "reason": "Eleven burglaries since spring",
        "warning": "Carries a blade",
    }  # fmt: skip
    page = caseworker.post(address, form, follow=True)
    assert "Nothing was changed" in page.content.decode()
    caseworker.post(address, {**form, "priority": "4"})
    auditor = actor(town.auditor)
    with acting(auditor):
        looks = looks_at_record(auditor, case.pk).looks
    assert [look.changes for look in looks if look.event.act == "case.change"] == [("Changed the case: priority",)]


def test_the_merge_carries_what_was_typed_letter_by_letter(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker, team=town.team)
    address = f"/cases/{case.reference}/change/"
    form = {
        "version": "1",
        "state": "ACTIVE",
        "priority": "3",
        "next_due": "",
        "reason": "\n<b>Mine</b>",
        "warning": "",
    }
    signed_in(town.teammate).post(address, {**form, "reason": "Theirs"})
    text = caseworker.post(address, form).content.decode()
    carried = dict(re.findall(r'<textarea hidden name="(\w+)"[^>]*>\n?([^<]*)</textarea>', text))
    assert unescape(carried["reason"]) == "\n<b>Mine</b>"
    assert (carried["state"], carried["priority"], carried["warning"]) == ("ACTIVE", "3", "")


def test_whoever_only_reads_is_offered_no_page_that_would_refuse_them(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    reader = signed_in(town.coordinator)
    for page in ("", "incidents/", "timeline/"):
        text = reader.get(f"/cases/{case.reference}/{page}").content.decode()
        offered = set(re.findall(rf'href="(/cases/{case.reference}/[^"#?]*)"', text))
        assert len(offered) > 5
        assert [address for address in offered if reader.get(address).status_code != 200] == []


def test_a_date_in_a_sentence_is_followed_by_its_comma(town: Town, caseworker: Client) -> None:
    case = opened_case(town.caseworker)
    text = caseworker.get(f"/cases/{case.reference}/").content.decode()
    assert re.search(r"today</span></time> by Westhaven Police", text)
