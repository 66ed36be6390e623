"""How one kind of item is found, opened and read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from casework.cases.models import Case, Role
from casework.cases.selectors import OpenedCase
from casework.items.item import Told
from casework.safe_contact.models import Part
from casework.shown import open_for_page

Opened = Mapping[UUID, Mapping[str, Any]]
Opener = Callable[[Actor, OpenedCase, Sequence[Any], str], Opened]


def as_a_page_does(actor: Actor, opened: OpenedCase, rows: Sequence[Any], fields: str) -> Opened:
    """Open rows under the look at the case that is already written down."""
    return open_for_page(actor, opened.ticket, rows, fields)


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of item.

    `rows` are those that count: not superseded, withdrawn or ended. `fields` are opened, and the first one's category
    is the item's. `dated` is the column of the day it tells of; of `recorded`, the first that is set says when it was
    last known to be right. `whole` where only what is sealed tells which rows count, so that all are opened.
    `protected` is the part of a victim's safe contact that it belongs to, and `called` what it is called unopened.
    """

    kind: str
    rows: Callable[[Case], QuerySet[Any]]
    fields: str
    read: Callable[[Any, Mapping[str, Any]], Told]
    role: Role | None = None
    dated: str = ""
    recorded: tuple[str, ...] = ("created_at",)
    opens: Opener = as_a_page_does
    third_party: bool = False
    whole: bool = False
    protected: Part | None = None
    called: str = ""
