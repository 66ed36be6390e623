"""Two agencies agree that they know one human being, and learn nothing else by it."""

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import LINK_PROPOSED
from casework.cases.models import Role
from casework.categories import Category
from casework.links.models import PersonLink
from casework.links.policies import CannotLink
from casework.links.selectors import asked_of, find_link, links_of
from casework.links.services import accept_link, decline_link, end_link, propose_link
from casework.merging.selectors import others_of
from casework.merging.services import keep_apart
from tests.casework.links.linking import TwoAgencies, link_accepted, link_proposed, two_agencies
from tests.casework.merging.pairs import Pair, given_to, merged, pair_of, undone
from tests.cast import actor, make_user, signed_in
from tests.town import Town, opened_case, shared


def known_too(town: Town, two: TwoAgencies) -> tuple[list[str], list[str]]:
    """Which agencies each side shows."""
    police, probation = actor(town.caseworker), actor(two.officer)
    with acting(police):
        ours = [one.agency.name for one in links_of(police, two.police.person_id).links]
    with acting(probation):
        theirs = [one.agency.name for one in links_of(probation, two.probation.person_id).links]
    return ours, theirs


def test_a_link_shows_on_both_sides_once_both_stand_by_it_and_until_one_ends_it(town: Town) -> None:
    two = two_agencies(town)
    link = link_proposed(two)
    assert known_too(town, two) == ([], [])
    who = actor(town.caseworker)
    with acting(who):
        (asked,) = asked_of(who)
        assert (asked.name.text, asked.link.owner.name) == ("Katja Vyschnepolski", "Westhaven Probation")
        accept_link(actor=who, link=link, why="The custody photograph")
        accept_link(actor=who, link=link, why="The custody photograph")
        assert asked_of(who) == ()
    assert known_too(town, two) == (["Westhaven Probation"], ["Westhaven Police"])
    officer = actor(two.officer)
    with acting(officer):
        end_link(actor=officer, link=link, why="They are cousins")
    assert known_too(town, two) == ([], [])
    with acting(actor(town.auditor)):
        told = Event.objects.filter(act="person.link").get()
    assert told.kind == "COMBINATION"
    assert told.facts["undo"] == str(link.pk)


def test_a_link_opens_nothing_of_the_other_agency(town: Town) -> None:
    two = two_agencies(town)
    link_accepted(two)
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotKnown):
        links_of(who, two.probation.person_id)
    page = signed_in(town.caseworker).get(f"/people/{two.police.person_id}/links/").content.decode()
    assert "Ask the information-sharing desk at Westhaven Probation" in page
    assert two.probation.reference not in page
    assert "Vyschnepolska" not in page


def test_no_link_is_made_between_a_victims_case_and_an_offenders(town: Town) -> None:
    two = two_agencies(town, Role.VICTIM)
    with pytest.raises(CannotLink, match="one role"):
        link_proposed(two)


def test_the_database_refuses_a_link_between_two_roles_too(town: Town) -> None:
    two = two_agencies(town)
    link_proposed(two)
    victim = opened_case(town.caseworker, two.police.person, role=Role.VICTIM)
    shared(town.caseworker, victim, town.probation, Category.IDENTITY)
    columns = "partnership_id, owner_id, person_id, case_id, agency_id, other_id, why, proposed_by_id"
    who = actor(two.officer)
    said = f"INSERT INTO casework_personlink (id, {columns}, other_case_id) SELECT gen_random_uuid(), {columns}, %s"
    with acting(who), event(LINK_PROPOSED, by=who), connection.cursor() as cursor:  # noqa: SIM117
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(f"{said} FROM casework_personlink", [victim.pk])


