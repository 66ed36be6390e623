"""The pages of assessments as a browser gets them."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.roles import Role as StaffRole
from casework.assessments.models import Assessment
from casework.cases.models import Case, Role
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.safe_contact.services import link_harm
from tests.access.world import in_conflict
from tests.casework.assessments.files import LOCAL
from tests.casework.assessments.making import assessed
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.town import Town, known_person, opened_case
from vault.ids import uuid7

LIST_PAGE = 26


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def hidden(page: str) -> dict[str, str]:
    """What the form on a page carries along."""
    found = re.findall(r'<input type="hidden"\s+name="([\w-]+)"[^>]*?value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def to_the_result(browser: Client, case: Case, **answers: str) -> tuple[str, dict[str, str]]:
    """From the first page to the last one, as a browser sends each."""
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    page = browser.get(address).content.decode()
    for _ in range(4):
        carried = hidden(page)
        shown = {name: value for name, value in answers.items() if f'name="{name}"' in page and name not in carried}
        page = browser.post(address, {**carried, **shown, "next": "yes"}).content.decode()
    return page, hidden(page)


def judged(user_id: object, **more: str) -> dict[str, str]:
    return {
        "complete": "yes", "raised_by": "0", "reason": "", "assessed_on": f"{timezone.localdate():%d/%m/%Y}",
        "assessor": str(user_id), **more,
    }  # fmt: skip


def test_it_is_asked_page_by_page_and_nothing_typed_on_the_way_is_lost(
    town: Town, caseworker: Client, case: Case
) -> None:
    typed = {"injury": "YES", "injury-note": "Bruised <wrist>", "injury-source": "Her sister", "breaches": "YES"}
    page, carried = to_the_result(caseworker, case, **typed)
    assert "2 of 24" in page
    assert "22 not known." in page
    assert carried["injury-note"] == "Bruised <wrist>"
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    sent = {**carried, **judged(town.caseworker.pk)}
    kept = caseworker.post(address, sent, follow=True).content.decode()
    assert "Bruised &lt;wrist&gt;" in kept
    assert "From Her sister." in kept
    assert caseworker.post(address, sent).status_code == 302  # sent twice, it is kept once
    with acting(actor(town.caseworker)):
        assert Assessment.objects.count() == 1


def test_nothing_is_complained_of_before_it_was_asked(caseworker: Client, case: Case) -> None:
    page, _ = to_the_result(caseworker, case)
    assert "There is a problem" not in page
    assert "What it comes to" in page


def test_going_back_keeps_what_was_typed(caseworker: Client, case: Case) -> None:
    _, carried = to_the_result(caseworker, case, breaches="YES")
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    page = caseworker.post(address, {**carried, "reason": "So far", "back": "yes"}).content.decode()
    assert re.search(r'name="breaches"\s+value="YES"[^>]*checked', page)
    assert hidden(page)["reason"] == "So far"


def test_what_is_typed_is_kept_as_a_draft_and_taken_up_on_its_page(caseworker: Client, case: Case) -> None:
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    first = hidden(caseworker.get(address).content.decode())
    second = hidden(caseworker.post(address, {**first, "injury": "YES", "next": "yes"}).content.decode())
    caseworker.post("/drafts/", {**second, "contact-note": "He rang the school"})
    page = caseworker.get(address).content.decode()
    assert "page 2 of 4" in page
    assert "He rang the school" in page
    assert hidden(page)["injury"] == "YES"


def test_p1_a_cluster_asks_for_a_reason_even_where_nothing_is_raised(
    town: Town, caseworker: Client, case: Case
) -> None:
    page, carried = to_the_result(caseworker, case, breathing="YES")
    assert "judge whether the score is enough" in page
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    page = caseworker.post(address, {**carried, **judged(town.caseworker.pk)}).content.decode()
    assert "Write why you leave it as scored in spite of what is named above." in page
    page = caseworker.post(
        address, {**carried, **judged(town.caseworker.pk, raised_by="2", reason="")}
    ).content.decode()
    assert "Write why you raise it." in page
    said = judged(town.caseworker.pk, raised_by="2", reason="He nearly killed her")
    kept = caseworker.post(address, {**carried, **said}, follow=True).content.decode()
    assert "raised to high by professional judgement" in kept


def test_p1_the_form_offers_nothing_lower_and_takes_nothing_lower(town: Town, caseworker: Client, case: Case) -> None:
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    codes = ["injury", "fear", "dread", "isolation", "despair", "separation", "contact", "stalking", "pregnancy",
             "oftener", "worse", "control", "weapon", "threats"]  # fmt: skip
    _, carried = to_the_result(caseworker, case, **dict.fromkeys(codes, "YES"))
    for lower in ("-1", "1", "x"):
        page = caseworker.post(address, {**carried, **judged(town.caseworker.pk, raised_by=lower)}).content.decode()
        assert "There is a problem" in page
    with acting(actor(town.caseworker)):
        assert not Assessment.objects.exists()


def test_a_relative_as_assessor_is_refused_without_a_reason_and_what_was_typed_stays(
    town: Town, caseworker: Client, case: Case
) -> None:
    with acting(who := actor(town.colleague)):
        declare_conflict(actor=who, person=case.person, user=town.colleague, kind=Kind.FAMILY)
    _, carried = to_the_result(caseworker, case, injury="YES")
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    said = judged(town.colleague.pk, reason="A long reason")
    page = caseworker.post(address, {**carried, **said}).content.decode()
    assert "This colleague cannot be the assessor here. Choose who assessed from the list" in page
    assert "A long reason" in page
    assert [name for name in ("Cole League", "outside work", "conflict") if name in page] == []
    assert "Terry Mate</option>" in page


def test_whoever_is_close_to_somebody_in_the_case_chooses_another_and_is_not_told_why(
    town: Town, caseworker: Client, case: Case
) -> None:
    harms = opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))
    with acting(who := actor(town.caseworker)):
        link_harm(actor=who, case=case, offender=harms)
    in_conflict(town.auditor, town.caseworker, harms)
    page, carried = to_the_result(caseworker, case, injury="YES")
    assert "Choose who assessed</option>" in page
    assert "Casey Worker</option>" not in page
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    refused = caseworker.post(address, {**carried, **judged("", reason="A long reason")}).content.decode()
    assert "Choose who assessed." in refused
    assert "Thorncastle" not in refused


@pytest.mark.parametrize(
    ("day", "words"),
    [("01/01/2099", "in the future"), ("31/02/2026", "Enter a day that exists"), ("01/01/2001", "five years ago")],
)
def test_impossible_days_are_refused(town: Town, caseworker: Client, case: Case, day: str, words: str) -> None:
    _, carried = to_the_result(caseworker, case)
    address = f"/cases/{case.reference}/assessments/new/victim-risk-checklist/"
    page = caseworker.post(address, {**carried, **judged(town.caseworker.pk, assessed_on=day)}).content.decode()
    assert words in page


def test_what_is_different_from_last_time_is_said_first(town: Town, caseworker: Client, case: Case) -> None:
    assessed(town.caseworker, case, 3, days_ago=60)
    assessed(town.caseworker, case, 4)
    page = caseworker.get(f"/cases/{case.reference}/assessments/").content.decode()
    assert page.index("what is different from last time?") < page.index("Assess now") < page.index("Every assessment")
    assert "Are they cut off from family, friends or help?" in page
    assert "Graver" in page


def test_the_form_says_what_was_answered_last_time(town: Town, caseworker: Client, case: Case) -> None:
    assessed(town.caseworker, case, 1, days_ago=5)
    page = caseworker.get(f"/cases/{case.reference}/assessments/new/victim-risk-checklist/").content.decode()
    assert page.count("Last time: Yes") == 1
    assert page.count("Last time: No") == 5


def test_the_page_of_the_case_says_the_risk(town: Town, caseworker: Client, case: Case) -> None:
    assessed(town.caseworker, case, 15)
    page = caseworker.get(f"/cases/{case.reference}/").content.decode()
    assert "Risk as assessed" in page
    assert "15 of 24" in page


@pytest.mark.parametrize("code", ["no-such-set", "asb-matrix"])
def test_a_set_that_is_not_asked_here_is_not_found(town: Town, caseworker: Client, code: str) -> None:
    offender = opened_case(town.caseworker)
    assert caseworker.get(f"/cases/{offender.reference}/assessments/new/{code}/").status_code == 404
    assert caseworker.get(f"/cases/{offender.reference}/assessments/{uuid7()}/").status_code == 404


def test_lists_cost_the_same_however_many_there_are(
    town: Town, caseworker: Client, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    caseworker.get("/")
    for rounds in (1, 6):
        for _ in range(rounds):
            assessed(town.caseworker, case)
        with django_assert_num_queries(LIST_PAGE):
            assert caseworker.get(f"/cases/{case.reference}/assessments/").status_code == 200


def test_the_administrator_installs_questions_and_reads_what_is_wrong_with_a_file(town: Town, case: Case) -> None:
    administrator = make_user(town.partnership, town.police, StaffRole.PARTNERSHIP_ADMINISTRATOR, password=PASSWORD)
    browser = signed_in(administrator)

    def send(text: bytes) -> str:
        file = SimpleUploadedFile("street.toml", text)
        return browser.post("/question-sets/", {"file": file}, follow=True).content.decode()

    assert "The file is not text in UTF-8." in send(b"\xff\xfe")
    assert "The set does not say `bands`." in send(b'code = "x"')
    good = LOCAL.format(day=timezone.localdate().isoformat()).encode()
    assert "Street check”, version 1, is installed." in send(good)
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/assessments/").content.decode()
    assert "Street check" in page
