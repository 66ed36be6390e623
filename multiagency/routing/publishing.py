"""Trying a draft of the routing rules on what was routed, and publishing it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import shown
from casework.asb_review.clock import months_before
from multiagency.acts import ROUTING_DRY_RUN, ROUTING_PUBLISHED
from multiagency.routing.drafting import locked, told
from multiagency.routing.models import DryRun, RoutingDecision, RuleSet
from multiagency.routing.route import Route, Rules, route
from multiagency.routing.selectors import last_published, rules_of
from multiagency.routing.written import facts_from

MONTHS = 3
Change = dict[str, Any]


class NotTried(Exception):
    """No dry-run was made of exactly this draft against the version that it replaces."""


class BeginsTooEarly(Exception):
    """A version would begin in the past, or before the one that it replaces."""


def dry_run(*, actor: Actor, draft: RuleSet, edition: int) -> DryRun:
    """Ask a draft about every referral that was routed in the last three months, and keep what would change.

    Each is asked of the version that the draft would replace as well, so that the difference is the draft's alone.
    Refuses whoever does not coordinate panels (NotPermitted), and a draft that changed meanwhile (ChangedMeanwhile).
    """
    since = months_before(timezone.localdate(), MONTHS)
    with locked(actor, draft, edition, ROUTING_DRY_RUN) as now:
        against = last_published(actor)
        decisions = {row.pk: row for row in _routed_since(actor, since)}
        changes = list(_changes(decisions.values(), rules_of(against), rules_of(now)))
        with told(actor, ROUTING_DRY_RUN, now, tried=len(decisions), changed=len(changes)) as ticket:
            changed = [decisions[UUID(change["decision"])] for change in changes]
            shown(ticket, RoutingDecision, [(row.pk, row.owner_id) for row in changed])
            return DryRun.objects.create(
                partnership_id=actor.partnership_id, rule_set=now, edition=edition, against=against,
                ran_by_id=actor.principal, since=since, tried=len(decisions), changed=len(changes), changes=changes,
            )  # fmt: skip


def publish(*, actor: Actor, draft: RuleSet, edition: int, begins: date | None = None) -> RuleSet:
    """Let a draft route referrals from a day on, or at once; what it replaces is in force until then.

    Refuses (NotTried) a draft of which no dry-run was made as it is now, (BeginsTooEarly) a day that has passed or lies
    before the version that it replaces, and as `locked`: of two who publish at once, one finds it published.
    """
    at = _midnight(begins) if begins else None
    with locked(actor, draft, edition, ROUTING_PUBLISHED) as now:
        last, moment = last_published(actor), timezone.now()
        if tried(now, last) is None:
            raise NotTried
        if (at and at < moment) or (last and last.in_force_from and last.in_force_from >= (at or moment)):
            raise BeginsTooEarly
        with told(actor, ROUTING_PUBLISHED, now):
            RuleSet.objects.filter(pk=now.pk).update(
                published_at=Now(), published_by=actor.principal, in_force_from=at or Now()
            )
        now.refresh_from_db()
        return now


def tried(draft: RuleSet, against: RuleSet | None) -> DryRun | None:
    """The newest dry-run of exactly this draft against the version that it would replace; None where there is none."""
    runs = DryRun.objects.filter(rule_set=draft, edition=draft.edition, against=against)
    return runs.select_related("ran_by").order_by("-created_at", "-id").first()


def _routed_since(actor: Actor, day: date) -> QuerySet[RoutingDecision]:
    return RoutingDecision.objects.filter(partnership_id=actor.partnership_id, created_at__gte=_midnight(day))


def _changes(decisions: Iterable[RoutingDecision], before: Rules, after: Rules) -> Iterator[Change]:
    for decision in decisions:
        facts = facts_from(decision.inputs)
        was, would = _place(route(facts, before)), _place(route(facts, after))
        if was[:-1] != would[:-1]:  # another rule that sends it to the same place changes nothing for anybody
            yield {
                "decision": str(decision.pk),
                "on": timezone.localdate(decision.created_at).isoformat(),
                "was": was,
                "would": would,
            }


def _place(found: Route) -> list[Any]:
    agency = str(found.agency_id) if found.agency_id else None
    return [agency, found.team_id, found.panel, found.urgency.value, [*found.rule_ids]]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())
