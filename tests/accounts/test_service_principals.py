"""Services: what they may use is given, listed and taken away, and read at every use."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import Agency, Partnership, ServiceGrant, ServicePrincipal, User
from accounts.roles import Role
from accounts.service_principals.selectors import actor_for_service
from accounts.service_principals.services import close_service, give_grant, make_service, revoke_grant
from audit.ledger.models import Event
from casework.categories import FOR_NAMED_PEOPLE, Category
from tests import cast

pytestmark = pytest.mark.django_db

NAME, CATEGORY = "repeat-detection", "IDENTITY"


@pytest.fixture
def system(partnership: Partnership) -> Actor:
    return cast.founder_of(partnership)


@pytest.fixture
def grant(system: Actor, probation: Agency) -> ServiceGrant:
    with acting(system):
        service = make_service(actor=system, name=NAME)
        return give_grant(actor=system, service=service, agency=probation, category=CATEGORY)


def use(partnership: Partnership, agency: Agency, category: str = CATEGORY) -> Actor:
    return actor_for_service(NAME, partnership.pk, agency_id=agency.pk, category=category)


def test_a_service_acts_for_the_agency_that_was_given_to_it(
    partnership: Partnership, probation: Agency, grant: ServiceGrant
) -> None:
    actor = use(partnership, probation)
    assert (actor.kind, actor.principal) == ("service", grant.service_id)
    assert (actor.agency_id, actor.partnership_id) == (probation.pk, partnership.pk)
    assert not actor.roles


@pytest.mark.parametrize(
    "end", [lambda by, g: revoke_grant(actor=by, grant=g), lambda by, g: close_service(actor=by, service=g.service)]
)
def test_what_is_taken_away_counts_at_the_next_use(
    partnership: Partnership, probation: Agency, system: Actor, grant: ServiceGrant, end: Callable[..., None]
) -> None:
    use(partnership, probation)
    with acting(system):
        end(system, grant)
    with pytest.raises(NotPermitted) as refused:
        use(partnership, probation)
    assert refused.value.facts["category"] == CATEGORY


def test_nothing_else_of_the_agency_nor_of_another_or_in_another_partnership_is_used(
    partnership: Partnership, probation: Agency, grant: ServiceGrant
) -> None:
    police, other = cast.make_agency(partnership, AgencyType.POLICE), cast.make_partnership()
    cast.bring_in(other, probation)
    for where, agency, category in (
        (partnership, probation, "OFFENDING_HISTORY"), (partnership, police, CATEGORY), (other, probation, CATEGORY),
    ):  # fmt: skip
        with pytest.raises(NotPermitted):
            use(where, agency, category)


def test_given_twice_it_is_given_once_and_only_of_an_agency_that_serves_here(
    partnership: Partnership, probation: Agency, system: Actor, grant: ServiceGrant
) -> None:
    elsewhere = cast.make_agency(cast.make_partnership())
    with acting(system):
        assert give_grant(actor=system, service=grant.service, agency=probation, category=CATEGORY) == grant
        with pytest.raises(ValidationError):
            give_grant(actor=system, service=grant.service, agency=elsewhere, category=CATEGORY)
    with pytest.raises(IntegrityError), acting(system):
        give_grant(actor=system, service=grant.service, agency=probation, category="no-code")
    with pytest.raises(IntegrityError), acting(system):
        make_service(actor=system, name=NAME)


def head(partnership: Partnership, agency: Agency, *roles: Role) -> User:
    return cast.make_user(partnership, agency, *roles, password=cast.PASSWORD)


def test_the_partnerships_administrator_makes_lists_and_ends_services_on_their_page(
    partnership: Partnership, probation: Agency
) -> None:
    desk = cast.signed_in(head(partnership, probation, Role.PARTNERSHIP_ADMINISTRATOR))
    to = desk.post("/services/make/", {"name": NAME}).headers["Location"]
    assert desk.post(to, {"agency": probation.pk, "category": CATEGORY}).headers["Location"] == "/services/"
    words = desk.get("/services/").content.decode()
    assert NAME in words
    assert Category(CATEGORY).label in words
    assert "There is or was a service of this name" in desk.post("/services/make/", {"name": NAME}).content.decode()
    service = ServicePrincipal.objects.get()
    desk.post(f"/services/{service.pk}/close/")
    assert NAME not in desk.get("/services/").content.decode()
    assert not ServiceGrant.objects.exists()
    with acting(cast.actor(head(partnership, probation, Role.PARTNERSHIP_IG_LEAD))):
        acts = Event.objects.filter(act__startswith="accounts.service_").order_by("pk").values_list("act", flat=True)
        assert list(acts) == ["accounts.service_made", "accounts.service_grant_given", "accounts.service_closed"]


def test_where_a_victim_is_and_how_to_reach_them_is_given_to_no_service(
    partnership: Partnership, probation: Agency, system: Actor
) -> None:
    """They are for people who are named for them: neither the page nor the database lets a service have them."""
    desk = cast.signed_in(head(partnership, probation, Role.PARTNERSHIP_ADMINISTRATOR))
    to = desk.post("/services/make/", {"name": NAME}).headers["Location"]
    for category in FOR_NAMED_PEOPLE:
        assert category.label not in desk.get(to).content.decode()
        assert desk.post(to, {"agency": probation.pk, "category": category}).status_code == 200
        with pytest.raises(IntegrityError), acting(system):
            give_grant(actor=system, service=ServicePrincipal.objects.get(), agency=probation, category=category)
    assert not ServiceGrant.objects.exists()


def test_an_agencys_administrator_takes_back_what_is_their_agencys_alone(
    partnership: Partnership, probation: Agency, system: Actor, grant: ServiceGrant
) -> None:
    police = cast.make_agency(partnership, AgencyType.POLICE)
    with acting(system):
        theirs = give_grant(actor=system, service=grant.service, agency=police, category=CATEGORY)
    desk = cast.signed_in(head(partnership, probation, Role.AGENCY_ADMINISTRATOR))
    assert desk.post(f"/services/grants/{theirs.pk}/revoke/").status_code == 403
    assert desk.post(f"/services/grants/{grant.pk}/revoke/").status_code == 302
    assert list(ServiceGrant.objects.all()) == [theirs]


def test_giving_asks_for_a_fresh_second_factor(
    partnership: Partnership, probation: Agency, grant: ServiceGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = cast.signed_in(head(partnership, probation, Role.PARTNERSHIP_ADMINISTRATOR))
    monkeypatch.setattr("accounts.stepup.FRESH", timedelta(seconds=-1))
    assert "confirm" in desk.get("/services/make/").headers["Location"]
    desk.post(f"/services/{grant.service_id}/grants/", {"agency": probation.pk, "category": "OFFENDING_HISTORY"})
    assert ServiceGrant.objects.count() == 1
