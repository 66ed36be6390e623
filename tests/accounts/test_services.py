"""Adding agencies, teams and people: by whoever may, each under an event, and never without one."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from accounts.agencies.models import Agency, AgencyType, Partnership
from accounts.agencies.services import add_agency, bring_in_agency
from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.people.models import RoleHeld, User
from accounts.people.services import add_team, add_user
from accounts.roles import Role
from audit.ledger.events import event
from audit.ledger.models import Event, EventRow
from tests import cast
from tests.accounts.conftest import CHANGED
from vault.models import AgencyKey

pytestmark = pytest.mark.django_db

LIAISON = "the information-sharing desk"


def test_founding_a_partnership_and_adding_an_agency_is_recorded_and_makes_its_key(partnership: Partnership) -> None:
    agency = cast.make_agency(partnership, AgencyType.POLICE)
    with acting(cast.founder_of(partnership)):
        assert AgencyKey.objects.filter(agency_id=agency.pk, partnership_id=partnership.pk, active=True).count() == 1
        told = Event.objects.filter(act="accounts.agency_added").values_list("kind", "subject_id", "facts")
        assert list(told) == [("POLICY_CHANGE", str(agency.pk), {"type": "POLICE"})]


def test_a_user_is_added_with_roles_and_teams_and_the_ledger_names_every_row(
    partnership: Partnership, probation: Agency
) -> None:
    team = cast.make_team(partnership, probation)
    user = cast.make_user(partnership, probation, Role.CASEWORKER, Role.PANEL_MEMBER, teams=[team])
    with acting(cast.founder_of(partnership)):
        event = Event.objects.get(act="accounts.user_added", subject_id=user.pk)
        rows = EventRow.objects.filter(event=event).values_list("table", flat=True)
        assert event.facts == {"roles": ["CASEWORKER", "PANEL_MEMBER"], "teams": [team.pk]}
        assert sorted(set(rows)) == [
            "accounts_membership",
            "accounts_roleheld",
            "accounts_user",
            "accounts_user_groups",
        ]


def test_the_agencys_administrator_adds_people_to_their_own_agency_only(
    partnership: Partnership, probation: Agency
) -> None:
    police = cast.make_agency(partnership, AgencyType.POLICE)
    administrator = cast.actor(cast.make_user(partnership, probation, Role.AGENCY_ADMINISTRATOR))
    worker = [Role.ANALYST]
    with acting(administrator):
        user = add_user(actor=administrator, agency=probation, email="n@example.org", name="N", roles=worker)
        with pytest.raises(NotPermitted):
            add_user(actor=administrator, agency=police, email="o@example.org", name="O", roles=worker)
        with pytest.raises(NotPermitted):
            add_team(actor=administrator, agency=police, title="Not ours")
    assert cast.actor(user).roles == {Role.ANALYST}


def test_the_agencys_administrator_cannot_give_a_role_that_reaches_across_agencies(
    partnership: Partnership, probation: Agency
) -> None:
    administrator = cast.actor(cast.make_user(partnership, probation, Role.AGENCY_ADMINISTRATOR))
    for role in (Role.PARTNERSHIP_IG_LEAD, Role.PARTNERSHIP_ADMINISTRATOR):
        with pytest.raises(NotPermitted), acting(administrator):
            add_user(actor=administrator, agency=probation, email="p@example.org", name="P", roles=[role])


def test_a_caseworker_adds_nobody(partnership: Partnership, probation: Agency) -> None:
    worker = cast.actor(cast.make_user(partnership, probation))
    with acting(worker):
        with pytest.raises(NotPermitted) as refused:
            add_user(actor=worker, agency=probation, email="p@example.org", name="P", roles=[Role.CASEWORKER])
        assert refused.value.resolver == "your agency's administrator, or your partnership's"
        with pytest.raises(NotPermitted):
            add_team(actor=worker, agency=probation, title="Mine")
        with pytest.raises(NotPermitted) as refused:
            add_agency(actor=worker, code="mine", name="Mine", type=AgencyType.BID, liaison=LIAISON)
        assert refused.value.resolver == "your partnership's administrator"


def test_an_agency_serves_a_second_partnership_only_after_it_was_brought_in(probation: Agency) -> None:
    other = cast.make_partnership("Eastmoor Community Safety Partnership")
    founder = cast.founder_of(other)
    with acting(founder):
        with pytest.raises(ValidationError, match="does not serve the partnership"):
            add_user(actor=founder, agency=probation, email="e@example.org", name="E", roles=[Role.CASEWORKER])
        bring_in_agency(actor=founder, agency=probation)
        add_user(actor=founder, agency=probation, email="e@example.org", name="E", roles=[Role.CASEWORKER])
        assert AgencyKey.objects.filter(agency_id=probation.pk, partnership_id=other.pk).count() == 1


def test_nobody_is_put_into_a_team_of_another_agency(partnership: Partnership, probation: Agency) -> None:
    elsewhere = cast.make_team(partnership, cast.make_agency(partnership, AgencyType.POLICE))
    with pytest.raises(ValidationError, match="their own agency only"):
        cast.make_user(partnership, probation, teams=[elsewhere])


def test_two_people_cannot_share_an_address_whatever_its_case(partnership: Partnership, probation: Agency) -> None:
    founder = cast.founder_of(partnership)
    with acting(founder):
        add_user(actor=founder, agency=probation, email="One@Example.org", name="One", roles=[Role.CASEWORKER])
    with pytest.raises(IntegrityError, match="email"), acting(founder):
        add_user(actor=founder, agency=probation, email="one@example.ORG", name="Two", roles=[Role.CASEWORKER])


@pytest.mark.parametrize(
    "change",
    [
        lambda user: RoleHeld.objects.create(user=user, partnership=user.partnership, role=Role.PARTNERSHIP_IG_LEAD),
        lambda user: RoleHeld.objects.filter(user=user).update(role=Role.DPO),
        lambda user: User.objects.filter(pk=user.pk).update(email="else@example.org"),
        lambda user: user.groups.clear(),
        lambda user: Agency.objects.filter(pk=user.agency_id).update(liaison="nobody"),
        lambda user: User.objects.filter(pk=user.pk).delete(),
    ],
)
def test_who_may_do_what_cannot_change_without_an_event(
    partnership: Partnership, probation: Agency, change: Callable[[User], object]
) -> None:
    user = cast.make_user(partnership, probation, teams=[cast.make_team(partnership, probation)])
    with pytest.raises(DatabaseError, match="without an open event"), transaction.atomic():
        change(user)


def test_nobody_is_ever_a_superuser(partnership: Partnership, probation: Agency) -> None:
    user = cast.make_user(partnership, probation)
    founder = cast.founder_of(partnership)
    with pytest.raises(IntegrityError, match="user_never_superuser"), acting(founder), event(CHANGED, by=founder):
        User.objects.filter(pk=user.pk).update(is_superuser=True)


def test_no_name_or_address_shows_when_a_person_is_printed(asha: User) -> None:
    printed = f"{asha} {asha!r}"
    assert asha.email not in printed
    assert "Asha" not in printed
