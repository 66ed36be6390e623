"""The check from end to end: who is asked, what is told, what is written down, and how often one may ask."""

import re
from datetime import timedelta
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import Agency, User
from accounts.roles import Role
from audit.ledger.models import Event
from audit.office.looks.selectors import newest_looks
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, PersonIndex
from casework.purposes import Purpose
from multiagency.acts import KNOWN_TO_ANSWERED, KNOWN_TO_CHECKED
from multiagency.agreements.models import Agreement
from multiagency.agreements.services.stopping import suspend
from multiagency.known_to.limits import MOST_BY_PERSON
from multiagency.known_to.selectors import Checked, check_details
from multiagency.known_to.telling import SILENT, told_by_a_hit
from tests.cast import PASSWORD, actor, make_agency, make_user, signed_in
from tests.multiagency.agreements.agreeing import clauses, fresh, in_force
from tests.multiagency.known_to.asking import BORN, QUILLON, recorded, worked
from tests.pages import lasting
from tests.town import Town, broken, known_person, opened_case

pytestmark = pytest.mark.django_db

PURPOSE: Final = Purpose.OFFENDER_MANAGEMENT
ABSENT: Final = PersonDetails(given="Marmaduke", family="Winterbourne", born=BORN)
TYPED: Final = {
    "given": "Quillon", "family": "Featherstonehaugh", "date_of_birth": "9/3/1984", "purpose": "OFFENDER_MANAGEMENT",
}  # fmt: skip
ALIASES: Final = ((AliasKind.STREET, "Quillon Featherstonehaugh"),)
HIT: Final = "contact the information-sharing desk at Westhaven Police"


@pytest.fixture
def officer(town: Town) -> User:
    """A caseworker at probation, whom an agreement lets ask the police."""
    agree(town, town.police)
    return make_user(town.partnership, town.probation, Role.CASEWORKER, name="Olive Fisher", password=PASSWORD)


def agree(town: Town, *agencies: Agency, leave_out: Category | None = None) -> None:
    """Each agency may tell probation what a hit tells, but for one category."""
    for agency in agencies:
        told = told_by_a_hit(AgencyType(agency.type)) - {leave_out}
        in_force(town, [clauses(agency, town.probation, *sorted(told), purpose=PURPOSE)], town.probation, owner=agency)


def checked(who: Actor, details: PersonDetails = QUILLON, purpose: Purpose = PURPOSE) -> Checked:
    with acting(who):
        return check_details(who, details, purpose)


def hits(answer: Checked) -> dict[str, bool]:
    return {one.agency.name: one.hit for one in answer.answers}


# ---- who is asked
def test_an_agency_that_may_tell_is_asked_and_others_are_named_with_why(town: Town, officer: User) -> None:
    worked(town.caseworker)
    answer = checked(actor(officer))
    assert hits(answer) == {"Westhaven Police": True}
    assert [(one.agency.name, "No agreement" in one.why) for one in answer.not_asked] == [
        ("Night Shelter Outreach", True)
    ]


def test_an_agreement_for_another_purpose_lets_nobody_answer(town: Town, officer: User) -> None:
    worked(town.caseworker)
    assert hits(checked(actor(officer), purpose=Purpose.VICTIM_SUPPORT)) == {}


def test_an_agreement_the_other_way_lets_nobody_answer(town: Town, officer: User) -> None:
    """Police and probation agreed what the police may send; nothing says what probation may."""
    worked(officer)
    assert hits(checked(actor(town.caseworker))) == {}


@pytest.mark.parametrize("left_out", [Category.IDENTITY, Category.OFFENDING_HISTORY, Category.HOUSING_TENANCY])
def test_an_agency_is_asked_only_where_all_that_a_hit_tells_is_agreed(
    town: Town, officer: User, left_out: Category
) -> None:
    """Of a shelter a hit would tell that somebody has no home."""
    worked(town.stranger)
    agree(town, town.charity, leave_out=left_out)
    assert "Night Shelter Outreach" not in hits(checked(actor(officer)))
    agree(town, town.charity)
    assert hits(checked(actor(officer)))["Night Shelter Outreach"]


def test_whoever_suspends_its_flows_answers_no_more_from_the_next_question(town: Town, officer: User) -> None:
    worked(town.caseworker)
    assert hits(checked(actor(officer))) == {"Westhaven Police": True}
    who = fresh(make_user(town.partnership, town.police, Role.IG_OFFICER))
    with acting(who):
        suspend(actor=who, agreement=Agreement.objects.get(), words="A breach is being looked into")
    assert hits(checked(actor(officer))) == {}


