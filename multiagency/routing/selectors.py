"""Reading the routing rules, what teams can take, and why a referral went where it did.

Row security leaves the partnership's own rows; rules are about nobody, so that reading them opens nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from multiagency.acts import ROUTING_DRAFT_CHANGED, ROUTING_RULES_READ
from multiagency.routing.models import RoutingDecision, RoutingRule, RuleSet, TeamCapacity
from multiagency.routing.route import Route, RoutingFacts, Rule, Rules, Target, Urgency, route
from multiagency.routing.written import facts_from


def versions(actor: Actor) -> QuerySet[RuleSet]:
    """Every version of the actor's partnership, the newest first, with who published it."""
    every = RuleSet.objects.filter(partnership_id=actor.partnership_id)
    return every.select_related("published_by", "started_by", "fallback_agency", "fallback_team").order_by("-number")


def find_version(actor: Actor, number: int) -> RuleSet:
    """One version; NotKnown where the partnership has none of this number."""
    found = versions(actor).filter(number=number).first()
    if found is None:
        raise NotKnown(ROUTING_RULES_READ)
    return found


def find_draft(actor: Actor) -> RuleSet:
    """The draft of the next version; NotKnown where nobody has begun one."""
    found = versions(actor).filter(published_at=None).first()
    if found is None:
        raise NotKnown(ROUTING_DRAFT_CHANGED)
    return found


def find_rule(version: RuleSet, code: str) -> RoutingRule:
    """A rule of a version by its name; NotKnown where there is none."""
    found: RoutingRule | None = version.rules.filter(code=code).first()
    if found is None:
        raise NotKnown(ROUTING_DRAFT_CHANGED)
    return found


def rows_of(version: RuleSet) -> list[RoutingRule]:
    """The rules of a version in the order in which they are asked."""
    return list(version.rules.select_related("agency", "team").order_by("priority", "code"))


def version_in_force(actor: Actor, at: datetime) -> RuleSet | None:
    """The version in force at a moment: the one published that began last; None before the first."""
    return versions(actor).filter(in_force_from__lte=at).order_by("-in_force_from").first()


def last_published(actor: Actor) -> RuleSet | None:
    """The published version that a draft would follow, in force already or to come."""
    return versions(actor).filter(published_at__isnull=False).order_by("-in_force_from").first()


def rules_of(version: RuleSet | None) -> Rules:
    """A version as the pure function takes it; without one there is no rule, and nobody at a desk."""
    if version is None:
        return Rules((), None)
    return Rules(tuple(_rule(row) for row in version.rules.all()), version.fallback)


def capacity_left(open_now: Mapping[int, int | None], day: date | None = None) -> dict[int, int | None]:
    """The places that each team with a limit has left, for `RoutingFacts.capacity`.

    `open_now` has the open referrals of each team, None where they could not be counted; a team that is absent from it
    has none open. A team without a limit on the day is left out.
    """
    left: dict[int, int | None] = {}
    for team, most in limits_on(day or timezone.localdate()).items():
        now = open_now.get(team, 0)
        left[team] = None if now is None else max(most - now, 0)
    return left


def limits_on(day: date) -> dict[int, int]:
    """How many open referrals each team with a limit takes on a day."""
    begun = TeamCapacity.objects.filter(from_day__lte=day).order_by("team_id", "-from_day", "-id").distinct("team_id")
    return {row.team_id: row.most_open for row in begun if row.most_open is not None}


def limits_of(actor: Actor) -> list[TeamCapacity]:
    """What was said of each team of the actor's agency, the newest first, also what begins later."""
    rows = TeamCapacity.objects.filter(owner_id=actor.agency_id, partnership_id=actor.partnership_id)
    return list(rows.select_related("team", "set_by").order_by("team__title", "-from_day", "-id"))


def replay(decision: RoutingDecision) -> Route:
    """What a stored decision comes out as now, from its own facts under its own version."""
    return route(facts_from(decision.inputs), rules_of(decision.rule_set))


def decided(facts: RoutingFacts, version: RuleSet | None) -> Route:
    """Where a referral goes under a version."""
    return route(facts, rules_of(version))


def decisions_of(subject_id: UUID) -> QuerySet[RoutingDecision]:
    """Where a referral was sent each time, the newest first, as far as the actor's agency may see it."""
    found = RoutingDecision.objects.filter(subject_id=subject_id)
    return found.select_related("rule_set", "agency", "team").order_by("-created_at", "-id")


def _rule(row: RoutingRule) -> Rule:
    target = Target(row.agency_id, row.team_id, row.panel)
    return Rule(row.code, row.priority, row.conditions, target, Urgency(row.urgency), row.words)
