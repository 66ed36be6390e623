"""Writing which conditions an agency relies on: added, and replaced by a new version, never edited."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.acts import Act
from audit.ledger.events import Facts, Subject, event
from casework.categories import Category
from casework.inserting import insert
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import RELIANCE_ADDED, RELIANCE_REPLACED
from multiagency.conditions.catalogue import CONDITIONS, NEEDED
from multiagency.conditions.models import Reliance
from multiagency.conditions.policies import require_write
from vault.ids import uuid7

SAYS = ("condition", "categories", "reference", "procedures", "retention", "keeper_id", "from_on", "until_on",
        "review_on")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """On which condition an agency relies for which data, with its policy document; both days are inclusive.

    `id` makes a second sending harmless.
    """

    condition: str
    categories: Collection[Category]
    keeper: User
    from_on: date
    review_on: date
    until_on: date | None = None
    reference: str = ""
    procedures: str = ""
    retention: str = ""
    id: UUID = field(default_factory=uuid7)

    def __post_init__(self) -> None:
        """Refuse (ValueError) what the law does not know, data that the condition does not serve, and no document."""
        condition = CONDITIONS.get(self.condition)
        if condition is None or not condition.stands_on(self.from_on):
            raise ValueError("The law knows no such condition on that day.")
        served = frozenset[Category]().union(*(NEEDED[need] for need in condition.serves))
        if not self.categories or not served >= set(self.categories):
            raise ValueError("The condition serves other data.")
        if condition.document and not (self.reference and self.procedures and self.retention):
            raise ValueError("The law wants a policy document for it: procedures, and retention.")
        if self.review_on < self.from_on or (self.until_on and self.until_on < self.from_on):
            raise ValueError("A review and an end come after the beginning.")


def add_reliance(*, actor: Actor, entry: Entry) -> Reliance:
    """Write down a condition on which the actor's agency relies; the same sent again adds nothing.

    Refuses whoever is not its data protection officer (NotPermitted), a keeper of another agency (ValueError), and an
    id that is there with something else said (AlreadySent).
    """
    require_write(actor, RELIANCE_ADDED)
    return _write(RELIANCE_ADDED, actor, entry, entry.id, None)


def replace_reliance(*, actor: Actor, before: Reliance, entry: Entry, seen: UUID | None = None) -> Reliance:
    """Put a new version in the place of what counts of an entry, which stays to be read: reviewed, changed or ended.

    `seen` is the version that the writer saw, `before` itself unless told. The same sent again replaces nothing.
    Refuses as `add_reliance`, and what somebody replaced meanwhile (ChangedMeanwhile), as another agency's is too.
    """
    require_write(actor, RELIANCE_REPLACED)
    return _write(RELIANCE_REPLACED, actor, entry, before.entry, seen or before.pk)


@transaction.atomic
def _write(act: Act, actor: Actor, entry: Entry, line: UUID, before: UUID | None) -> Reliance:
    if entry.keeper.agency_id != actor.agency_id:
        raise ValueError("Somebody of the agency answers for its document.")
    row = _row(actor, entry, line)
    if there := Reliance.objects.filter(pk=entry.id).first():
        if there.entry == line and all(getattr(there, name) == getattr(row, name) for name in SAYS):
            return there
        raise AlreadySent
    if before and not _holds(before, line):
        raise ChangedMeanwhile
    subject, facts = Subject("reliance", line, actor.agency_id), _facts(row)
    with event(act, by=actor, subject=subject, facts=facts):
        if before:
            Reliance.objects.filter(pk=before).update(replaced_at=Now())
        insert(act, subject, row)
    return row


def _holds(version: UUID, line: UUID) -> bool:
    """Whether a version still counts; whoever else would replace it waits."""
    return Reliance.objects.select_for_update().filter(pk=version, entry=line, replaced_at=None).exists()


def _row(actor: Actor, entry: Entry, line: UUID) -> Reliance:
    return Reliance(
        id=entry.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, entry=line,
        condition=entry.condition, categories=sorted(entry.categories), reference=entry.reference,
        procedures=entry.procedures, retention=entry.retention, keeper=entry.keeper, from_on=entry.from_on,
        until_on=entry.until_on, review_on=entry.review_on,
        written_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip


def _facts(row: Reliance) -> Facts:
    return {"condition": row.condition, "categories": list(row.categories), "review_on": row.review_on.isoformat()}
