"""Gates 1 to 3 on a case: who sees it, who opens what, and what a stranger is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from audit.ledger.events import event
from casework.acts import CASE_SHARED, CASE_STARTED
from casework.cases.front_list import CaseFilters
from casework.cases.models import Case, CaseShare, Stopped
from casework.cases.models import Role as CaseRole
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase, list_cases, open_case
from casework.cases.services import (
    NewCase,
    StillNeeded,
    add_to_case,
    remove_from_case,
    start_case,
)
from casework.categories import Category
from casework.interventions.models import Mode, Result
from casework.interventions.selectors import TimelinePage, timeline
from casework.interventions.services import Entry, log_intervention
from casework.shares.granting import share_case
from casework.shares.stopping import end_share, suspend_shares
from tests.cast import actor
from tests.town import Town, decided, known_person, logged, opened_case, shared
from vault.opening import Shut


def seen_by(user: User) -> list[str]:
    """The references that a user's list holds."""
    who = actor(user)
    with acting(who):
        return [row.case.reference for row in list_cases(who, CaseFilters(scope="all")).rows]


def look(user: User, case: Case) -> tuple[OpenedCase, TimelinePage]:
    """The case page as a user gets it."""
    who = actor(user)
    with acting(who):
        opened = open_case(who, case.reference)
        return opened, timeline(who, opened)


