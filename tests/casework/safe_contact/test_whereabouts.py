"""Contact points and addresses: on the case alone, replaced and never rewritten, and a shared phone warns."""

from dataclasses import replace

import pytest

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import WHEREABOUTS_CHANGED
from casework.cases.models import Case, Role
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.contact_details.services import Entry, confirm, end, keep
from casework.people.models import PersonIndex
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.safe_contact.models import Part
from casework.safe_contact.services import end_reader, link_harm
from casework.whereabouts.details import AddressDetail, PointDetail, problems
from casework.whereabouts.models import Address, Channel, ContactPoint, PhoneCode, Place, Said
from casework.whereabouts.phones import numbers_in, phone_code
from casework.whereabouts.wards import Ward
from tests.access.protection import named
from tests.casework.links.linking import known_to_both, link_accepted
from tests.casework.safe_contact.contacting import FLAT, MOBILE, NUMBER, address, kept, point, the_card
from tests.cast import actor
from tests.security.raw import refused
from tests.town import Town, known_person, opened_case, shared


@pytest.fixture
def harms(town: Town, theirs: Case) -> Case:
    """The case of whoever harms, worked by somebody else, who may not read what is protected."""
    made = opened_case(town.colleague, known_person(town.colleague, "Jasper", "Thorncastle"))
    with acting(who := actor(town.colleague)):
        add_to_case(actor=who, case=made, user=town.coordinator)
    return made


def linked(town: Town, theirs: Case, harms: Case) -> None:
    with acting(who := actor(town.caseworker)):
        add_to_case(actor=who, case=theirs, user=town.colleague)
    with acting(who := actor(town.colleague)):
        link_harm(actor=who, case=theirs, offender=harms)


@pytest.mark.parametrize(
    "typed", ["07700 900461", "+44 7700 900 461", "+44 (0)7700 900461", "0044 7700-900461", "(07700) 900461"]
)
def test_a_number_is_the_same_however_it_is_typed(typed: str) -> None:
    assert numbers_in(typed) == ["447700900461"]
    assert numbers_in(f"Asha, her sister, {typed}") == ["447700900461"]


def test_what_is_no_number_is_none() -> None:
    assert numbers_in("flat 12, ask for Asha") == []
    assert numbers_in("020 7946 0123 or +33 1 23 45 67 89") == ["442079460123", "33123456789"]


def test_p13_the_same_phone_on_the_record_of_whoever_harms_warns_before_it_is_used(
    town: Town, theirs: Case, harms: Case
) -> None:
    point(town.caseworker, theirs)
    theirs_too = point(town.colleague, harms, value="+44 7700 900 461")
    assert not the_card(town.caseworker, theirs).shared_phone  # nobody said yet that they harm
    linked(town, theirs, harms)
    shown = the_card(town.caseworker, theirs)
    assert shown.shared_phone
    assert [way.shared_phone for way in shown.ways] == [True]
    with acting(who := actor(town.colleague)):
        end(actor=who, case=harms, row=theirs_too)
    assert not the_card(town.caseworker, theirs).shared_phone


def test_p13_it_warns_too_where_whoever_harms_is_linked_by_another_agencys_row(
    town: Town, theirs: Case, harms: Case
) -> None:
    two = known_to_both(town, town.colleague, harms, town.probation)
    point(town.caseworker, theirs)
    point(town.colleague, harms)
    who = actor(town.caseworker)
    with acting(who):
        link_harm(actor=who, case=theirs, offender=two.probation)
    assert not the_card(town.caseworker, theirs).shared_phone  # nobody said yet that the two rows are one
    link_accepted(two)
    assert the_card(town.caseworker, theirs).shared_phone


