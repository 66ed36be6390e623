"""What the database answers: a hit for whom an agency works with as somebody who offends, and silence for all else."""

import psycopg
import pytest

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Role as CaseRole
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.handling.models import Kind as Mark
from casework.people.details import PersonDetails
from casework.people.models import AliasKind
from multiagency.acts import KNOWN_TO_CHECKED
from multiagency.known_to.answers import who_knows
from multiagency.known_to.questions import MOST_NAMES, exact_enough, question
from tests.access.protection import named, protected_address
from tests.casework.closing.turns import closed
from tests.casework.handling.marking import an_item, decided, lifted, placed
from tests.casework.links.linking import known_to_both, link_accepted
from tests.cast import actor, make_agency, make_partnership, make_user
from tests.multiagency.known_to.asking import BORN, PNC, QUILLON, asked, recorded, worked
from tests.security.raw import pretend, sql
from tests.town import Town, opened_case

pytestmark = pytest.mark.django_db

POLICE = {"Westhaven Police"}


@pytest.fixture
def officer(town: Town) -> User:
    """A caseworker at probation, who asks the police."""
    return make_user(town.partnership, town.probation, Role.CASEWORKER, name="Olive Fisher")


def test_who_is_worked_with_as_somebody_who_offends_is_a_hit(town: Town, officer: User) -> None:
    worked(town.caseworker)
    assert asked(actor(officer), [town.police, town.charity]) == POLICE


SILENCING = (
    Mark.RESTRICTED_PROCESSING,
    Mark.OBJECTION,
    Mark.STATUTORY_BAR,
    Mark.COURT_ORDER_BAR,
    Mark.LPP,
    Mark.OFFICIAL_SENSITIVE,
)


@pytest.mark.parametrize("kind", SILENCING)
def test_rig_07_whose_data_may_not_be_used_is_no_hit_until_that_is_over(town: Town, officer: User, kind: Mark) -> None:
    case, dpo = worked(town.caseworker), make_user(town.partnership, town.police, Role.DPO)
    mark = placed(dpo, case, kind)
    assert asked(actor(officer), [town.police]) == set()
    if kind is Mark.OBJECTION:
        decided(dpo, case, mark, upheld=False)
    else:
        lifted(dpo, case, mark)
    assert asked(actor(officer), [town.police]) == POLICE


def test_rig_07_a_mark_on_the_name_silences_and_one_that_is_about_something_else_does_not(
    town: Town, officer: User
) -> None:
    case = worked(town.caseworker)
    placed(town.caseworker, case, Mark.DO_NOT_INFORM)
    placed(town.caseworker, case, Mark.DISPUTED, an_item(town.caseworker, case, "reason"))
    assert asked(actor(officer), [town.police]) == POLICE
    placed(town.caseworker, case, Mark.HANDLING_C, an_item(town.caseworker, case, "name"))
    assert asked(actor(officer), [town.police]) == set()


@pytest.mark.parametrize(
    "details",
    [
        PersonDetails(given="QUILLON", family="featherstonehaugh", born=BORN),
        PersonDetails(given="Quillon", other="Bartholomew", family="Featherstonehaugh", born=BORN),
        PersonDetails(given="Somebody", family="Else", identifiers=(PNC,)),
        PersonDetails(identifiers=((PNC[0], "1999 0123456x"),)),
        PersonDetails(
            given="Some", family="Name", born=BORN, aliases=((AliasKind.STREET, "Quillon Featherstonehaugh"),)
        ),
    ],
    ids=["other case", "with a middle name", "same number", "same number written otherwise", "by another name"],
)
def test_exactly_the_same_name_and_birth_or_number_is_a_hit(town: Town, officer: User, details: PersonDetails) -> None:
    worked(town.caseworker, PersonDetails(given="Quillon", family="Featherstonehaugh", born=BORN, identifiers=(PNC,)))
    assert asked(actor(officer), [town.police], details) == POLICE


@pytest.mark.parametrize(
    "details",
    [
        PersonDetails(given="Quilon", family="Featherstonehaugh", born=BORN),
        PersonDetails(given="Quillon", family="Featherstonehaugh", identifiers=((PNC[0], "1999/0123456Y"),)),
        PersonDetails(given="Bartholomew", family="Featherstonehaugh", born=BORN),
    ],
    ids=["a letter less", "another number", "another name"],
)
def test_what_is_only_like_it_is_no_hit(town: Town, officer: User, details: PersonDetails) -> None:
    worked(town.caseworker, PersonDetails(given="Quillon", family="Featherstonehaugh", born=BORN, identifiers=(PNC,)))
    assert asked(actor(officer), [town.police], details) == set()


def test_a_name_without_a_whole_date_is_no_question() -> None:
    assert not exact_enough(PersonDetails(given="Quillon", family="Featherstonehaugh"))
    with pytest.raises(ValueError, match="whole date of birth"):
        question(make_partnership().pk, PersonDetails(given="Quillon", family="Featherstonehaugh"))


def test_a_question_holds_no_more_than_twenty_names(officer: User) -> None:
    aliases = tuple((AliasKind.STREET, f"Name {number}") for number in range(40))
    many = PersonDetails(given="Quillon", family="Featherstonehaugh", born=BORN, aliases=aliases)
    who = actor(officer)
    with acting(who):
        assert len(question(who.partnership_id, many).names) == MOST_NAMES


