"""Where the routing rules send a referral: what is known of it as facts of routing, and what they say of those."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency, Team
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase
from casework.contact_details.selectors import ward_of
from casework.listings.selectors import summary as live_places
from casework.shown import age
from casework.standing.selectors import summary as standing_summary
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral, Urgency
from multiagency.referrals.policies import CannotMove
from multiagency.routing.models import RoutingDecision
from multiagency.routing.route import NO_RULE, Route, RoutingFacts
from multiagency.routing.selectors import capacity_left, decided, decisions_of, version_in_force
from multiagency.routing.services import route_referral

ELSEWHERE: Final = "The routing rules send this elsewhere now. Nothing was sent: choose again where it goes."
RESTRICTED: Final = "This record is restricted, so no rule sends it: choose somebody by name."
CHOSEN: Final = "Whoever sent it chose where it goes."
ROUTED: Final = "routed"
"""Where a draft's form says that the rules chose."""


def route_for(actor: Actor, opened: OpenedCase, kind: str, form: Mapping[str, Any], before: Referral | None) -> Route:
    """Where the rules in force would send this; writes nothing. Refuses (CannotMove) a restricted record.

    `before` is the referral that came back, where this one is sent in its place: no rule sends it there again.
    """
    if opened.case.restricted:
        raise CannotMove(RESTRICTED)
    return decided(facts_of(actor, opened, kind, form, before), version_in_force(actor, timezone.now()))


def place_of(found: Route) -> tuple[Agency, Team | None]:
    """The agency and team of a route; refuses (CannotMove), in its words, where a person has to choose."""
    agency = Agency.objects.filter(pk=found.agency_id).first() if found.agency_id else None
    if agency is None:
        raise CannotMove(found.words)
    return agency, Team.objects.filter(pk=found.team_id).first() if found.team_id else None


def at_least(chosen: Urgency, found: Route) -> Urgency:
    """How urgent it is: what the sender says, or the rule where that is more."""
    return max(chosen, Urgency[found.urgency.value])


def require_same_place(actor: Actor, opened: OpenedCase, referral: Referral, form: Mapping[str, Any]) -> None:
    """Refuse (CannotMove) a draft that the rules were to place and now place elsewhere; before any event is open."""
    if form.get(ROUTED):
        found = route_for(actor, opened, referral.kind, form, referral.instead_of)
        if (found.agency_id, found.team_id) != (referral.agency_id, referral.team_id):
            raise CannotMove(ELSEWHERE)


def keep_route(actor: Actor, opened: OpenedCase, referral: Referral, form: Mapping[str, Any]) -> RoutingDecision:
    """Keep what the rules say of a referral that is being sent, under the event now open, also where a person chose."""
    facts = facts_of(actor, opened, referral.kind, form, referral.instead_of)
    return route_referral(actor=actor, facts=facts, subject_id=referral.pk)


def facts_of(
    actor: Actor, opened: OpenedCase, kind: str, form: Mapping[str, Any], before: Referral | None
) -> RoutingFacts:
    """What is known for routing: codes, a number and ids. What is not known stays unknown, and matches no rule."""
    is_offender = opened.case.role == Role.OFFENDER
    rosh = standing_summary(actor, opened).rosh if is_offender else None
    programmes = [place.code for place in live_places(actor, opened) if place.code] if is_offender else []
    return RoutingFacts(
        type=kind, grounds=frozenset(_answers(form, "grounds")), risk=rosh.highest if rosh else "",
        ward=next(iter(_answers(form, "ward")), "") or ward_of(actor, opened),
        age=age(opened.born, timezone.localdate()), programme=next(iter(programmes), ""), from_agency=actor.agency_id,
        capacity=capacity_left(open_by_team()), path=_had_it(before),
    )  # fmt: skip


def open_by_team() -> dict[int, int | None]:
    """How many referrals wait with each team of the partnership, whoever sent them: numbers alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT team_id, open FROM referrals_open_by_team()")
        return dict(cursor.fetchall())


def _answers(form: Mapping[str, Any], name: str) -> list[str]:
    """What was answered to every question of this name: codes."""
    said = [section[name] for section in form.get("answers", {}).values() if name in section]
    return [code for one in said for code in (one if isinstance(one, list) else [one]) if code]


def _had_it(before: Referral | None) -> tuple[Any, ...]:
    """The agencies that had this referral before, the one that it was sent in place of first."""
    found: list[Any] = []
    while before is not None and before.agency_id not in found:
        found.append(before.agency_id)
        before = before.instead_of
    return tuple(found)


def placed(actor: Actor, opened: OpenedCase, draft: Draft, before: Referral | None) -> Draft:
    """A draft with the place that the rules give it, where its sender leaves it to them; else as it is.

    Refuses (CannotMove), in words, a restricted record, and one for which a person has to choose.
    """
    if not draft.form.get(ROUTED):
        return draft
    found = route_for(actor, opened, draft.kind, draft.form, before)
    agency, team = place_of(found)
    return replace(
        draft, agency=agency, team=team, panel=found.panel or draft.panel, urgency=at_least(draft.urgency, found)
    )


def reason_of(referral: Referral) -> str:
    """Why a referral came where it is, in the words of the rule; empty where nothing was decided about it."""
    decision = decisions_of(referral.pk).first()
    if decision is None:
        return ""
    if (decision.agency_id, decision.team_id) != (referral.agency_id, referral.team_id):
        return CHOSEN
    rules = decision.rule_set.rules.filter(code__in=decision.rule_ids) if decision.rule_set else ()
    return " ".join(rule.words for rule in rules) or NO_RULE
