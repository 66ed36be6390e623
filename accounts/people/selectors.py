"""Reading staff: who works where, with what reach, trained until when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import CharField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.actor import Actor
from accounts.acts import SIGNED_IN, STAFF_READ
from accounts.agencies.models import Agency
from accounts.denials import NotKnown
from accounts.people.models import RoleHeld, Team, User
from accounts.people.policies import reads_every_agency, require_reader
from accounts.people.standing import SOON, lapsed, run_out, running_out
from accounts.roles import Need, Role
from audit.ledger.acts import Act, Kind
from audit.ledger.events import Subject
from audit.ledger.models import Event

PAGE = 50
SIGNINGS_IN = 10


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of an agency as the page of its people shows them."""

    user: User
    roles: tuple[Role, ...]
    lapsed: frozenset[Role]
    teams: tuple[Team, ...]
    missing: tuple[str, ...]
    soon: tuple[str, ...]
    signed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class StaffPage:
    """One page of an agency's people, by name; `after` is where the next begins, None on the last."""

    people: tuple[Colleague, ...]
    running_out: int
    after: UUID | None


def colleagues(actor: Actor) -> QuerySet[User]:
    """The active people of the actor's agency who are at work in the actor's partnership, by name."""
    here = User.objects.filter(agency_id=actor.agency_id, memberships__partnership_id=actor.partnership_id)
    return here.filter(is_active=True).order_by("name")


def teams_of_agency(actor: Actor) -> QuerySet[Team]:
    """The teams of the actor's agency, by title; a team may serve every partnership that its agency serves."""
    return teams_of(actor.agency_id)


def only_team(actor: Actor) -> Team | None:
    """The team in which the actor works where it is one; who works in several, or in none, chooses."""
    mine = Team.objects.filter(user=actor.principal, agency_id=actor.agency_id)[:2]
    return mine[0] if len(mine) == 1 else None


def teams_of(agency_id: UUID) -> QuerySet[Team]:
    """The teams of an agency, by title."""
    return Team.objects.filter(agency_id=agency_id).order_by("title")


def staff_of(actor: Actor, agency: Agency, *, left: bool = False, after: UUID | None = None) -> StaffPage:
    """A page of an agency's people in the actor's partnership: those at work, or those who have left."""
    require_reader(actor, STAFF_READ)
    people = _people(actor).filter(agency=agency, is_active=not left).order_by("name", "pk")
    page = list(_after(people, after)[: PAGE + 1])
    return StaffPage(
        tuple(_colleague(user) for user in page[:PAGE]),
        0 if left else running_out_in(actor.partnership_id, timezone.localdate()).filter(agency=agency).count(),
        page[PAGE - 1].pk if len(page) > PAGE else None,
    )


def one_of_staff(actor: Actor, user_id: UUID, act: Act = STAFF_READ) -> Colleague:
    """Somebody whom the actor may read about; NotKnown for whoever is at work elsewhere alone."""
    people = _people(actor).filter(pk=user_id)
    if not reads_every_agency(actor):
        people = people.filter(agency_id=actor.agency_id)
    user = people.first()
    if user is None:
        raise NotKnown(act, Subject("user", user_id))
    return _colleague(user)


def agency_here(actor: Actor, code: str, act: Act = STAFF_READ) -> Agency:
    """An agency of the partnership whose staff the actor may read about; NotKnown for every other."""
    agency = Agency.objects.filter(code=code, partnerships=actor.partnership_id).first()
    if agency is None or not (reads_every_agency(actor) or agency.pk == actor.agency_id):
        raise NotKnown(act, Subject("agency"))
    return agency


def team_here(actor: Actor, team_id: int, act: Act = STAFF_READ) -> Team:
    """A team of an agency whose staff the actor may read about; NotKnown for every other."""
    teams = Team.objects.select_related("agency").filter(agency__partnerships=actor.partnership_id)
    if not reads_every_agency(actor):
        teams = teams.filter(agency_id=actor.agency_id)
    team = teams.filter(pk=team_id).first()
    if team is None:
        raise NotKnown(act, Subject("team", str(team_id)))
    return team


def signings_in(user: User) -> list[Event]:
    """The newest entries about a person's signing in and confirming who they are; row security narrows them."""
    about = Event.objects.filter(subject_id=str(user.pk), kind=Kind.AUTHENTICATION)
    return list(about.order_by("-pk")[:SIGNINGS_IN])


def running_out_in(partnership_id: UUID, today: date) -> QuerySet[User]:
    """Whoever is at work in a partnership and whose training or vetting runs out within thirty days."""
    here = User.objects.filter(memberships__partnership_id=partnership_id, is_active=True)
    return here.filter(_soon("trained_until", today) | _soon("vetted_until", today))


def _people(actor: Actor) -> QuerySet[User]:
    """Everybody at work in the actor's partnership, with what their line on a page needs, in three queries."""
    signed_in = Event.objects.filter(act=SIGNED_IN.code, subject_id=Cast(OuterRef("pk"), CharField()))
    held = RoleHeld.objects.filter(partnership_id=actor.partnership_id).order_by("role")
    return (
        User.objects.filter(memberships__partnership_id=actor.partnership_id)
        .select_related("agency")
        .prefetch_related(
            Prefetch("roles_held", held, to_attr="held_here"),
            Prefetch("groups", Team.objects.order_by("title"), to_attr="teams_in"),
        )
        .annotate(signed_in_at=Subquery(signed_in.order_by("-pk").values("at")[:1]))
    )


def _after(people: QuerySet[User], after: UUID | None) -> QuerySet[User]:
    last = User.objects.filter(pk=after).values_list("name", flat=True).first() if after else None
    return people if last is None else people.filter(Q(name__gt=last) | Q(name=last, pk__gt=after))


def _colleague(user: User) -> Colleague:
    today = timezone.localdate()
    roles = tuple(Role(held.role) for held in user.held_here)  # type: ignore[attr-defined]  # set by `_people`
    missing = run_out(user, today)
    return Colleague(
        user=user,
        roles=roles,
        lapsed=lapsed(roles, missing),
        teams=tuple(user.teams_in),  # type: ignore[attr-defined]  # set by `_people`
        missing=tuple(need.label for need in Need if need in missing),
        soon=tuple(need.label for need in running_out(user, today)),
        signed_in_at=user.signed_in_at,  # type: ignore[attr-defined]  # set by `_people`
    )


def _soon(column: str, today: date) -> Q:
    return Q(**{f"{column}__gte": today, f"{column}__lte": today + SOON})
