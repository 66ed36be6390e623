"""What somebody has signed is changed by nobody: the database refuses, whatever the service."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from accounts.context import acting
from audit.ledger.events import event
from casework.categories import Category
from multiagency.acts import AGREEMENT_EDITED
from multiagency.agreements.models import AgreementVersion, Clause, Party, Signatory, Signature, Suspension
from multiagency.agreements.services.stopping import resume, suspend, withdraw
from tests.cast import actor
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, drafted, fresh, offered, signed
from tests.town import Town


@pytest.fixture
def police(town: Town) -> Desk:
    return desk(town.partnership, town.police)


@pytest.fixture
def probation(town: Town) -> Desk:
    return desk(town.partnership, town.probation)


@pytest.fixture
def version(town: Town, police: Desk, probation: Desk) -> AgreementVersion:
    """A version that one of its two parties has signed."""
    said = [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)]
    return signed(offered(police, [probation], said), probation)


def another_clause(version: AgreementVersion) -> object:
    return Clause.objects.create(
        partnership_id=version.partnership_id, owner_id=version.owner_id, version=version, number=9, from_type="POLICE",
        to_type="FIRE", purpose="MAPPA", category="IDENTITY", effect="ALLOW",
    )  # fmt: skip


CHANGES: dict[str, Callable[[AgreementVersion], object]] = {
    "words": lambda version: AgreementVersion.objects.filter(pk=version.pk).update(sections={}),
    "end": lambda version: AgreementVersion.objects.filter(pk=version.pk).update(ends_on=None, offered_at=None),
    "deleted": lambda version: AgreementVersion.objects.filter(pk=version.pk)._raw_delete("default"),
    "party": lambda version: Party.objects.filter(version=version).update(basis="CONSENT"),
    "party gone": lambda version: Party.objects.filter(version=version).delete(),
    "clause": lambda version: Clause.objects.filter(version=version).update(effect="DENY"),
    "clause gone": lambda version: Clause.objects.filter(version=version).delete(),
    "clause more": another_clause,
}


@pytest.mark.parametrize("change", CHANGES)
def test_isa_01_nothing_of_a_signed_version_changes_in_the_database(
    version: AgreementVersion, police: Desk, change: str
) -> None:
    who = actor(police.officer)
    refused = pytest.raises(DatabaseError, match="somebody signed was to change")
    with refused, acting(who), event(AGREEMENT_EDITED, by=who):
        CHANGES[change](version)


def test_isa_01_the_same_changes_are_let_through_while_nobody_has_signed(
    town: Town, police: Desk, probation: Desk
) -> None:
    who = actor(police.officer)
    for name, change in CHANGES.items():
        said = [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)]
        draft = drafted(police, [probation], said)
        with acting(who), event(AGREEMENT_EDITED, by=who):
            Clause.objects.filter(version=draft).delete() if name == "deleted" else None
            Party.objects.filter(version=draft).delete() if name == "deleted" else None
            assert change(draft), name


@pytest.mark.parametrize("statement", ["UPDATE {} SET owner_id = owner_id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["multiagency_signature", "multiagency_withdrawal"])
def test_a_signature_and_a_withdrawal_stand_for_the_owner_of_the_database_too(
    town: Town, police: Desk, probation: Desk, owner_connection: psycopg.Connection, statement: str, table: str
) -> None:
    said = [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)]
    version = signed(offered(police, [probation], said), probation)
    who = fresh(police.officer)
    with acting(who):
        withdraw(actor=who, version=version, words="No longer needed")
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))
    triggers = owner_connection.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'never_changes'", [table]
    ).fetchall()
    assert triggers == [("never_changes",)]


def forge(version: AgreementVersion, signatory: Desk, **changes: object) -> None:
    """A signature that goes past the service."""
    usual = {
        "partnership_id": version.partnership_id, "owner_id": signatory.agency.pk, "version": version,
        "signed_by": signatory.signatory, "authority": signatory.authority, "edition": version.edition,
    }  # fmt: skip
    who = actor(signatory.signatory)
    with acting(who), event(AGREEMENT_EDITED, by=who):
        Signature.objects.create(**(usual | changes))


def test_a_signature_under_another_edition_or_in_anothers_name_is_refused_by_the_database(
    town: Town, police: Desk, probation: Desk, version: AgreementVersion
) -> None:

    for changes, words in (
        ({"edition": version.edition + 1}, "something else than was put forward"),
        ({"owner_id": probation.agency.pk}, "row-level security"),
        ({"authority": probation.authority}, "foreign key"),
        ({"signed_by": police.officer}, "foreign key"),
    ):
        with pytest.raises(DatabaseError, match=words):
            forge(version, police, **changes)
    with pytest.raises(DatabaseError, match="something else than was put forward"):
        forge(version, desk(town.partnership, town.charity))


def test_what_was_lifted_or_ended_does_not_end_again(police: Desk, version: AgreementVersion) -> None:
    who = fresh(police.officer)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="Data went astray")
        resume(actor=who, agreement=version.agreement)
    with acting(who), event(AGREEMENT_EDITED, by=who):
        with pytest.raises(DatabaseError, match="has ended already"), transaction.atomic():
            Suspension.objects.update(lifted_at=None, lifted_by=None)
        Signatory.objects.filter(pk=police.authority.pk).update(ended_at=police.authority.made_at)
        with pytest.raises(DatabaseError, match="has ended already"), transaction.atomic():
            Signatory.objects.filter(pk=police.authority.pk).update(ended_at=None)


def test_who_may_sign_and_why_something_was_stopped_stay_as_they_were_said(
    police: Desk, version: AgreementVersion
) -> None:
    who = fresh(police.officer)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="Data went astray")
    with acting(who), event(AGREEMENT_EDITED, by=who):
        for rows, change in ((Suspension.objects, {"words": "Else"}), (Signatory.objects, {"post": "Else"})):
            with pytest.raises(DatabaseError, match="bound to"), transaction.atomic():
                rows.filter(owner_id=who.agency_id).update(**change)


def test_no_agency_writes_what_is_anothers(town: Town, probation: Desk, version: AgreementVersion) -> None:
    who = actor(probation.officer)
    with acting(who), event(AGREEMENT_EDITED, by=who):
        assert AgreementVersion.objects.filter(pk=version.pk).update(number=7) == 0
        assert Clause.objects.filter(version=version).delete()[0] == 0


def test_p4_the_serious_violence_duty_is_refused_by_the_database_too(town: Town, police: Desk, probation: Desk) -> None:
    draft = drafted(police, [probation], [clauses(town.police, town.probation, Category.HEALTH_MENTAL)])
    who = actor(police.officer)
    refused = pytest.raises(DatabaseError, match="clause_serious_violence_duty")
    with refused, acting(who), event(AGREEMENT_EDITED, by=who):
        Clause.objects.filter(version=draft).update(gateways=["PCSC_16"])
