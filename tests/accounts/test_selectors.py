"""Who counts as a colleague."""

import pytest

from accounts.agencies.models import Agency, AgencyType, Partnership
from accounts.agencies.services import bring_in_agency
from accounts.context import acting
from accounts.people.models import User
from accounts.people.selectors import colleagues, teams_of_agency
from tests import cast
from tests.accounts.conftest import Office

pytestmark = pytest.mark.django_db


def test_colleagues_are_the_active_people_of_the_agency_at_work_in_the_same_partnership(
    partnership: Partnership, probation: Agency, asha: User, office: Office
) -> None:
    elsewhere = cast.make_partnership("Eastmoor Community Safety Partnership")
    with acting(cast.founder_of(elsewhere)):
        bring_in_agency(actor=cast.founder_of(elsewhere), agency=probation)
    cast.make_user(elsewhere, probation)
    cast.make_user(partnership, cast.make_agency(partnership, AgencyType.POLICE))
    office.close(cast.make_user(partnership, probation))
    desk_mate = cast.make_user(partnership, probation, name="Aaron Ode")
    assert list(colleagues(cast.actor(asha))) == [desk_mate, asha]


def test_teams_are_the_agencys_own(partnership: Partnership, probation: Agency, asha: User) -> None:
    team = cast.make_team(partnership, probation)
    cast.make_team(partnership, cast.make_agency(partnership, AgencyType.POLICE))
    assert list(teams_of_agency(cast.actor(asha))) == [team]
