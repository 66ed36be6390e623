"""Reading the items of a case, under the look at the case that is already written down."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.chronology.asking import beginning
from casework.items.catalogue import SOURCES
from casework.items.item import Item
from casework.items.source import Source
from casework.safe_contact.models import Part
from casework.safe_contact.policies import reads
from vault.fields import sealed_fields
from vault.opening import Shut


def items_of(actor: Actor, opened: OpenedCase, only: Collection[tuple[str, UUID]] | None = None) -> list[Item]:
    """Everything on the case that was opened which can be sent as one thing, or of it what (kind, id) picks.

    What does not open for the actor is left out, and so is what was superseded, withdrawn or ended: an id that is not
    in the answer cannot be sent. The number of statements depends on the kinds picked, never on how many items there
    are. What is opened is written down, a victim's contact and location as openings of their own.
    """
    picked: dict[str, set[UUID]] = defaultdict(set)
    for kind, pk in only or ():
        picked[kind].add(pk)
    kinds = [one for one in SOURCES if one.role in {None, opened.case.role}]
    if only is None:
        return [item for kind in kinds for item in _items(actor, opened, kind, None)]
    return [item for kind in kinds if kind.kind in picked for item in _items(actor, opened, kind, picked[kind.kind])]


def items_to_choose(actor: Actor, opened: OpenedCase) -> list[Item]:
    """Everything that `items_of` gives, for a list to choose from: how and where to reach a victim stays shut.

    It is called what it is, with the day it was last known to be right, by whoever is named to read it, and is opened,
    which is written down, only once it was chosen.
    """
    kinds = [one for one in SOURCES if one.role in {None, opened.case.role}]
    shut = opened.case.role == Role.VICTIM
    return [
        item
        for kind in kinds
        for item in (
            _unopened(actor, opened, kind, kind.protected)
            if shut and kind.protected
            else _items(actor, opened, kind, None)
        )
    ]


def _unopened(actor: Actor, opened: OpenedCase, source: Source, part: Part) -> list[Item]:
    if not reads(actor, opened.case, part):
        return []
    rows = source.rows(opened.case).select_related("owner")
    return [
        Item(
            kind=source.kind, id=row.pk, category=_category(source, row),
            title=f"{source.called}, as known on {_recorded(source, row):%-d %B %Y}", statement=None, occurred_on=None,
            recorded_at=_recorded(source, row), owner=row.owner, case_id=opened.case.pk, third_party=False,
            markers=frozenset(), words={},
        )
        for row in rows
    ]  # fmt: skip


def items_of_kind(actor: Actor, opened: OpenedCase, kind: str) -> list[Item]:
    """Everything of one kind on the case that was opened, as `items_of` gives it."""
    kinds = [one for one in SOURCES if one.kind == kind and one.role in {None, opened.case.role}]
    return [item for one in kinds for item in _items(actor, opened, one, None)]


def _items(actor: Actor, opened: OpenedCase, source: Source, picked: set[UUID] | None) -> list[Item]:
    rows = source.rows(opened.case).select_related("owner")
    if picked is not None and not source.whole:
        rows = rows.filter(pk__in=picked)
    found = list(rows)
    words = source.opens(actor, opened, found, source.fields)
    return [
        item
        for row in found
        if (picked is None or row.pk in picked) and (item := _item(opened, source, row, words.get(row.pk)))
    ]


def _item(opened: OpenedCase, source: Source, row: Any, said: Mapping[str, Any] | None) -> Item | None:
    """One row as an item; none where it stays shut or says nothing."""
    if said is None or any(isinstance(value, Shut) for value in said.values()):
        return None
    if said[source.fields.split()[0]] is None:
        return None
    told = source.read(row, said)
    if not told.words:
        return None
    return Item(
        kind=source.kind, id=row.pk, category=_category(source, row), title=told.title, statement=told.statement,
        occurred_on=told.on or (getattr(row, source.dated) if source.dated else None),
        recorded_at=_recorded(source, row), owner=row.owner, case_id=opened.case.pk,
        third_party=source.third_party, markers=told.markers, words=told.words,
    )  # fmt: skip


def _category(source: Source, row: Any) -> Category:
    field = sealed_fields(type(row))[source.fields.split()[0]]
    return Category(field.category or getattr(row, field.category_from))


def _recorded(source: Source, row: Any) -> dt.datetime:
    at = next(value for column in source.recorded if (value := getattr(row, column)) is not None)
    return at if isinstance(at, dt.datetime) else beginning(at)