# ---- silence
def test_a_person_known_only_as_a_victim_is_as_absent(town: Town, officer: User) -> None:
    worked(town.caseworker, role=CaseRole.VICTIM)
    assert asked(actor(officer), [town.police]) == set()


def test_a_victim_case_beside_it_neither_makes_nor_takes_a_hit(town: Town, officer: User) -> None:
    case = worked(town.caseworker)
    opened_case(town.caseworker, case.person, role=CaseRole.VICTIM)
    worked(town.stranger, role=CaseRole.VICTIM)
    assert asked(actor(officer), [town.police, town.charity]) == POLICE


def test_whoever_sees_them_as_a_victim_alone_is_told_nothing(town: Town, officer: User) -> None:
    """A hit would tell the other role; a colleague who does not see the victim's case is told as if there were none."""
    worked(town.caseworker)
    case = worked(officer, role=CaseRole.VICTIM)
    colleague = make_user(town.partnership, town.probation, Role.CASEWORKER)
    assert asked(actor(officer), [town.police]) == set()
    assert asked(actor(colleague), [town.police]) == POLICE
    opened_case(officer, case.person)
    assert asked(actor(officer), [town.police]) == POLICE


def test_a_restricted_record_is_as_absent(town: Town, officer: User) -> None:
    worked(town.caseworker, restricted=True)
    assert asked(actor(officer), [town.police]) == set()


def test_a_closed_case_is_no_hit(town: Town, officer: User) -> None:
    case = worked(town.caseworker)
    closed(town.caseworker, case)
    assert asked(actor(officer), [town.police]) == set()


def test_a_person_on_file_without_a_case_is_no_hit(town: Town, officer: User) -> None:
    recorded(town.caseworker)
    assert asked(actor(officer), [town.police]) == set()


@pytest.mark.parametrize("keeper", ["caseworker", "stranger"])
def test_nobody_answers_about_a_person_whose_place_any_agency_protects(town: Town, officer: User, keeper: str) -> None:
    worked(town.caseworker)
    writer = getattr(town, keeper)
    case = worked(writer, role=CaseRole.VICTIM)
    named(writer, writer, case)
    protected_address(writer, case)
    assert asked(actor(officer), [town.police]) == set()


def test_t29_whoever_is_in_conflict_is_told_nothing_by_anybody(town: Town, officer: User) -> None:
    worked(town.caseworker)
    who = actor(officer)
    own = recorded(officer)
    with acting(who):
        declare_conflict(actor=who, person=own, user=officer, kind=Kind.FAMILY)
    assert asked(who, [town.police]) == set()
    colleague = make_user(town.partnership, town.probation, Role.CASEWORKER)
    assert asked(actor(colleague), [town.police]) == POLICE


def test_t29_a_conflict_holds_for_every_row_of_the_human_being(town: Town, officer: User) -> None:
    """Declared about a row under another name, which a link ties to the one that is found."""
    two = known_to_both(town, town.caseworker, worked(town.caseworker), town.probation)
    assert asked(actor(officer), [town.police]) == POLICE
    link_accepted(two)
    who = actor(officer)
    with acting(who):
        declare_conflict(actor=who, person=two.probation.person, user=officer, kind=Kind.FRIEND)
    assert asked(who, [town.police]) == set()


# ---- another partnership, and what is asked of the database by itself
def test_t34_another_partnership_is_never_asked(town: Town) -> None:
    worked(town.caseworker)
    elsewhere = make_partnership("Easthaven Community Safety Partnership")
    stranger = make_user(elsewhere, make_agency(elsewhere, AgencyType.POLICE), Role.CASEWORKER)
    assert asked(actor(stranger), [town.police]) == set()


def test_no_agency_answers_that_the_event_does_not_name(town: Town, officer: User) -> None:
    worked(town.caseworker)
    who = actor(officer)
    with acting(who):
        sought = question(who.partnership_id, QUILLON)
        with event(KNOWN_TO_CHECKED, by=who, facts={"agencies": [town.charity.pk]}):
            assert who_knows(sought, [town.police.pk, town.charity.pk]) == set()


def test_no_record_no_answer(town: Town, officer: User) -> None:
    worked(town.caseworker)
    who, ids = actor(officer), [town.police.pk]
    with acting(who):
        sought = question(who.partnership_id, QUILLON)
        assert who_knows(sought, ids) == set()
        with event(CASE_CHANGED, by=who, facts={"agencies": ids}):
            assert who_knows(sought, ids) == set()
        with event(KNOWN_TO_CHECKED, by=who, facts={"agencies": ids}):
            assert who_knows(sought, ids) == {town.police.pk}
        assert who_knows(sought, ids) == set()


def test_t37_it_answers_with_ids_of_agencies_and_nothing_else(owner_connection: psycopg.Connection) -> None:
    found = owner_connection.execute(
        "SELECT pg_get_function_result(oid), provolatile FROM pg_proc WHERE proname = 'known_to'"
    ).fetchall()
    assert found == [("TABLE(agency_id uuid)", "s")]


def test_t35_the_rows_that_are_compared_stay_behind_the_wall(town: Town) -> None:
    worked(town.caseworker)
    pretend(town.probation.pk, town.partnership.pk)
    assert sql("SELECT count(*) FROM casework_personindex") == [(0,)]
