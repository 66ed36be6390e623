"""Rows whose id comes from a form, so that sending the form twice adds one row, and other words under its id none."""

from collections.abc import Mapping

from django.db import models

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from audit.ledger.events import event
from casework.acts import CASE_LOOKED_AT
from casework.cases.models import Case
from casework.records import Record
from casework.shown import open_for_page


class AlreadyWritten(Exception):
    """A form's id is there already, with something else in it; nothing was saved."""


def require_same(actor: Actor, case: Case, row: Record, said: Mapping[str, object]) -> None:
    """Refuse (AlreadyWritten) a row that is there and says something else than the form under its id.

    Call it outside a savepoint of its own, so that the look at what is there stays written down.
    """
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        there = open_for_page(actor, ticket, [row], " ".join(said))[row.pk]
    if there != dict(said):
        raise AlreadyWritten


def insert_once(act: Act, case: Case, row: models.Model) -> None:
    """Insert a row under the open event; refuse the id of a row that is behind the wall, until it is written again."""
    rows = type(row)._default_manager
    rows.bulk_create([row], ignore_conflicts=True)
    if not rows.filter(case=case, pk=row.pk).exists():
        raise NotPermitted(
            act,
            case.subject,
            words="This form carries the number of another entry, so nothing was saved from it.",
            resolver="you: go back, copy what you wrote, open the form again from the case and paste it there",
        )
