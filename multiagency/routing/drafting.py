"""Changing a draft of the routing rules: each change is one event, and counts the draft's edition on."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.models import Agency, Partnership, Team
from audit.ledger.acts import Act
from audit.ledger.events import Fact, Subject, event
from casework.refusals import ChangedMeanwhile
from multiagency.acts import ROUTING_DRAFT_CHANGED, ROUTING_DRAFT_DISCARDED, ROUTING_DRAFT_STARTED
from multiagency.routing.models import LONGEST_WORDS, RoutingRule, RuleSet
from multiagency.routing.policies import require_rules_change
from multiagency.routing.route import Target, Urgency
from multiagency.routing.selectors import find_rule, last_published, versions
from multiagency.routing.written import is_code, problems_of
from vault.ids import uuid7
from vault.opening import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    """A rule as somebody wrote it; `id` makes a second sending harmless."""

    priority: int
    conditions: Mapping[str, Any]
    target: Target
    urgency: Urgency
    words: str
    id: UUID = field(default_factory=uuid7)

    @property
    def columns(self) -> dict[str, Any]:
        """What is stored of it."""
        return {
            "priority": self.priority, "conditions": dict(self.conditions), "agency_id": self.target.agency_id,
            "team_id": self.target.team_id, "panel": self.target.panel, "urgency": self.urgency.value,
            "words": self.words.strip(),
        }  # fmt: skip


@transaction.atomic
def start_draft(*, actor: Actor) -> RuleSet:
    """Begin a new version with the rules of the one before; a draft that is there already is given back.

    The first of a partnership has no rules, and its desk is the actor's agency. Refuses whoever does not coordinate
    panels (NotPermitted).
    """
    require_rules_change(actor, ROUTING_DRAFT_STARTED)
    Partnership.objects.select_for_update(no_key=True).get(pk=actor.partnership_id)  # two who begin at once wait
    return versions(actor).filter(published_at=None).first() or _start(actor)


def save_rule(*, actor: Actor, draft: RuleSet, edition: int, new: NewRule, code: str = "") -> RoutingRule:
    """Add a rule to a draft, or change the one of this code; the same new rule sent again adds none.

    Refuses (ValidationError) conditions that make no sense and a place that is not in the partnership, (NotKnown) a
    code that the draft does not have, and as `locked`.
    """
    _check_rule(actor, new)
    there = RoutingRule.objects.filter(pk=new.id, rule_set=draft).first()
    if there and not code:
        return there
    with locked(actor, draft, edition, ROUTING_DRAFT_CHANGED) as now:
        row = find_rule(now, code) if code else _new_row(actor, now, new)
        with told(actor, ROUTING_DRAFT_CHANGED, now, rule=row.code):
            for name, value in new.columns.items():
                setattr(row, name, value)
            row.save(force_insert=not code)
        return row


def remove_rule(*, actor: Actor, draft: RuleSet, edition: int, code: str) -> None:
    """Take a rule out of a draft; refuses (NotKnown) a code that the draft does not have, and as `locked`."""
    with locked(actor, draft, edition, ROUTING_DRAFT_CHANGED) as now:
        row = find_rule(now, code)
        with told(actor, ROUTING_DRAFT_CHANGED, now, rule=code):
            row.delete()


def set_desk(*, actor: Actor, draft: RuleSet, edition: int, desk: Target) -> None:
    """Say which desk decides by hand where no rule does; refuses a place outside the partnership, and as `locked`."""
    _check_target(actor, desk)
    with locked(actor, draft, edition, ROUTING_DRAFT_CHANGED) as now, told(actor, ROUTING_DRAFT_CHANGED, now):
        RuleSet.objects.filter(pk=draft.pk).update(
            fallback_agency_id=desk.agency_id, fallback_team_id=desk.team_id, fallback_panel=desk.panel
        )


def discard_draft(*, actor: Actor, draft: RuleSet, edition: int) -> None:
    """Throw a draft away with its rules and dry-runs; refuses as `locked`."""
    with locked(actor, draft, edition, ROUTING_DRAFT_DISCARDED) as now, told(actor, ROUTING_DRAFT_DISCARDED, now):
        now.delete()


@contextmanager
def locked(actor: Actor, draft: RuleSet, edition: int, act: Act) -> Iterator[RuleSet]:
    """Work on a draft in here, in one transaction; whoever else works on it waits.

    Refuses whoever does not coordinate panels (NotPermitted), and a draft that was published, thrown away or changed
    after the edition that the actor saw (ChangedMeanwhile).
    """
    require_rules_change(actor, act)
    with transaction.atomic():
        now = RuleSet.objects.select_for_update(of=("self",)).filter(pk=draft.pk, published_at=None).first()
        if now is None or now.edition != edition:
            raise ChangedMeanwhile
        yield now


def told(actor: Actor, act: Act, version: RuleSet, **facts: Fact) -> AbstractContextManager[Ticket]:
    """The event of an act on a version of the rules; opened only once nothing more can be refused."""
    return event(act, by=actor, subject=Subject("routing", version.pk), facts={"version": version.number, **facts})


def _start(actor: Actor) -> RuleSet:
    before = last_published(actor)
    desk = before.fallback if before else Target(actor.agency_id)
    number = (versions(actor).aggregate(last=Max("number"))["last"] or 0) + 1
    draft = RuleSet(
        partnership_id=actor.partnership_id, number=number, started_by_id=actor.principal,
        fallback_agency_id=desk.agency_id, fallback_team_id=desk.team_id, fallback_panel=desk.panel,
    )  # fmt: skip
    with told(actor, ROUTING_DRAFT_STARTED, draft):
        draft.save(force_insert=True)
        for rule in before.rules.order_by("code") if before else ():
            rule.pk, rule.rule_set = uuid7(), draft
            rule.save(force_insert=True)
    draft.refresh_from_db()
    return draft


def _new_row(actor: Actor, draft: RuleSet, new: NewRule) -> RoutingRule:
    return RoutingRule(id=new.id, partnership_id=actor.partnership_id, rule_set=draft, code=_next_code(actor))


def _next_code(actor: Actor) -> str:
    """A name that no rule of the partnership ever had: decisions name rules by it."""
    codes = RoutingRule.objects.filter(partnership_id=actor.partnership_id).values_list("code", flat=True)
    return f"R{max((int(code[1:]) for code in codes), default=0) + 1}"


def _check_rule(actor: Actor, new: NewRule) -> None:
    problems = [*problems_of(new.conditions)]
    if not 0 < len(new.words.strip()) <= LONGEST_WORDS:
        problems.append(f"Say why this rule sends a referral there, in at most {LONGEST_WORDS} characters.")
    if problems:
        raise ValidationError(problems)
    _check_target(actor, new.target)


def _check_target(actor: Actor, target: Target) -> None:
    """Refuse (ValidationError) a place outside the partnership, and a panel that is no code."""
    if not Agency.objects.filter(pk=target.agency_id, partnerships=actor.partnership_id).exists():
        raise ValidationError("Choose an agency of this partnership.")
    if target.team_id and not Team.objects.filter(pk=target.team_id, agency_id=target.agency_id).exists():
        raise ValidationError("Choose a team of that agency, or none.")
    if target.panel and not is_code(target.panel):
        raise ValidationError("A panel is written as its code, in capital letters.")
