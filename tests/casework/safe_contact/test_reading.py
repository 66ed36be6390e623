"""Where a victim is is read by named people alone, and by nobody linked to whoever harms."""

import pytest

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.models import Event
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.links.services import end_link
from casework.safe_contact.models import Part
from casework.safe_contact.policies import reads
from casework.safe_contact.selectors import open_protected
from casework.safe_contact.services import end_reader, link_harm
from tests.access.protection import SENTINEL, named, protected
from tests.casework.links.linking import known_to_both, link_accepted
from tests.cast import actor, make_user, signed_in
from tests.security.raw import refused
from tests.town import Town, broken, known_person, opened_case, shared


@pytest.fixture
def case(town: Town) -> Case:
    """A victim's case, whose lead named a teammate; the teammate wrote both parts down."""
    made = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    protected(town.caseworker, town.teammate, made)
    return made


def read(user: User, case: Case, part: Part = Part.LOCATION) -> str:
    who = actor(user)
    with acting(who):
        return open_protected(who, open_case(who, case.reference), part).text


def may_read(user: User, case: Case) -> bool:
    who = actor(user)
    with acting(who):
        return reads(who, case, Part.LOCATION)


def test_whoever_is_named_reads_it_and_each_opening_is_an_event_of_its_own(town: Town, case: Case) -> None:
    assert read(town.teammate, case) == f"{SENTINEL}: Where they are"
    assert SENTINEL in read(town.teammate, case, Part.CONTACT)
    with acting(actor(town.auditor)):
        opened = Event.objects.filter(act="safe_contact.open", actor_id=str(town.teammate.pk))
        assert sorted(event.facts["part"] for event in opened) == ["SAFE_CONTACT", "VICTIM_LOCATION"]


def test_one_part_is_not_the_other(town: Town, case: Case) -> None:
    add(town, case, town.colleague)
    named(town.caseworker, town.colleague, case, Part.CONTACT)
    assert SENTINEL in read(town.colleague, case, Part.CONTACT)
    with pytest.raises(NotPermitted):
        read(town.colleague, case)


def add(town: Town, case: Case, user: User) -> None:
    who = actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=user)


def test_neither_lead_nor_team_nor_reach_across_the_agency_reads_it(town: Town, case: Case) -> None:
    in_team = make_user(town.partnership, town.police, StaffRole.TEAM_MANAGER, teams=(town.team,))
    for user in (town.caseworker, in_team, town.coordinator):
        with pytest.raises(NotPermitted):
            read(user, case)


def test_t40_break_glass_does_not_open_it_not_even_to_whoever_is_named(town: Town, case: Case) -> None:
    named(town.caseworker, town.colleague, case)  # named, but without the case
    broken(town.colleague, case)
    with pytest.raises(NotPermitted):
        read(town.colleague, case)
    browser = signed_in(town.colleague)
    for rest in ("", "access/", "safe-contact/", "safe-contact/location/", "safe-contact/contact/"):
        assert SENTINEL not in browser.get(f"/cases/{case.reference}/{rest}").content.decode()


def test_a_share_does_not_reach_it_and_its_categories_are_not_shared_as_a_whole(town: Town, case: Case) -> None:
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.VULNERABILITY_ASSESSMENT)
    with pytest.raises(NotPermitted):
        read(town.partner, case)
    for category in (Category.VICTIM_LOCATION, Category.SAFE_CONTACT):
        with pytest.raises(ValueError, match="named people"):
            shared(town.caseworker, case, town.probation, category)
    with acting(actor(town.caseworker)), pytest.raises(NotPermitted):
        named(town.caseworker, town.partner, case)


def test_a_conflict_takes_it_away_from_the_next_opening_on(town: Town, case: Case) -> None:
    assert may_read(town.teammate, case)
    who = actor(town.teammate)
    with acting(who):
        declare_conflict(actor=who, person=case.person, user=town.teammate, kind=Kind.FRIEND)
    assert not may_read(town.teammate, case)


def offender(town: Town, lead: User) -> Case:
    return opened_case(lead, known_person(lead, "Jasper", "Thorncastle"))


def linked(town: Town, case: Case, harms: Case) -> None:
    add(town, case, town.colleague)
    who = actor(town.colleague)  # sees both
    with acting(who):
        link_harm(actor=who, case=case, offender=harms)


def test_whoever_works_with_whoever_harms_reads_it_no_more_named_or_not(town: Town, case: Case) -> None:
    harms = offender(town, town.colleague)
    add(town, case, town.colleague)
    named(town.caseworker, town.colleague, case)
    assert may_read(town.colleague, case)
    linked(town, case, harms)
    assert not may_read(town.colleague, case)
    assert may_read(town.teammate, case)
    with pytest.raises(NotPermitted):
        named(town.caseworker, town.colleague, case, Part.CONTACT)


