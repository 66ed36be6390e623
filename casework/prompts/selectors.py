"""What cases lack today: one query for one case or for many, of which the actor's look is already written down."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from casework.cases.models import Case, State
from casework.prompts.catalogue import CATALOGUE, Prompt


def prompts_of(cases: Collection[UUID]) -> dict[UUID, tuple[Prompt, ...]]:
    """What each of these cases lacks, in the order of the catalogue; closed ones lack nothing."""
    today = timezone.localdate()
    asked = {
        f"lacks_{prompt.code}": ExpressionWrapper(Q(prompt.lacks(today)) & _of(prompt), output_field=BooleanField())
        for prompt in CATALOGUE
    }
    rows = Case.objects.filter(pk__in=cases).exclude(state=State.CLOSED).only("pk").annotate(**asked)
    return {row.pk: tuple(one for one in CATALOGUE if getattr(row, f"lacks_{one.code}")) for row in rows}


def _of(prompt: Prompt) -> Q:
    return Q(role=prompt.role) if prompt.role else Q()
