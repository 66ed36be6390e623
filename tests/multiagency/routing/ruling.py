"""Rules, referrals and versions for tests, made by the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.context import acting
from accounts.models import Agency, User
from audit.ledger.acts import Act, Kind
from audit.ledger.events import event
from multiagency.routing.drafting import NewRule, save_rule, start_draft
from multiagency.routing.models import RoutingDecision, RoutingRule, RuleSet
from multiagency.routing.publishing import dry_run, publish
from multiagency.routing.route import RoutingFacts, Target, Urgency
from multiagency.routing.services import route_referral
from tests.cast import actor
from vault.ids import uuid7

SENT = Act("tests.referral.send", Kind.DISCLOSURE, "Sent a referral of the tests")


@contextmanager
def at_work(user: User) -> Iterator[Actor]:
    """The user's actor, with the walls' context set."""
    who = actor(user)
    with acting(who):
        yield who


def rule(to: Agency, priority: int = 10, **conditions: Any) -> NewRule:
    """A rule that sends referrals to an agency."""
    return NewRule(
        priority=priority, conditions=conditions, target=Target(to.pk), urgency=Urgency.ROUTINE, words="It is theirs."
    )


def added(who: Actor, draft: RuleSet, new: NewRule, code: str = "") -> RoutingRule:
    """A rule of a draft as the draft is now."""
    draft.refresh_from_db()
    return save_rule(actor=who, draft=draft, edition=draft.edition, new=new, code=code)


def drafted(user: User, *rules: NewRule) -> RuleSet:
    """A draft with these rules beside those of the version before."""
    with at_work(user) as who:
        draft = start_draft(actor=who)
        for new in rules:
            added(who, draft, new)
        draft.refresh_from_db()
        return draft


def published(user: User, *rules: NewRule) -> RuleSet:
    """A version in force from now, tried first."""
    draft = drafted(user, *rules)
    with at_work(user) as who:
        dry_run(actor=who, draft=draft, edition=draft.edition)
        return publish(actor=who, draft=draft, edition=draft.edition)


def facts(sender: Agency, **more: Any) -> RoutingFacts:
    """What is known of a referral of the tests."""
    plain = RoutingFacts(
        type="IOM", grounds=frozenset({"REPEAT_VICTIM"}), risk="HIGH", ward="WEST_END", age=31, from_agency=sender.pk
    )
    return replace(plain, **more)


def routed(user: User, subject_id: UUID | None = None, **more: Any) -> RoutingDecision:
    """A referral that the user sends, routed by the rules in force."""
    with at_work(user) as who, transaction.atomic(), event(SENT, by=who):
        return route_referral(actor=who, facts=facts(user.agency, **more), subject_id=subject_id or uuid7())
