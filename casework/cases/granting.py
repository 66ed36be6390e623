"""Grants of keys follow the shares of cases: a case's keys its own shares, a person's keys those of every case."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from casework.cases.models import Case, CaseShare
from vault.grants import sync_grants

Row = tuple[UUID, str, datetime]


def sync_case(case: Case) -> None:
    """Bring the grants of a case's keys into step with its shares, under the event now open."""
    sync_grants(case.pk, case.owner_id, _latest(_live().filter(case=case, owner_id=case.owner_id)))


def sync_person(person_id: UUID, owner_id: UUID) -> None:
    """Bring the grants of a person's keys into step with the shares of all their cases; lock the person first."""
    sync_grants(person_id, owner_id, _latest(_live().filter(person_id=person_id, owner_id=owner_id)))


def _live() -> QuerySet[CaseShare]:
    return CaseShare.objects.filter(suspended_at=None, ends_at__gt=Now())


def _latest(shares: QuerySet[CaseShare]) -> dict[tuple[UUID, str], datetime | None]:
    rows: Iterable[Row] = shares.values_list("agency_id", "category", "ends_at")
    wanted: dict[tuple[UUID, str], datetime | None] = {}
    for agency_id, category, ends_at in rows:
        before = wanted.get((agency_id, category))
        wanted[agency_id, category] = max(before, ends_at) if before else ends_at
    return wanted
