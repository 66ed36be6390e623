"""A real installation begins: a partnership, its first agency, and the link for its first administrator."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Agency, Partnership, User
from accounts.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db

NEW = "correct staple horse battery"


def found(**changes: str) -> str:
    said = StringIO()
    options = {
        "agency": "Westhaven Council", "agency_code": "westhaven-council", "liaison": "the duty desk",
        "email": "Ada@Westhaven.example", "person": "Ada Min", **changes,
    }  # fmt: skip
    name, slug = options.pop("name", "Westhaven Partnership"), options.pop("slug", "westhaven")
    call_command("found_partnership", name, slug, stdout=said, **options)
    return said.getvalue()


def test_the_first_administrator_comes_in_by_the_link_and_may_invite_others() -> None:
    link = found().split("http://localhost")[1].strip()
    desk = Client()
    assert desk.post(link, {"password": NEW, "again": NEW}).headers["Location"] == "/sign-in/"
    user = User.objects.get(email="ada@westhaven.example")
    assert cast.actor(user).roles == {Role.PARTNERSHIP_ADMINISTRATOR}
    cast.enrol(user)
    desk.post("/sign-in/", {"login": user.email, "password": NEW})
    desk.post("/sign-in/code/", {"code": cast.code_of(user)})
    assert desk.get("/staff/agencies/westhaven-council/invite/").status_code == 200


@pytest.mark.parametrize("taken", [{"slug": "other"}, {"slug": "other", "agency_code": "other"}])
def test_what_is_taken_founds_nothing(taken: dict[str, str]) -> None:
    found()
    with pytest.raises(CommandError, match="Nothing was founded"):
        found(**taken)
    assert (Partnership.objects.count(), Agency.objects.count(), User.objects.count()) == (1, 1, 1)


def test_the_same_slug_is_refused() -> None:
    found()
    with pytest.raises(CommandError, match="Next: choose another"):
        found(agency_code="x", email="b@example.org")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"slug": "west haven"}, "slug"),
        ({"slug": "w" * 41}, "slug"),
        ({"name": ""}, "name"),
        ({"agency": "W" * 121}, "--agency"),
        ({"agency_code": "west/haven"}, "--agency-code"),
        ({"liaison": ""}, "--liaison"),
        ({"email": "nobody"}, "--email"),
        ({"person": "A" * 121}, "--person"),
    ],
)
def test_what_does_not_fit_is_named_and_founds_nothing(changes: dict[str, str], named: str) -> None:
    with pytest.raises(CommandError, match=f"Nothing was founded: {named} does not fit"):
        found(**changes)
    assert not Partnership.objects.exists()
