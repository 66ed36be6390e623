"""Routing a referral, and saying what a team can take."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Team
from audit.ledger.events import event
from multiagency.acts import TEAM_CAPACITY_SET
from multiagency.routing.models import RoutingDecision, TeamCapacity
from multiagency.routing.policies import require_capacity
from multiagency.routing.route import RoutingFacts
from multiagency.routing.selectors import decided, version_in_force
from multiagency.routing.written import as_json, check_facts


def route_referral(*, actor: Actor, facts: RoutingFacts, subject_id: UUID) -> RoutingDecision:
    """Decide where a referral goes by the rules in force now, and keep the decision with its facts and rules.

    Called under the caller's event, in its transaction. Refuses (BadFacts) facts that are not codes, numbers and ids;
    the database refuses to write without an open event. `decision.agency_id` is None where a person has to choose.
    """
    check_facts(facts)
    version = version_in_force(actor, timezone.now())
    found = decided(facts, version)
    return RoutingDecision.objects.create(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, subject_id=subject_id, rule_set=version,
        inputs=as_json(facts), agency_id=found.agency_id, team_id=found.team_id, panel=found.panel,
        urgency=found.urgency.value, rule_ids=list(found.rule_ids), outcome=found.outcome.value,
    )  # fmt: skip


@transaction.atomic
def set_capacity(*, actor: Actor, team: Team, most_open: int | None, from_day: date) -> TeamCapacity:
    """Say how many open referrals a team takes at once from a day on; None takes the limit away.

    Refuses whoever may not say so (NotPermitted), and a team of another agency or a day that has passed (ValueError).
    """
    require_capacity(actor)
    if team.agency_id != actor.agency_id:
        raise ValueError("What a team can take is for its own agency to say.")
    if from_day < timezone.localdate():
        raise ValueError("A limit begins today or later: referrals were routed by the one before.")
    with event(TEAM_CAPACITY_SET, by=actor, subject=actor.own_agency, facts={"team": team.pk, "most_open": most_open}):
        return TeamCapacity.objects.create(
            partnership_id=actor.partnership_id, owner_id=actor.agency_id, team=team, most_open=most_open,
            from_day=from_day, set_by_id=actor.principal,
        )  # fmt: skip
