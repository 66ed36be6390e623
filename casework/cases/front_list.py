"""The front list: the actor's cases, most urgent first, read from the projection that triggers keep."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from accounts.actor import Actor
from casework.cases.models import Case, Priority, State

Scope = Literal["mine", "team", "all"]

# The first lines of each principal, merged: as many index entries are read as a page has lines for each principal,
# whatever the number of cases. Everything that hides a case is asked before the limit, so that a page is never short.
# Values stand in the statement as it is planned, so that the filters that are not asked for cost nothing.
FIRST_OF_EACH: Final = """
SELECT case_id FROM (
  SELECT DISTINCT first.priority, first.case_id
  FROM unnest(%s::uuid[]) AS one (principal) CROSS JOIN LATERAL (
    SELECT priority, case_id FROM casework_caseaccess
    WHERE principal = one.principal AND partnership_id = %s AND agency_id = %s AND closed = %s AND until > now()
      AND person_id <> ALL (ARRAY(
        SELECT rows_of_human(person_id) FROM casework_conflict WHERE user_id = %s AND lifted_at IS NULL))
      AND (%s = '' OR state = %s) AND (%s = '' OR role = %s) AND (%s = 0 OR priority = %s)
      AND (priority, case_id) < (%s, %s)
    ORDER BY priority DESC, case_id DESC LIMIT %s
  ) first
  ORDER BY 1 DESC, 2 DESC LIMIT %s
) page
"""
BEFORE_ALL: Final = (max(Priority.values) + 1, UUID(int=0))


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a list of cases is narrowed to; no state means every case not closed, other empty values mean any."""

    scope: Scope = "mine"
    role: str = ""
    state: str = ""
    priority: int | None = None


def front_list(actor: Actor, filters: CaseFilters, after: str, size: int) -> QuerySet[Case]:
    """The next `size` cases that the actor needs to know, most urgent first; `after` is the cursor of the page before.

    Row security (gate 1) has its say on the cases once more. A restricted case stands under one's own cases and under
    all, not under the team's.
    """
    state, role, priority = filters.state, filters.role, filters.priority or 0
    values = [
        list(_principals(actor, filters.scope)), actor.partnership_id, actor.agency_id, state == State.CLOSED,
        actor.principal, state, state, role, role, priority, priority, *_place(after), size, size,
    ]  # fmt: skip
    page = RawSQL(FIRST_OF_EACH, values)  # noqa: S611  # a constant text: every value is a parameter
    return Case.objects.filter(pk__in=page).order_by("-priority", "-pk")


def cursor_after(case: Case) -> str:
    """Where a list goes on after this case."""
    return f"{case.priority}.{case.pk.hex}"


def _principals(actor: Actor, scope: Scope) -> tuple[UUID, ...]:
    asked = {"mine": (actor.principal,), "team": actor.team_ids, "all": actor.principals}[scope]
    return tuple(one for one in asked if one in actor.principals)  # none count while a role has lapsed


def _place(cursor: str) -> tuple[int, UUID]:
    """What stood last on the page before; a cursor somebody made up starts at the beginning."""
    priority, _, pk = cursor.partition(".")
    try:
        return Priority(int(priority)).value, UUID(hex=pk)
    except ValueError:
        return BEFORE_ALL
