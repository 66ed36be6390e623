"""Who decides what was asked: a role at the agency that was asked, never whoever asked, nor who knows the person."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.events import Subject
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.conflicts.policies import in_conflict
from multiagency.acts import DECISION_ANSWERED
from multiagency.asked_decisions.deciders import deciding
from multiagency.asked_decisions.models import Ask
from multiagency.sharing.models import DisclosedItem


def asked_of(actor: Actor) -> QuerySet[Ask]:
    """What the actor may decide: asked of their agency, for a role that they hold in date, by somebody else."""
    mine = [decider for decider, one in deciding().items() if one.roles & actor.roles]
    rows = Ask.objects.filter(asked_of_id=actor.agency_id, decider__in=mine).exclude(asked_by_id=actor.principal)
    known = Case.objects.filter(in_conflict(actor, "person")).values("pk")
    sent = DisclosedItem.objects.filter(disclosure__case__in=known).values("pk")  # asked about to be sent on
    return rows.none() if actor.lapsed else rows.exclude(case_id__in=known).exclude(item_id__in=sent)


def asked_by(actor: Actor) -> QuerySet[Ask]:
    """What the actor asked themselves, of cases that they still see: a question holds words of its case."""
    return Ask.objects.filter(
        asked_by_id=actor.principal, owner_id=actor.agency_id, case__in=visible_cases(actor).values("pk")
    )  # fmt: skip


def asks_seen(actor: Actor) -> QuerySet[Ask]:
    """What the actor may read: what they may decide, and what they asked themselves."""
    return asked_by(actor) | Ask.objects.filter(pk__in=asked_of(actor).values("pk"))


def require_answer(actor: Actor, ask: Ask) -> None:
    """Refuse, in words, whoever may not decide this one: the one who asked first of all."""
    if not asked_of(actor).filter(pk=ask.pk).exists():
        raise NotPermitted(
            DECISION_ANSWERED, Subject("ask", ask.pk, ask.owner_id),
            words="Somebody else decides this: whoever asks never answers.",
            resolver=f"{ask.get_decider_display().lower()} at {ask.asked_of.name}",
        )  # fmt: skip
