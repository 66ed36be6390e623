"""Who descends from whom, gathered from what the actor may read, step by step."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from casework.cases.models import Case
from casework.relationships.kinds import PARENTHOOD, Kind
from casework.relationships.models import Relationship
from casework.relationships.policies import among_visible
from casework.relationships.saying import said
from casework.shown import open_for_page
from vault.opening import Ticket

GENERATIONS: Final = 12
"""No family on record goes further; past that nothing is looked up."""


def parents_on_record(
    actor: Actor, ticket: Ticket, case: Case, people: Iterable[UUID], besides: UUID | None = None
) -> dict[str, set[str]]:
    """The parents of these people, of theirs and so on, by who they are: one statement a generation.

    The relationship `besides` is left out: it is about to be replaced. Somebody without a case is told apart within
    the case that names them, and nowhere else.
    """
    parents: dict[str, set[str]] = defaultdict(set)
    asked, ahead = set[UUID](), set(people)
    rows = among_visible(actor, case).exclude(pk__in=[besides] if besides else [])
    for _ in range(GENERATIONS):
        if not ahead:
            break
        asked |= ahead
        met = list(rows.filter(Q(person__in=ahead) | Q(other__in=ahead)))
        words = open_for_page(actor, ticket, met, "detail")
        related = [pair for row in met if (pair := _parent_and_child(case, row, words[row.pk]["detail"]))]
        for parent, child in related:
            parents[child].add(parent)
        people_met = {pk for row in met for pk in (row.person_id, row.other_id) if pk}
        ahead = people_met - asked
    return parents


def _parent_and_child(case: Case, row: Relationship, detail: object) -> tuple[str, str] | None:
    opened = said(detail) if isinstance(detail, dict) else None
    if opened is None or opened.kind not in PARENTHOOD:
        return None
    named = opened.who() if row.case_id == case.pk else f"{row.case_id} {opened.who()}"
    person, other = str(row.person_id), str(row.other_id) if row.other_id else named
    return (other, person) if opened.kind is Kind.PARENT else (person, other)
