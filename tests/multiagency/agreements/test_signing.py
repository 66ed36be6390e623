"""Who may sign for an agency, signing, stopping and leaving: what is refused, and what is the same said twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from accounts.denials import NotPermitted, StepUpNeeded
from accounts.roles import Role
from casework.categories import Category
from casework.refusals import ChangedMeanwhile
from multiagency.agreements.models import Agreement, AgreementVersion, Signatory, Signature, Suspension
from multiagency.agreements.reading import whole
from multiagency.agreements.sections import Section
from multiagency.agreements.services.drafting import offer, write_section
from multiagency.agreements.services.signing import (
    Authority,
    bring_in_signature,
    end_signatory,
    name_signatory,
    sign,
)
from multiagency.agreements.services.stopping import resume, suspend, withdraw
from multiagency.agreements.states import State
from tests.cast import actor, make_user
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, drafted, edit, fresh, in_force, offered, signed
from tests.town import Town


@pytest.fixture
def police(town: Town) -> Desk:
    return desk(town.partnership, town.police)


@pytest.fixture
def probation(town: Town) -> Desk:
    return desk(town.partnership, town.probation)


@pytest.fixture
def version(town: Town, police: Desk, probation: Desk) -> AgreementVersion:
    return offered(police, [probation], [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)])


def authority(desk: Desk, first: int, last: int) -> Authority:
    """That the officer may sign, from a day to a last day, counted from today."""
    today = timezone.localdate()
    return Authority(
        user=desk.signatory, post="Director", from_on=today + timedelta(days=first),
        until_on=today + timedelta(days=last),
    )  # fmt: skip


def state(town: Town, version: AgreementVersion) -> State:
    with acting(actor(town.caseworker)):
        (found,) = whole(Agreement.objects.filter(pk=version.agreement_id))
        return found.versions[0].state(timezone.now())


def test_signed_by_every_party_it_is_in_force(
    town: Town, police: Desk, probation: Desk, version: AgreementVersion
) -> None:
    assert state(town, version) is State.DRAFT
    signed(version, probation)
    assert state(town, version) is State.DRAFT
    signed(version, police)
    assert state(town, version) is State.LIVE


def test_signing_twice_is_signing_once(police: Desk, version: AgreementVersion) -> None:
    signed(version, police, police)
    with acting(actor(police.officer)):
        assert Signature.objects.count() == 1


def test_nobody_signs_without_authority_today(town: Town, police: Desk, version: AgreementVersion) -> None:
    chief = make_user(town.partnership, town.police, Role.PANEL_CHAIR)
    later, gone = replace(authority(police, 1, 9), user=chief), replace(authority(police, -9, 0), user=chief)
    officer = fresh(police.officer)
    with acting(officer):
        name_signatory(actor=officer, new=later)
        end_signatory(actor=officer, signatory=name_signatory(actor=officer, new=gone))
    who = fresh(chief)
    with pytest.raises(NotPermitted), acting(who):
        sign(actor=who, version_id=version.pk, edition=version.edition)


def test_what_was_signed_before_authority_ended_stands(
    town: Town, police: Desk, probation: Desk, version: AgreementVersion
) -> None:
    signed(version, police, probation)
    officer = fresh(police.officer)
    with acting(officer):
        end_signatory(actor=officer, signatory=police.authority)
    assert state(town, version) is State.LIVE


def test_whoever_signs_proves_who_they_are_first(police: Desk, version: AgreementVersion) -> None:
    who = actor(police.signatory)
    with pytest.raises(StepUpNeeded), acting(who):
        sign(actor=who, version_id=version.pk, edition=version.edition)


def test_nobody_signs_what_they_were_not_shown(police: Desk, probation: Desk, version: AgreementVersion) -> None:
    officer, who = actor(police.officer), fresh(probation.signatory)
    with acting(officer):
        write_section(actor=officer, edit=edit(version), section=Section.PURPOSE, words="Something else")
        offer(actor=officer, edit=edit(version))
    with acting(who), pytest.raises(ChangedMeanwhile):
        sign(actor=who, version_id=version.pk, edition=version.edition)


def test_a_draft_another_agencys_agreement_and_one_that_ended_are_not_signed(
    town: Town, police: Desk, probation: Desk, version: AgreementVersion
) -> None:
    charity = desk(town.partnership, town.charity)
    draft = drafted(police, [probation], [clauses(town.police, town.probation, Category.IDENTITY)])
    for who, one, words in (
        (fresh(police.signatory), draft, "still being written"),
        (fresh(charity.signatory), version, "no party"),
    ):
        with acting(who), pytest.raises(ValidationError, match=words):
            sign(actor=who, version_id=one.pk, edition=one.edition)
    keeper = system_actor("tests", town.partnership.pk, town.police.pk)
    last_year = timezone.now() - timedelta(days=400)
    with acting(keeper), pytest.raises(ValueError, match="People sign for themselves"):
        bring_in_signature(
            actor=actor(police.signatory), version_id=version.pk, authority=police.authority, signed_at=last_year
        )


def test_nobody_names_themselves_or_somebody_elsewhere_and_only_officers_name(
    town: Town, police: Desk, probation: Desk
) -> None:
    officer = fresh(police.officer)
    for new, words in (
        (replace(authority(police, 0, 9), user=police.officer), "Nobody names themselves"),
        (replace(authority(police, 0, 9), user=probation.signatory), "account at your agency"),
        (authority(police, -9, -1), "last day comes after"),
        (authority(police, 5, 4), "last day comes after"),
    ):
        with acting(officer), pytest.raises(ValidationError, match=words):
            name_signatory(actor=officer, new=new)
    who = fresh(town.caseworker)
    with pytest.raises(NotPermitted), acting(who):
        name_signatory(actor=who, new=authority(police, 0, 9))


def test_named_twice_it_is_one_authority(police: Desk) -> None:
    officer, new = fresh(police.officer), authority(police, 0, 9)
    with acting(officer):
        rows = {name_signatory(actor=officer, new=new).pk for _ in range(2)}
        assert rows == {new.id}
        assert Signatory.objects.filter(user=police.signatory).count() == 2


def test_isa_08_a_party_stops_at_once_and_lifts_it_itself(
    town: Town, police: Desk, probation: Desk, version: AgreementVersion
) -> None:
    signed(version, police, probation)
    who, other = fresh(probation.signatory), fresh(police.officer)
    with acting(who):
        for _ in range(2):
            suspend(actor=who, agreement=version.agreement, words="Data went astray")
        assert Suspension.objects.count() == 1
    assert state(town, version) is State.SUSPENDED
    with acting(other):
        resume(actor=other, agreement=version.agreement)
    assert state(town, version) is State.SUSPENDED
    with acting(who):
        for _ in range(2):
            resume(actor=who, agreement=version.agreement)
    assert state(town, version) is State.LIVE


def test_the_owner_withdraws_for_all_and_nobody_signs_for_a_stranger(town: Town) -> None:
    said = [clauses(town.police, town.probation, Category.IDENTITY)]
    version = in_force(town, said, town.probation)
    charity = fresh(desk(town.partnership, town.charity).officer)
    with pytest.raises(NotPermitted), acting(charity):
        suspend(actor=charity, agreement=version.agreement, words="Not ours")
    who = fresh(town.auditor)
    with acting(who):
        for _ in range(2):
            withdraw(actor=who, version=version, words="Replaced")
    assert state(town, version) is State.WITHDRAWN


def test_only_officers_and_signatories_stop_what_an_agency_sends(town: Town, version: AgreementVersion) -> None:
    who = fresh(town.caseworker)
    with pytest.raises(NotPermitted), acting(who):
        suspend(actor=who, agreement=version.agreement, words="No")
    stale = actor(town.auditor)
    with pytest.raises(StepUpNeeded), acting(stale):
        suspend(actor=stale, agreement=version.agreement, words="No")