def test_who_works_the_victims_case_learns_of_no_link_that_is_about_the_offenders(town: Town) -> None:
    two = two_agencies(town)
    link = link_accepted(two)
    opened_case(town.colleague, two.police.person, role=Role.VICTIM)
    who = actor(town.colleague)
    with acting(who):
        shown = links_of(who, two.police.person_id)
        assert (shown.links, shown.asked) == ((), ())
        assert asked_of(who) == ()
        with pytest.raises(NotKnown):
            find_link(who, link.pk)
        with pytest.raises(NotPermitted):
            end_link(actor=who, link=link, why="No")


def test_a_third_agency_learns_of_no_link(town: Town) -> None:
    link_accepted(two_agencies(town))
    with acting(actor(town.stranger)):
        assert not PersonLink.objects.exists()


def test_what_is_declined_may_be_proposed_again_and_what_is_kept_apart_may_not(town: Town) -> None:
    two = two_agencies(town)
    link, police = link_proposed(two), actor(town.caseworker)
    with acting(police):
        decline_link(actor=police, link=link, why="Not sure")
        with pytest.raises(CannotLink):
            accept_link(actor=police, link=link, why="After all")
    again = link_proposed(two)
    assert again.pk != link.pk
    with acting(police):
        decline_link(actor=police, link=again, why="No")
        keep_apart(actor=police, one=two.police.person, other=two.probation.person_id, why="Cousins")
    with pytest.raises(CannotLink, match="not the same human being"):
        link_proposed(two)
    officer = actor(two.officer)
    with acting(officer):
        assert others_of(officer, two.probation.person_id).candidates == ()


def test_a_record_that_another_agency_shares_is_suggested_for_a_link(town: Town) -> None:
    two = two_agencies(town)
    officer = actor(two.officer)
    with acting(officer):
        assert [one.person for one in others_of(officer, two.probation.person_id).candidates] == [two.police.person]
    browser = signed_in(two.officer)
    said = {"other": two.police.person_id, "same": "yes", "why": "Same birth date"}
    page = browser.post(f"/people/{two.probation.person_id}/others/", said, follow=True).content.decode()
    assert "It is proposed. Westhaven Police answers." in page


def test_a_link_goes_with_a_row_that_is_merged_and_comes_back(town: Town) -> None:
    two = two_agencies(town)
    link_accepted(two)
    fresh = pair_of(town)
    given_to(fresh.manager, two.police, town.caseworker)
    pair = Pair(two.police.person, fresh.merged, town.caseworker, fresh.manager)
    done = merged(pair)
    assert known_too(town, two)[0] == ["Westhaven Probation"]
    undone(pair, done)
    assert known_too(town, two)[0] == ["Westhaven Probation"]
    older, newer = sorted((fresh.kept, two.police.person), key=lambda one: one.pk)
    again = merged(Pair(older, newer, town.caseworker, fresh.manager))
    who = actor(two.officer)
    with acting(who):
        assert PersonLink.objects.get().other_id == again.kept_id
        assert [one.agency.name for one in links_of(who, two.probation.person_id).links] == ["Westhaven Police"]


def test_a_coordinator_who_sees_both_cases_proposes_by_the_reference_of_their_own(town: Town) -> None:
    two = two_agencies(town)
    browser, address = signed_in(town.partner), f"/people/{two.police.person_id}/links/propose/"
    wrong = browser.post(address, {"reference": two.police.reference, "why": "Same birth date"}).content.decode()
    assert "You see no case of your agency with this reference" in wrong
    assert "Same birth date" in wrong
    done = browser.post(address, {"reference": two.probation.reference, "why": "Same birth date"}, follow=True)
    assert "Westhaven Police answers" in done.content.decode()
    own = signed_in(town.caseworker).get(address)
    assert own.status_code == 404


def test_who_does_not_see_both_cases_proposes_nothing(town: Town) -> None:
    two = two_agencies(town)
    who = actor(make_user(town.partnership, town.probation))
    with acting(who), pytest.raises(CannotLink, match="no such pair"):
        propose_link(actor=who, person=two.probation.person, other=two.police.person, why="I think so")