def test_an_offender_case_of_the_same_person_never_warns_for_that_would_tell_of_it(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    point(town.caseworker, opened_case(town.caseworker, theirs.person))
    assert not the_card(town.caseworker, theirs).shared_phone


def test_vic_01_nothing_in_the_database_ties_a_victims_number_to_anything(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    address(town.caseworker, theirs)
    with acting(who := actor(town.caseworker)), event(WHEREABOUTS_CHANGED, by=who):
        assert not PhoneCode.objects.filter(case=theirs).exists()
        token = phone_code(theirs.partnership_id, "447700900461")
        assert not PersonIndex.objects.filter(token=token).exists()
        insert = (
            "INSERT INTO casework_phonecode (id, partnership_id, owner_id, case_id, role, category, point_id, token)"
            " SELECT gen_random_uuid(), partnership_id, owner_id, case_id, %s, 'CONTACT', id, %s"
            " FROM casework_contactpoint"
        )
        assert "phonecode_of_offenders" in refused(insert, "VICTIM", token)
        assert "phonecode_of_role" in refused(insert, "OFFENDER", token)


def test_vic_01_no_share_reaches_a_victims_contact_points_even_one_forged(town: Town, theirs: Case) -> None:
    point(town.caseworker, theirs)
    shared(town.caseworker, theirs, town.probation, Category.IDENTITY)
    with acting(who := actor(town.caseworker)), event(WHEREABOUTS_CHANGED, by=who):
        assert refused("UPDATE casework_caseshare SET category = 'SAFE_CONTACT'")
    with acting(actor(town.partner)):
        assert not ContactPoint.objects.exists()


def test_an_offenders_contact_points_are_shared_as_their_category_is(town: Town, harms: Case) -> None:
    point(town.colleague, harms)
    address(town.colleague, harms, kind=Place.HOME)
    shared(town.colleague, harms, town.probation, Category.IDENTITY, Category.CONTACT)
    with acting(actor(town.partner)):
        assert ContactPoint.objects.count() == PhoneCode.objects.count() == 1
        assert not Address.objects.exists()


def test_vic_03_what_is_a_victims_never_stands_under_an_offender_case(town: Town, theirs: Case, harms: Case) -> None:
    row = point(town.caseworker, theirs)
    with acting(who := actor(town.caseworker)), event(WHEREABOUTS_CHANGED, by=who):
        assert refused("UPDATE casework_contactpoint SET case_id = %s WHERE id = %s", harms.pk, row.pk)
        assert refused("UPDATE casework_contactpoint SET role = 'OFFENDER', category = 'CONTACT'")
        assert "permission denied" in refused("DELETE FROM casework_contactpoint")


def test_vic_02_only_people_named_for_the_part_write_it_down(town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    for detail in (MOBILE, FLAT):
        with pytest.raises(NotPermitted):
            kept(town.caseworker, case, detail)
    reader = named(town.caseworker, town.caseworker, case, Part.CONTACT)
    point(town.caseworker, case)
    with pytest.raises(NotPermitted):
        address(town.caseworker, case)
    with acting(who := actor(town.caseworker)):
        end_reader(actor=who, case=case, reader=reader)
    with pytest.raises(NotPermitted):
        point(town.caseworker, case)


def test_sent_twice_it_is_kept_once_and_with_other_words_it_is_refused(town: Town, theirs: Case) -> None:
    entry = Entry(MOBILE)
    with acting(who := actor(town.caseworker)):
        first = keep(actor=who, case=theirs, entry=entry)
        assert keep(actor=who, case=theirs, entry=entry) == first
        with pytest.raises(AlreadySent):
            keep(actor=who, case=theirs, entry=Entry(replace(MOBILE, times="Never"), id=entry.id))
        assert ContactPoint.objects.count() == 1


def test_one_that_is_replaced_is_suppressed_stays_on_record_and_is_not_replaced_twice(town: Town, theirs: Case) -> None:
    first = point(town.caseworker, theirs)
    kept(town.teammate, theirs, replace(MOBILE, value="07700 900462"), first)
    shown = the_card(town.caseworker, theirs)
    assert [way.detail.value for way in shown.ways] == ["07700 900462"]
    with pytest.raises(ChangedMeanwhile):
        kept(town.caseworker, theirs, MOBILE, first)
    with acting(who := actor(town.caseworker)):
        assert ContactPoint.objects.count() == len(["the old one", "the new one"])
        with pytest.raises(ChangedMeanwhile):
            confirm(actor=who, case=theirs, row=first)


def test_confirming_it_again_says_when_and_by_whom(town: Town, theirs: Case) -> None:
    row = point(town.caseworker, theirs)
    assert the_card(town.caseworker, theirs).ways[0].stale
    with acting(who := actor(town.teammate)):
        confirm(actor=who, case=theirs, row=row)
    way = the_card(town.caseworker, theirs).ways[0]
    assert (way.stale, way.point.confirmed_by) == (False, town.teammate)


def test_what_is_incomplete_is_refused_with_the_field_that_mends_it() -> None:
    wrong: dict[PointDetail | AddressDetail, str] = {
        replace(MOBILE, value="12"): "value",
        replace(MOBILE, channel=Channel.EMAIL, value="nobody"): "value",
        replace(MOBILE, channel=Channel.POST): "value",
        replace(MOBILE, channel=Channel.THIRD_PARTY, value=""): "value",
        replace(FLAT, lines=""): "lines",
        replace(FLAT, kind=Place.REFUGE, ward=Ward.WEST_END): "ward",
    }
    assert {detail: field for detail in wrong for field in problems(detail)} == wrong
    assert problems(AddressDetail(Place.NFA, Said.NO, Said.NOT_KNOWN)) == {}
    assert NUMBER not in repr(MOBILE)