@pytest.mark.parametrize("kind", sorted(SILENT))
def test_an_agency_whose_name_alone_would_tell_of_harm_is_never_asked(
    town: Town, officer: User, kind: AgencyType
) -> None:
    agency = make_agency(town.partnership, kind, "Rosehip House")
    agree(town, agency)
    worked(make_user(town.partnership, agency, Role.CASEWORKER))
    answer = checked(actor(officer))
    assert "Rosehip House" not in hits(answer)
    assert SILENT[kind] in [one.why for one in answer.not_asked]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CASEWORKER, Role.TEAM_MANAGER}))
def test_only_who_works_cases_asks(town: Town, officer: User, role: Role) -> None:
    who = actor(make_user(town.partnership, town.probation, role))
    with pytest.raises(NotPermitted):
        checked(who)


# ---- what is written down
def test_the_officer_of_the_agency_asked_sees_it_and_no_third_one(town: Town, officer: User) -> None:
    agree(town, town.charity)
    worked(town.caseworker)
    checked(actor(officer))
    sentence = KNOWN_TO_ANSWERED.sentence
    for agency, seen in ((town.police, 1), (town.charity, 1), (town.probation, 2)):
        auditor = actor(make_user(town.partnership, agency, Role.IG_OFFICER))
        with acting(auditor):
            looks = [look for look in newest_looks(auditor).looks if look.what == sentence]
        assert [look.who for look in looks] == ["Olive Fisher"] * seen, agency.name


def test_the_ledger_holds_the_question_as_a_hash_of_its_own_and_no_word_of_it(town: Town, officer: User) -> None:
    worked(town.caseworker)
    who = actor(officer)
    checked(who)
    checked(who, PersonDetails(given="QUILLON", family="Featherstonehaugh", born=BORN))
    checked(who, ABSENT)
    with acting(who):
        facts = [row.facts for row in Event.objects.filter(act=KNOWN_TO_CHECKED.code).order_by("pk")]
        answers = [row.facts for row in Event.objects.filter(act=KNOWN_TO_ANSWERED.code).order_by("pk")]
    with acting(actor(town.caseworker)):
        indexes = {bytes(token).hex() for token in PersonIndex.objects.values_list("token", flat=True)}
    same, again, other = (one["asked"] for one in facts)
    assert same == again != other
    assert not {same, other} & indexes
    assert [one["hit"] for one in answers] == [True, True, False]
    assert {frozenset(one) for one in facts} == {frozenset({"asked", "agencies"})}
    assert not re.search("quillon|feather|1984", str([facts, answers]), re.IGNORECASE)


# ---- how often
def test_the_twenty_first_check_of_an_hour_is_refused_in_words(town: Town, officer: User) -> None:
    who = actor(officer)
    for _ in range(MOST_BY_PERSON):
        checked(who, ABSENT)
    with pytest.raises(NotPermitted) as refused:
        checked(who, ABSENT)
    assert "20 checks in this hour" in refused.value.words
    assert hits(checked(actor(make_user(town.partnership, town.probation, Role.CASEWORKER)))) != {}