def test_the_lead_and_a_team_mate_see_the_case_and_a_colleague_does_not(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    assert seen_by(town.caseworker) == [case.reference]
    assert seen_by(town.teammate) == [case.reference]
    assert seen_by(town.colleague) == []


def test_an_agency_wide_role_sees_every_case_but_a_restricted_one(town: Town) -> None:
    case = opened_case(town.caseworker)
    opened_case(town.caseworker, restricted=True)
    assert seen_by(town.coordinator) == [case.reference]


def test_a_restricted_case_is_open_to_the_people_named_and_not_to_their_team(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team, restricted=True)
    assert seen_by(town.caseworker) == [case.reference]
    assert seen_by(town.teammate) == []


def test_another_agency_sees_nothing_until_it_is_shared(town: Town) -> None:
    case = opened_case(town.caseworker)
    assert seen_by(town.partner) == []
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    assert seen_by(town.partner) == [case.reference]
    assert seen_by(town.stranger) == []


def test_a_share_opens_its_category_and_says_whom_to_ask_for_the_rest(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "He was at home")
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    opened, page = look(town.partner, case)
    assert opened.name.text == "Quillon Featherstonehaugh"
    assert opened.reason.shut is Shut.NO_GRANT
    assert opened.reason.sealed is not None
    assert opened.reason.sealed.agency == "Westhaven Police"
    assert page.entries == ()


def test_entries_logged_after_a_share_are_open_without_a_new_grant(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    logged(town.caseworker, case, "He was at home")
    opened, page = look(town.partner, case)
    assert [entry.note.text for entry in page.entries] == ["He was at home"]
    assert opened.name.shut is Shut.NO_GRANT


def test_a_share_that_ended_is_gone_from_the_next_look_on(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who = actor(town.caseworker)
    with acting(who):
        assert end_share(actor=who, case=case, agency=town.probation) == 1
    with pytest.raises(NotKnown):
        look(town.partner, case)


def test_a_share_whose_time_is_over_shows_no_row(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who = actor(town.caseworker)
    with acting(who), event(CASE_SHARED, by=who):
        CaseShare.objects.filter(case=case).update(ends_at=timezone.now() - timedelta(hours=1))
    assert seen_by(town.partner) == []


def test_a_share_that_would_be_over_at_once_is_refused(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    past = timezone.now() - timedelta(hours=1)
    granted = decided(town.caseworker, case, town.probation, Category.IDENTITY, ends_at=past)
    with acting(who), pytest.raises(ValueError, match="after now"):
        share_case(actor=who, case=case, agency=town.probation, granted=granted)


def test_a_category_shared_again_has_its_new_end_and_is_no_longer_suspended(town: Town) -> None:
    case = opened_case(town.caseworker)
    (first,) = shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who, later = actor(town.caseworker), timezone.now() + timedelta(days=30)
    (anew,) = decided(town.caseworker, case, town.probation, Category.IDENTITY, ends_at=later)
    with acting(who):
        with event(CASE_SHARED, by=who):
            suspend_shares(case, [first.pk], Stopped.AGREEMENT)
        (again,) = share_case(actor=who, case=case, agency=town.probation, granted=[anew])
    assert (again.pk, again.ends_at, again.decision_id, again.suspended_at) == (first.pk, later, anew.decision_id, None)
    assert look(town.partner, case)[0].name.text == "Quillon Featherstonehaugh"


def test_ending_the_share_of_one_case_leaves_that_of_the_persons_other_case(town: Town) -> None:
    person = known_person(town.caseworker)
    one, other = (opened_case(town.caseworker, person, role=role) for role in CaseRole)
    shared(town.caseworker, one, town.probation, Category.IDENTITY)
    shared(town.caseworker, other, town.probation, Category.IDENTITY)
    who = actor(town.caseworker)
    with acting(who):
        end_share(actor=who, case=one, agency=town.probation)
    assert look(town.partner, other)[0].name.text == "Quillon Featherstonehaugh"
    with acting(who):
        end_share(actor=who, case=other, agency=town.probation)
    assert seen_by(town.partner) == []


def test_a_stranger_and_a_made_up_reference_get_the_same_refusal(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.colleague)
    for reference in (case.reference, "RT-2222-2222"):
        with acting(who), pytest.raises(NotKnown) as refusal:
            open_case(who, reference)
        assert str(refusal.value) == "NOT_KNOWN: case.look"


def test_somebody_with_whom_a_case_is_shared_reads_it_but_logs_nothing(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    who = actor(town.partner)
    with acting(who):
        assert not open_case(who, case.reference).may_work
        entry = Entry(Mode.VISIT, Result.SPOKE, "Not mine to log", timezone.now())
        with pytest.raises(NotPermitted) as refusal:
            log_intervention(actor=who, case=case, entry=entry)
    assert "Westhaven Police" in refusal.value.resolver


def test_access_given_and_taken_away_counts_at_once(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=town.colleague)
    assert seen_by(town.colleague) == [case.reference]
    with acting(who):
        remove_from_case(actor=who, case=case, user=town.colleague)
    assert seen_by(town.colleague) == []


def test_the_lead_keeps_the_case(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    who = actor(town.caseworker)
    with acting(who), pytest.raises(StillNeeded, match="leads this case"):
        remove_from_case(actor=who, case=case, user=town.caseworker)
    assert seen_by(town.caseworker) == [case.reference]


def test_the_last_who_has_a_case_keeps_it(town: Town) -> None:
    person, who = known_person(town.caseworker), actor(town.caseworker)
    with acting(who):
        case = start_case(actor=who, person=person, case=NewCase(CaseRole.OFFENDER, "Led by nobody yet"))
        with pytest.raises(StillNeeded, match="last"):
            remove_from_case(actor=who, case=case, user=town.caseworker)
        add_to_case(actor=who, case=case, team=town.team)
        remove_from_case(actor=who, case=case, user=town.caseworker)
    who = actor(town.teammate)
    with acting(who), pytest.raises(StillNeeded, match="last"):
        remove_from_case(actor=who, case=case, team=town.team)
    assert seen_by(town.teammate) == [case.reference]


def test_the_last_named_on_a_restricted_case_keeps_it_though_a_team_has_it_too(town: Town) -> None:
    person, who = known_person(town.caseworker), actor(town.caseworker)
    new = NewCase(CaseRole.OFFENDER, "Led by nobody yet", restricted=True)
    with acting(who):
        case = start_case(actor=who, person=person, case=new, team=town.team)
        with pytest.raises(StillNeeded, match="by name"):
            remove_from_case(actor=who, case=case, user=town.caseworker)
        remove_from_case(actor=who, case=case, team=town.team)
    assert seen_by(town.caseworker) == [case.reference]


def test_the_database_refuses_a_grant_to_another_agencys_user(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with pytest.raises(Exception, match="row-level security"), acting(who):
        add_to_case(actor=who, case=case, user=town.partner)


def test_one_person_as_victim_and_offender_has_two_cases_that_do_not_tell_of_each_other(town: Town) -> None:
    person = known_person(town.caseworker)
    offender = opened_case(town.caseworker, person, role=CaseRole.OFFENDER)
    victim = opened_case(town.colleague, person, role=CaseRole.VICTIM)
    assert seen_by(town.caseworker) == [offender.reference]
    assert seen_by(town.colleague) == [victim.reference]
    assert offender.reference[:3] == victim.reference[:3] == "RT-"


def test_a_case_cannot_get_the_other_roles_part(town: Town) -> None:
    case = opened_case(town.caseworker, role=CaseRole.OFFENDER)
    who = actor(town.caseworker)
    sql = (
        "INSERT INTO casework_victimcase (id, partnership_id, owner_id, case_id, role, reason, warning)"
        " SELECT gen_random_uuid(), partnership_id, owner_id, case_id, 'VICTIM', reason, warning"
        " FROM casework_offendercase WHERE case_id = %s"
    )
    refused = pytest.raises(IntegrityError, match="victimcase_of_role")
    with acting(who), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [case.pk])


def test_a_case_of_another_agencys_person_is_refused_in_words_and_by_the_database(town: Town) -> None:
    person = known_person(town.caseworker)
    who = actor(town.stranger)
    with acting(who), pytest.raises(NotPermitted) as refusal:
        start_case(actor=who, person=person, case=NewCase(CaseRole.OFFENDER, "Not ours"))
    assert "Westhaven Police" in refusal.value.resolver
    ours = {"partnership_id": who.partnership_id, "owner_id": who.agency_id, "opened_on": timezone.localdate()}
    with pytest.raises(Exception, match=r"case_person_of_owner|row-level"), acting(who), event(CASE_STARTED, by=who):
        Case(person=person, role=CaseRole.OFFENDER, **ours).save(force_insert=True)


def test_a_role_that_works_no_cases_opens_none(town: Town) -> None:
    person, who = known_person(town.caseworker), actor(town.coordinator)
    with acting(who), pytest.raises(NotPermitted):
        start_case(actor=who, person=person, case=NewCase(CaseRole.OFFENDER, "Not mine to open"))


def test_no_context_and_another_agencys_context_see_no_row(town: Town) -> None:
    opened_case(town.caseworker)
    assert list(Case.objects.all()) == []
    who = actor(town.stranger)
    with acting(who):
        assert list(Case.objects.all()) == []
        assert list(CaseShare.objects.all()) == []
        assert list(visible_cases(who)) == []
