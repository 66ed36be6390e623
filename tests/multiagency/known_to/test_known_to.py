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
from accounts.models import User
from accounts.roles import Role
from audit.ledger.models import Event
from audit.office.looks.selectors import newest_looks
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.people.details import PersonDetails
from casework.people.models import PersonIndex
from casework.purposes import Purpose
from multiagency.acts import KNOWN_TO_ANSWERED, KNOWN_TO_CHECKED
from multiagency.agreements.models import Agreement
from multiagency.agreements.services.stopping import suspend
from multiagency.known_to.limits import MOST_BY_PERSON
from multiagency.known_to.selectors import Checked, check_details
from multiagency.known_to.telling import SILENT
from tests.cast import actor, make_agency, make_user, signed_in
from tests.multiagency.agreements.agreeing import fresh
from tests.multiagency.known_to.asking import BORN, PURPOSE, QUILLON, TYPED, agree, worked
from tests.pages import lasting
from tests.town import Town

pytestmark = pytest.mark.django_db

ABSENT: Final = PersonDetails(given="Marmaduke", family="Winterbourne", born=BORN)


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
