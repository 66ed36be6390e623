"""Changing a draft: one edition at a time, under one event, and never once somebody has signed it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from accounts.actor import Actor
from audit.ledger.acts import Act
from audit.ledger.events import Fact, event
from casework.refusals import ChangedMeanwhile
from multiagency.acts import AGREEMENT_EDITED
from multiagency.agreements.models import AgreementVersion, Signature
from multiagency.agreements.policies import require_write, subject_of
from multiagency.agreements.selectors import version_of


class SignedAlready(Exception):
    """Somebody has signed the version, so it stays as it is; a new one is made from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Which draft is edited, and the edition that whoever edits it was shown."""

    version_id: UUID
    edition: int


def hold(version_id: UUID) -> None:
    """Wait for whoever signs or edits the version, and keep others waiting until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreement_hold(%s)", [version_id])


def version_to_edit(actor: Actor, act: Act, edit: Edit) -> AgreementVersion:
    """The draft that is edited, with others kept waiting until the transaction ends; refuses as `editing`."""
    version = version_of(actor, edit.version_id, act)
    require_write(actor, act, version.agreement)
    hold(version.pk)
    version.refresh_from_db(fields=["edition", "offered_at", "sections"])
    if Signature.objects.filter(version=version).exists():
        raise SignedAlready
    if version.edition != edit.edition:
        raise ChangedMeanwhile
    return version


@contextmanager
def editing(
    actor: Actor, edit: Edit, *, check: Callable[[AgreementVersion], None] = lambda _: None, **facts: Fact
) -> Iterator[AgreementVersion]:  # fmt: skip
    """Change a draft under one event; whoever was asked to sign it has to be asked again.

    `check` refuses by raising, before the event, which would tell of what was never done. Refuses whoever does not
    write the agreement (NotPermitted), a version that somebody signed (SignedAlready), and an edition that somebody
    changed meanwhile (ChangedMeanwhile).
    """
    with transaction.atomic():
        version = version_to_edit(actor, AGREEMENT_EDITED, edit)
        check(version)
        told: Mapping[str, Fact] = {**facts_of(version), **facts}
        with event(AGREEMENT_EDITED, by=actor, subject=subject_of(version.agreement), facts=told):
            yield version
            version.edition += 1
            version.offered_at = None
            version.save()


def facts_of(version: AgreementVersion) -> dict[str, Fact]:
    """What the ledger is told of a version."""
    return {"reference": version.agreement.reference, "version": version.number}
