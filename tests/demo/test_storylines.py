"""The storylines hold what the tour says of them."""

from datetime import date

import pytest

from casework.files.cleaning.cleaner import clean
from casework.files.cleaning.kinds import Kind as KindOfFile
from config.demo.draft import Draft
from config.demo.generator import make_world
from config.demo.papers import paper
from config.demo.storylines import STORYLINES, Storyline
from config.demo.world import Case, Kind, Person, Side, World

TODAY = date(2026, 7, 15)


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(today=TODAY, people=sum(storyline.cast for storyline in STORYLINES))


def cases_of(world: World, number: int) -> list[Case]:
    story = next(story for story in world.stories if story.number == number)
    return [world.cases[key] for key in story.cases]


def people_of(world: World, number: int) -> list[Person]:
    return [world.people[case.person] for case in cases_of(world, number)]


@pytest.mark.parametrize("storyline", STORYLINES, ids=lambda storyline: storyline.tell.__name__)
def test_a_storyline_needs_the_cast_that_it_names(storyline: Storyline) -> None:
    draft = Draft(1, TODAY)
    story = storyline.tell(draft)
    assert len(draft.people) == storyline.cast
    assert {case.key for case in draft.cases} == set(story.cases)
    assert {contact.case for contact in draft.interventions} == set(story.cases)
    assert story.sign_in in {member.email for member in draft.staff}


def test_all_storylines_fit_in_a_world_of_their_cast_alone(world: World) -> None:
    assert [story.number for story in world.stories] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_a_storyline_that_does_not_fit_is_left_out_whole() -> None:
    assert [story.number for story in make_world(today=TODAY, people=2).stories] == [1]
    assert [story.number for story in make_world(today=TODAY, people=1).stories] == [2]


def test_the_repeat_victim_and_her_former_partner_are_held_apart(world: World) -> None:
    victim, offender = cases_of(world, 1)
    assert (victim.side, offender.side) == (Side.VICTIM, Side.OFFENDER)
    assert victim.agency != offender.agency
    assert offender.agency not in {share.agency for share in world.shares if share.case == victim.key}
    assert "protected" in victim.warning


def test_the_conditions_of_the_release_are_kept_as_a_file_that_the_police_may_open(world: World) -> None:
    (case,) = cases_of(world, 5)
    (letter,) = [letter for letter in world.letters if letter.case == case.key]
    told = {(share.agency, share.category) for share in world.shares if share.case == case.key}
    assert ("police", letter.category) in told
    assert clean(letter.name, paper(letter.lines))[0] is KindOfFile.PDF


def test_the_relative_at_the_police_sees_neither_of_the_two(world: World) -> None:
    (relative,) = {conflict.user for conflict in world.conflicts}
    assert {conflict.person for conflict in world.conflicts} == {case.person for case in cases_of(world, 1)}
    assert next(member.agency for member in world.staff if member.email == relative) == "police"


def test_the_young_person_has_two_walled_cases_of_two_teams(world: World) -> None:
    exploited, offending = cases_of(world, 2)
    assert exploited.person == offending.person
    assert (exploited.side, offending.side) == (Side.VICTIM, Side.OFFENDER)
    assert exploited.team != offending.team
    assert not {share.case for share in world.shares} & {exploited.key, offending.key}
    assert exploited.lead != offending.lead


def test_the_shop_is_a_victim_without_a_birth_date(world: World) -> None:
    shop, worker, *offenders = people_of(world, 3)
    assert (shop.kind, shop.born, shop.given) == (Kind.VENUE, None, "")
    assert worker.kind is Kind.PERSON
    assert [case.side for case in cases_of(world, 3)] == [Side.VICTIM] * 2 + [Side.OFFENDER] * 2
    assert len(offenders) == 2


def test_the_household_shares_a_name_and_stands_at_two_reports(world: World) -> None:
    mother, son, neighbour = people_of(world, 4)
    assert mother.family == son.family != neighbour.family
    assert "two qualifying reports" in cases_of(world, 4)[0].reason


def test_the_release_is_three_weeks_away(world: World) -> None:
    (case,) = cases_of(world, 5)
    assert "5 August 2026" in case.reason
    assert "housing" in {share.agency for share in world.shares if share.case == case.key}


def test_one_human_being_is_known_under_three_spellings_one_of_them_an_alias(world: World) -> None:
    arrested, tenant, patient = people_of(world, 7)
    assert arrested.born == tenant.born == patient.born
    assert len({person.agency for person in (arrested, tenant, patient)}) == 3
    assert len({person.family for person in (arrested, tenant, patient)}) == 3
    assert f"{patient.given} {patient.family}" in {alias.text for alias in arrested.aliases}


def test_the_record_about_a_member_of_staff_is_restricted_to_those_named(world: World) -> None:
    (case,) = cases_of(world, 9)
    assert case.restricted
    assert case.named == ("team.manager@police.example",)
    assert [other.key for other in world.cases if other.restricted] == [case.key]


def test_what_was_routed_wrongly_is_begun_anew_questioned_and_accepted(world: World) -> None:
    (case,) = cases_of(world, 8)
    first, second = (one for one in world.referred if one.case == case.key)
    assert [step.move for step in first.steps] == ["OPEN", "REDIRECT"]
    assert second.anew
    assert [step.move for step in second.steps] == ["OPEN", "ASK", "ANSWER", "ACCEPT"]
    assert first.steps[-1].agency == second.to


def test_the_release_waits_for_a_second_person_and_the_clinic_for_its_guardian(world: World) -> None:
    assert cases_of(world, 5)[0].key in {one.case for one in world.referred if one.kept and one.asks}
    assert (cases_of(world, 6)[0].key, "CALDICOTT") in {(one.case, one.asks) for one in world.passed}
