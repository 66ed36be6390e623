"""Two who sign, or sign and edit, at the same moment, on connections of their own: each has one right outcome."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.context import acting
from casework.categories import Category
from casework.refusals import ChangedMeanwhile
from multiagency.agreements.models import Agreement, AgreementVersion, Signature
from multiagency.agreements.sections import Section
from multiagency.agreements.services.drafting import NewAgreement, start_agreement, write_section
from multiagency.agreements.services.editing import SignedAlready
from multiagency.agreements.services.signing import sign
from tests.cast import actor
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, edit, fresh, offered
from tests.town import Town, make_town

ROUNDS = 5


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


@pytest.fixture
def desks(town: Town) -> tuple[Desk, Desk]:
    return desk(town.partnership, town.police), desk(town.partnership, town.probation)


def to_sign(town: Town, desks: tuple[Desk, Desk]) -> AgreementVersion:
    police, probation = desks
    return offered(police, [probation], [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)])


def at_once(*acts: tuple[Actor, Callable[[Actor], object]]) -> list[str]:
    """What came of each act, done on connections of their own as nearly at once as can be: '' or the refusal's name."""
    ready = Barrier(len(acts))

    def do(who: Actor, act: Callable[[Actor], object]) -> str:
        try:
            with acting(who):
                ready.wait(30)
                act(who)
        except (ChangedMeanwhile, SignedAlready) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(60) for future in [pool.submit(do, *act) for act in acts]]


def test_two_parties_sign_at_once_and_both_have_signed(town: Town, desks: tuple[Desk, Desk]) -> None:
    for _ in range(ROUNDS):
        version = to_sign(town, desks)

        def signs(who: Actor, version: AgreementVersion = version) -> None:
            sign(actor=who, version_id=version.pk, edition=version.edition)

        assert at_once(*((fresh(one.signatory), signs) for one in desks)) == ["", ""]
        with acting(actor(town.auditor)):
            assert Signature.objects.filter(version=version).count() == 2


def test_a_double_click_on_sign_is_one_signature(town: Town, desks: tuple[Desk, Desk]) -> None:
    version = to_sign(town, desks)

    def signs(who: Actor) -> None:
        sign(actor=who, version_id=version.pk, edition=version.edition)

    who = fresh(desks[0].signatory)
    assert at_once(*[(who, signs)] * 4) == [""] * 4
    with acting(who):
        assert Signature.objects.filter(version=version).count() == 1


def test_signed_while_somebody_edits_either_the_edit_or_the_signature_is_refused(
    town: Town, desks: tuple[Desk, Desk]
) -> None:
    outcomes = set()
    for _ in range(ROUNDS):
        version = to_sign(town, desks)
        with acting(actor(town.auditor)):
            change = edit(version)

        def signs(who: Actor, version: AgreementVersion = version) -> None:
            sign(actor=who, version_id=version.pk, edition=version.edition)

        def edits(who: Actor, change: object = change) -> None:
            write_section(actor=who, edit=change, section=Section.PURPOSE, words="Other words")  # type: ignore[arg-type]

        came = at_once((fresh(desks[1].signatory), signs), (actor(desks[0].officer), edits))
        with acting(actor(town.auditor)):
            now = AgreementVersion.objects.get(pk=version.pk)
            has_signed = Signature.objects.filter(version=version).exists()
        assert came in (["", "SignedAlready"], ["ChangedMeanwhile", ""])
        assert has_signed is (came[0] == "")
        assert (now.sections["PURPOSE"] == "Other words") is (came[1] == "")
        outcomes.add(tuple(came))
    assert outcomes


def test_two_who_edit_at_once_one_is_told_that_it_changed(town: Town, desks: tuple[Desk, Desk]) -> None:
    version = to_sign(town, desks)
    with acting(actor(town.auditor)):
        change = edit(version)

    def edits(who: Actor) -> None:
        write_section(actor=who, edit=change, section=Section.SECURITY, words=f"By {who.principal}")

    both = at_once((actor(desks[0].officer), edits), (actor(town.auditor), edits))
    assert sorted(both) == ["", "ChangedMeanwhile"]


def test_agreements_begun_at_once_have_numbers_of_their_own(town: Town, desks: tuple[Desk, Desk]) -> None:
    def begins(who: Actor) -> None:
        lead = next(one.officer for one in desks if one.agency.pk == who.agency_id)
        start_agreement(actor=who, new=NewAgreement(title="Ours", lead=lead))

    at_once(*((actor(one.officer), begins) for one in desks * 2))
    with acting(actor(town.auditor)):
        references = sorted(Agreement.objects.values_list("reference", flat=True))
    assert references == ["ISA-001", "ISA-002", "ISA-003", "ISA-004"]
