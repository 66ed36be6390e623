"""Where a referral can go: agencies of the partnership, their teams, and people there who take referrals in."""

from collections.abc import Collection

from accounts.actor import Actor
from accounts.agencies.selectors import agencies_here
from accounts.models import Agency, Team, User
from accounts.roles import NEEDS

Place = tuple[Agency, Team | None, User | None]


def places_for(actor: Actor, types: Collection[str], *, people_alone: bool = False) -> dict[str, Place]:
    """Every place where a referral can go, by how forms name it; of these types of agency where any are given.

    What is restricted goes to people by name alone.
    """
    agencies = [one for one in agencies_here(actor) if one.pk != actor.agency_id and (not types or one.type in types)]
    teams = Team.objects.filter(agency__in=agencies).order_by("title")
    held = {"roles_held__role__in": NEEDS, "roles_held__partnership_id": actor.partnership_id}
    people = User.objects.filter(agency__in=agencies, is_active=True, **held).order_by("name").distinct()
    found: dict[str, Place] = {}
    by_team, by_person = list(teams), list(people)
    for agency in agencies:
        if not people_alone:
            found[f"agency:{agency.pk}"] = (agency, None, None)
            found |= {f"team:{one.pk}": (agency, one, None) for one in by_team if one.agency_id == agency.pk}
        found |= {f"person:{one.pk}": (agency, None, one) for one in by_person if one.agency_id == agency.pk}
    return found


def own_teams(actor: Actor) -> list[Team]:
    """The teams of the actor's agency."""
    return list(Team.objects.filter(agency_id=actor.agency_id).order_by("title"))


def other_agencies(actor: Actor) -> list[Agency]:
    """The other agencies of the partnership."""
    return list(agencies_here(actor).exclude(pk=actor.agency_id))