def test_vic_02_whoever_harms_is_known_by_the_row_of_a_linked_agency_too(town: Town, case: Case) -> None:
    two = known_to_both(town, town.colleague, offender(town, town.colleague), town.probation)
    add(town, case, town.colleague)
    named(town.caseworker, town.colleague, case)
    linked(town, case, two.probation)
    assert may_read(town.colleague, case)  # two rows, of which nobody said yet that they are one human being
    link = link_accepted(two)
    assert not may_read(town.colleague, case)
    assert may_read(town.teammate, case)
    who = actor(town.colleague)
    with acting(who):
        end_link(actor=who, link=link, why="They are cousins")
    assert may_read(town.colleague, case)


def test_a_relative_of_whoever_harms_neither_reads_it_nor_is_named(town: Town, case: Case) -> None:
    harms = offender(town, town.colleague)
    who = actor(town.teammate)
    with acting(who):
        declare_conflict(actor=who, person=harms.person, user=town.teammate, kind=Kind.FAMILY)
    assert may_read(town.teammate, case)  # nobody said yet who harms
    linked(town, case, harms)
    assert not may_read(town.teammate, case)
    with pytest.raises(NotPermitted) as refusal:
        read(town.teammate, case)
    assert "named" in str(refusal.value.words)  # and nothing of the link


def test_a_link_hints_at_neither_case_to_whoever_sees_only_the_other(town: Town, case: Case) -> None:
    harms = offender(town, town.colleague)
    linked(town, case, harms)
    page = signed_in(town.teammate).get(f"/cases/{case.reference}/safe-contact/").content.decode()
    assert "Nobody whom you may know is linked." in page
    assert harms.reference not in page
    other = make_user(town.partnership, town.police, password="x" * 20)
    who = actor(town.colleague)
    with acting(who):
        add_to_case(actor=who, case=harms, user=other)
    with acting(who := actor(other)):
        open_case(who, harms.reference)
    assert not may_read(other, case)


def test_somebody_who_is_named_no_more_stays_on_record(town: Town, case: Case) -> None:
    add(town, case, town.colleague)
    reader = named(town.caseworker, town.colleague, case)
    assert named(town.caseworker, town.colleague, case) == reader
    who = actor(town.caseworker)
    with acting(who):
        end_reader(actor=who, case=case, reader=reader)
    assert not may_read(town.colleague, case)
    assert (
        "Named before: Cole League"
        in signed_in(town.caseworker).get(f"/cases/{case.reference}/safe-contact/").content.decode()
    )
    with acting(who):
        assert "permission denied" in refused("DELETE FROM casework_namedreader")


def test_only_the_lead_and_team_managers_name_somebody(town: Town, case: Case) -> None:
    add(town, case, town.colleague)
    manager = make_user(town.partnership, town.police, StaffRole.TEAM_MANAGER, teams=(town.team,))
    for user in (town.colleague, town.coordinator, town.auditor):
        with pytest.raises(NotPermitted):
            named(user, town.colleague, case)
    assert named(manager, town.colleague, case).added_by == manager


def test_an_offenders_case_has_nothing_of_it_not_even_in_the_database(town: Town, case: Case) -> None:
    harms = offender(town, town.caseworker)
    assert signed_in(town.caseworker).get(f"/cases/{harms.reference}/safe-contact/").status_code == 404
    with acting(who := actor(town.caseworker)):
        open_case(who, harms.reference)
        statement = "UPDATE casework_protectedwords SET case_id = %s"
        assert refused(statement, harms.pk)
    with acting(who), pytest.raises(ValueError, match="offender case"):
        link_harm(actor=who, case=case, offender=case)


def test_it_is_written_and_read_through_its_pages(town: Town, case: Case) -> None:
    browser = signed_in(town.teammate)
    address = f"/cases/{case.reference}/safe-contact/location/"
    browser.post(address, {"words": "With her sister, 9 Larkspur Rise"})
    assert "9 Larkspur Rise" in browser.get(address).content.decode()
    assert "9 Larkspur Rise" not in browser.get(f"/cases/{case.reference}/").content.decode()
    assert browser.get(f"/cases/{case.reference}/safe-contact/elsewhere/").status_code == 404


def test_t25_a_share_of_everything_else_fetches_nothing_of_it(town: Town, case: Case) -> None:
    every = [category for category in Category if category not in Part.values]
    shared(town.caseworker, case, town.probation, *every)
    browser = signed_in(town.partner)
    for rest in ("", "access/", "safe-contact/", "safe-contact/location/"):
        assert SENTINEL not in browser.get(f"/cases/{case.reference}/{rest}").content.decode()