def test_a_whole_agency_is_limited_too(town: Town, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiagency.known_to.limits.MOST_BY_AGENCY", 1)
    checked(actor(officer))
    with pytest.raises(NotPermitted) as refused:
        checked(actor(make_user(town.partnership, town.probation, Role.CASEWORKER)))
    assert refused.value.words.startswith("Your agency has")


def test_an_hour_later_one_may_ask_again(town: Town, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiagency.known_to.limits.MOST_BY_PERSON", 1)
    who = actor(officer)
    checked(who)
    later = timezone.now() + timedelta(hours=1)
    with monkeypatch.context() as clock:
        clock.setattr("multiagency.known_to.limits.timezone.now", lambda: later)
        with acting(who):
            from_then = check_details(who, QUILLON, PURPOSE)
    assert from_then.answers


# ---- hit, hidden and absent are the same work
def asked(who: Actor, details: PersonDetails) -> tuple[bool, list[str]]:
    with acting(who), CaptureQueriesContext(connection) as captured:
        answer = check_details(who, details, PURPOSE)
    return bool(answer.hits), [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured.captured_queries]


def test_t32_a_hit_takes_the_statements_that_hidden_and_absent_take(town: Town, officer: User) -> None:
    worked(town.caseworker)
    hidden = PersonDetails(given="Hidden", family="Winterbourne", born=BORN)
    worked(town.caseworker, hidden, restricted=True)
    victim = PersonDetails(given="Victim", family="Winterbourne", born=BORN)
    worked(town.caseworker, victim, role=CaseRole.VICTIM)
    who = actor(officer)
    asked(who, ABSENT)  # the first of an hour makes the counters
    answers = [asked(who, details) for details in (QUILLON, hidden, victim, ABSENT)]
    assert [hit for hit, _ in answers] == [True, False, False, False]
    assert len({tuple(statements) for _, statements in answers}) == 1


def page(client: Client, given: str) -> str:
    return lasting(client.post("/people/known-to/", {**TYPED, "given": given})).replace(given, "GIVEN")


def test_t31_t32_the_page_says_the_same_of_the_hidden_and_the_absent(town: Town, officer: User) -> None:
    for given, told in (("Hidden", {"restricted": True}), ("Victim", {"role": CaseRole.VICTIM})):
        worked(town.caseworker, PersonDetails(given=given, family="Featherstonehaugh", born=BORN), **told)
    client = signed_in(officer)
    hidden, victim, absent = (page(client, given) for given in ("Hidden", "Victim", "Absent"))
    assert "No hit" in absent
    assert hidden == victim == absent


# ---- the pages
def test_the_page_tells_whom_to_ask_and_nothing_else(town: Town, officer: User) -> None:
    case = worked(town.caseworker)
    client = signed_in(officer)
    said = client.post("/people/known-to/", TYPED).content.decode()
    assert HIT in said
    assert "1 agency knows them" in said
    told = (case.reference, str(case.pk), str(case.person_id), "Casey Worker", "burglaries", "High priority", "Active")
    assert [word for word in told if word in said] == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"date_of_birth": ""}, "Enter the whole date of birth, or an identifier."),
        ({"date_of_birth": "March 1984"}, "Enter the whole date of birth, or an identifier."),
        ({"date_of_birth": "31/2/1984"}, "date"),
        ({"given": "", "family": ""}, "A date of birth alone is not enough"),
        ({"identifier": "1999/0123456X"}, "Choose what kind of identifier this is."),
        ({"purpose": ""}, "Choose what you need to know it for."),
        ({"purpose": "IG_AUDIT"}, "IG_AUDIT is not one of the available choices."),
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_asks_nobody(
    town: Town, officer: User, typed: dict[str, str], words: str
) -> None:
    said = signed_in(officer).post("/people/known-to/", {**TYPED, **typed}).content.decode()
    assert "There is a problem" in said
    assert words in said
    with acting(actor(officer)):
        assert not Event.objects.filter(act=KNOWN_TO_CHECKED.code).exists()


def test_what_was_typed_to_find_them_is_taken_along(town: Town, officer: User) -> None:
    found = {"given": "Quillon", "family": "Featherstonehaugh", "date_of_birth": "9/3/1984"}
    client = signed_in(officer)
    assert "Ask whether other agencies know this person" in client.post("/people/find/", found).content.decode()
    said = client.post("/people/known-to/", found).content.decode()
    assert "There is a problem" not in said
    assert all(f'value="{typed}"' in said for typed in found.values())


def test_a_person_on_record_is_asked_about_by_what_is_known_of_them(town: Town, officer: User) -> None:
    worked(town.caseworker)
    own = worked(officer, PersonDetails(given="Quill", family="Feather", born=BORN, aliases=ALIASES))
    client = signed_in(officer)
    address = f"/people/{own.person_id}/known-to/"
    assert address in client.get(f"/people/{own.person_id}/").content.decode()
    assert HIT not in client.get(address).content.decode()
    assert HIT in client.post(address, {"purpose": PURPOSE.value}).content.decode()


def test_a_person_without_a_whole_date_cannot_be_asked_about(town: Town, officer: User) -> None:
    own = opened_case(officer, known_person(officer))
    said = signed_in(officer).post(f"/people/{own.person_id}/known-to/", {"purpose": PURPOSE.value}).content.decode()
    assert "Their whole date of birth is not recorded" in said
    assert "answers" not in said


def test_about_somebody_known_as_a_victim_alone_nobody_is_asked(town: Town, officer: User) -> None:
    worked(town.caseworker)
    own = worked(officer, role=CaseRole.VICTIM)
    said = signed_in(officer).post(f"/people/{own.person_id}/known-to/", {"purpose": PURPOSE.value}).content.decode()
    assert "send it a referral" in said
    assert "hit" not in said


def test_a_person_seen_by_break_glass_is_not_asked_about(town: Town, officer: User) -> None:
    case = worked(officer)
    colleague = make_user(town.partnership, town.probation, Role.CASEWORKER, password=PASSWORD)
    address = f"/people/{case.person_id}/known-to/"
    client = signed_in(colleague)
    assert client.post(address, {"purpose": PURPOSE.value}).status_code == 404
    broken(colleague, case)
    assert client.post(address, {"purpose": PURPOSE.value}).status_code == 403


def test_the_pages_take_a_constant_number_of_statements(town: Town, officer: User) -> None:
    own = recorded(officer)
    client = signed_in(officer)
    costs = []
    for address, typed in (("/people/known-to/", TYPED), (f"/people/{own.pk}/known-to/", {"purpose": PURPOSE.value})):
        client.post(address, typed)
        with CaptureQueriesContext(connection) as captured:
            client.post(address, typed)
        costs.append(len(captured))
    assert costs == [33, 43]
