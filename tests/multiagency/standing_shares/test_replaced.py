"""A new version of an agreement ends, as it comes into force, what is shared that it no longer carries, and no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case, CaseShare
from casework.categories import Category
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.clauses import remove_clause
from multiagency.agreements.services.drafting import Term, offer, write_term
from multiagency.agreements.services.stopping import withdraw
from multiagency.agreements.services.versions import make_version
from tests.cast import actor, signed_in
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, edit, fresh, offered, signed
from tests.multiagency.sharing.sending import CLAIMS
from tests.multiagency.standing_shares.sharing import keys_of, shared_standing, standing, wanted
from tests.town import Town, opened_case
from vault.ids import uuid7

KEPT, DROPPED = Category.INTERVENTION_RECORD, Category.IDENTITY


@pytest.fixture
def desks(town: Town) -> tuple[Desk, Desk]:
    return desk(town.partnership, town.police), desk(town.partnership, town.probation)


@pytest.fixture
def first(town: Town, desks: tuple[Desk, Desk]) -> AgreementVersion:
    """Police may send probation two categories to manage people who offend; this one stays agreed for MAPPA."""
    said = [
        clauses(town.police, town.probation, DROPPED, KEPT),
        clauses(town.police, town.probation, DROPPED, purpose=CLAIMS.purpose.MAPPA),
    ]
    return signed(offered(desks[0], [desks[1]], said), *desks)


@pytest.fixture
def case(town: Town, first: AgreementVersion) -> Case:
    """A case of the police's that is shared by it."""
    case = opened_case(town.caseworker)
    shared_standing(town.caseworker, case, wanted(town.probation, DROPPED, KEPT))
    assert standing(town.partner, case) == {DROPPED: "", KEPT: ""}
    return case


def narrower(desks: tuple[Desk, Desk], first: AgreementVersion, starts_in: int = 0) -> AgreementVersion:
    """The next version without one clause, put forward."""
    who, today = actor(desks[0].officer), timezone.localdate()
    with acting(who):
        row = make_version(actor=who, agreement=first.agreement, version_id=uuid7())
        clause = row.clauses.get(category=DROPPED, purpose=CLAIMS.purpose)
        remove_clause(actor=who, edit=edit(row), number=clause.number)
        days = [today + timedelta(days=ahead) for ahead in (starts_in, 300, 365)]
        write_term(actor=who, edit=edit(row), term=Term(starts_on=days[0], review_on=days[1], ends_on=days[2]))
        offer(actor=who, edit=edit(row))
        return AgreementVersion.objects.select_related("agreement__owner").get(pk=row.pk)


def test_what_it_drops_stops_with_the_last_signature_keys_included_and_both_sides_read_why(
    town: Town, desks: tuple[Desk, Desk], first: AgreementVersion, case: Case
) -> None:
    version = signed(narrower(desks, first), desks[0])
    assert standing(town.partner, case) == {DROPPED: "", KEPT: ""}, "one signature is missing"
    signed(version, desks[1])
    stopped = {DROPPED: "AGREEMENT", KEPT: ""}
    assert (standing(town.partner, case), standing(town.caseworker, case)) == (stopped, stopped)
    assert keys_of(town.caseworker, case, town.probation) & {DROPPED, KEPT} == {KEPT}
    for user, path in ((town.caseworker, f"/cases/{case.reference}/sharing/"), (town.partner, "/shared-no-more/")):
        assert "agreement" in signed_in(user).get(path).content.decode().lower()


def test_what_begins_on_a_day_to_come_ends_then_without_anybody_doing_anything(
    town: Town, desks: tuple[Desk, Desk], first: AgreementVersion, case: Case
) -> None:
    signed(narrower(desks, first, starts_in=3), *desks)
    later = opened_case(town.caseworker)
    shared_standing(town.caseworker, later, wanted(town.probation, DROPPED, KEPT))
    assert standing(town.partner, case) == {DROPPED: "", KEPT: ""}
    day = timezone.localdate() + timedelta(days=3)
    with acting(actor(town.caseworker)):
        for one in (case, later):
            ends = {share.category: share for share in CaseShare.objects.filter(case=one)}
            assert timezone.localtime(ends[DROPPED].ends_at).isoformat()[:19] == f"{day}T00:00:00"
            assert (ends[DROPPED].ends_with, ends[KEPT].ends_with) == ("AGREEMENT", "CHOSEN")
            assert ends[KEPT].ends_at > ends[DROPPED].ends_at


def test_what_it_carries_stops_where_it_is_left(
    town: Town, desks: tuple[Desk, Desk], first: AgreementVersion, case: Case
) -> None:
    version = signed(narrower(desks, first), *desks)
    who = fresh(desks[1].officer)
    with acting(who):
        assert withdraw(actor=who, version=version, words="The service ended") == 1
    assert standing(town.caseworker, case) == {DROPPED: "AGREEMENT", KEPT: "AGREEMENT"}
