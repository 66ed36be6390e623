"""An officer who knows a person outside work reads nothing of them in the office; another officer does."""

import pytest

from accounts.context import acting
from accounts.denials import NotKnown
from accounts.models import User
from accounts.roles import Role
from audit.office.ended_listings.selectors import ended_listings
from audit.office.looks.selectors import looks_at_record, newest_looks, record_of
from tests.access.world import in_conflict
from tests.casework.listings.listed import ended, listed
from tests.cast import actor, make_user, signed_in
from tests.town import Town, opened_case


@pytest.fixture
def second(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.IG_OFFICER, name="Sec Ond")


def test_t29_an_officer_who_knows_the_person_does_not_read_who_looked_at_their_record(town: Town, second: User) -> None:
    case, other = opened_case(town.caseworker), opened_case(town.caseworker)
    signed_in(town.caseworker).get(f"/cases/{case.reference}/")
    in_conflict(second, town.auditor, case)
    who = actor(town.auditor)
    with acting(who):
        assert record_of(who, case.reference) is None
        assert record_of(who, other.reference) == other.pk
        about = {look.event.subject_id for look in newest_looks(who).looks}
        assert str(other.pk) in about
        assert about & {str(case.pk), str(case.person_id), case.reference} == set()
    for record_id in (case.pk, case.person_id):
        with pytest.raises(NotKnown), acting(who):
            looks_at_record(who, record_id)
    with acting(actor(second)):
        acts = {look.event.act for look in looks_at_record(actor(second), case.pk).looks}
        assert {"case.look", "conflict.declare"} <= acts


def test_t29_nor_that_they_were_taken_off_a_cohort(town: Town, second: User) -> None:
    case, other = opened_case(town.caseworker), opened_case(town.caseworker)
    for one in (case, other):
        ended(town.caseworker, one, listed(town.caseworker, one))
    in_conflict(second, town.auditor, case)
    for officer, seen in ((town.auditor, {other.reference}), (second, {case.reference, other.reference})):
        who = actor(officer)
        with acting(who):
            assert {one.reference for one in ended_listings(who).ended} == seen
