"""Agencies and teams to which rules send referrals, as forms choose and pages name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.agencies.selectors import agencies_here
from accounts.models import Team
from multiagency.routing.route import Target


@dataclass(frozen=True, slots=True)
class Places:
    """The partnership's agencies by id, and their teams by number, each with its name."""

    agencies: Mapping[UUID, str]
    teams: Mapping[int, tuple[UUID, str]]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Every agency, each with its teams after it."""
        found = []
        for agency, name in self.agencies.items():
            found.append((place_of(agency, None), name))
            found += [
                (place_of(agency, team), f"{name}: {title}")
                for team, (owner, title) in self.teams.items()
                if owner == agency
            ]
        return found

    def name(self, placed: Sequence[Any]) -> str:
        """A place as a dry-run stores it, in words: agency, team, panel, urgency."""
        agency, team, panel, urgency = placed[:4]
        if agency is None:
            return "Nobody: whoever sends it chooses"
        names = [self.agencies.get(UUID(agency), "An agency that has left")]
        names += [self.teams[team][1]] if team in self.teams else []
        names += [f"panel {panel}"] if panel else []
        return f"{', '.join(names)} ({urgency.lower()})"


def places(actor: Actor) -> Places:
    """The agencies of the actor's partnership and their teams, in two queries."""
    agencies = dict(agencies_here(actor).values_list("pk", "name"))
    teams = Team.objects.filter(agency__in=agencies).order_by("title").values_list("pk", "agency_id", "title")
    return Places(agencies, {pk: (agency, title) for pk, agency, title in teams})


def place_of(agency_id: UUID, team_id: int | None) -> str:
    """An agency or a team of it, as a form sends it."""
    return f"{agency_id}:{team_id}" if team_id else str(agency_id)


def target_of(place: str, panel: str) -> Target:
    """Where a rule sends a referral, from what a form sent and has checked."""
    agency, _, team = place.partition(":")
    return Target(UUID(agency), int(team) if team else None, panel)
