"""Storing a new row under an id that came with a form."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction

from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from audit.ledger.events import Subject


def insert(act: Act, subject: Subject, row: models.Model) -> None:
    """Store a new row under the event now open. Refuses as `under_a_free_id` does."""
    with under_a_free_id(act, subject, type(row)):
        row.save(force_insert=True)


@contextmanager
def under_a_free_id(act: Act, subject: Subject, model: type[models.Model]) -> Iterator[None]:
    """Store new rows of a model in here.

    Refuses (NotPermitted) an id that another row has: one behind the wall is not found when it is looked for, so only
    the database knows that the id is taken.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        if not _is_taken(fault, model):
            raise
        raise id_taken(act, subject) from None


def id_taken(act: Act, subject: Subject) -> NotPermitted:
    """Refusal of a form whose id another row has already; it is the same whoever that row belongs to."""
    return NotPermitted(
        act, subject,
        words="This form carries the number of another entry, so nothing was saved from it.",
        resolver="you: go back, copy what you wrote, open the form again and paste it there",
    )  # fmt: skip


def _is_taken(fault: IntegrityError, model: type[models.Model]) -> bool:
    diag = getattr(fault.__cause__, "diag", None)
    return diag is not None and diag.constraint_name == f"{model._meta.db_table}_pkey"
