"""Each fact that changes stops at once what rests on it, rows and keys, and both sides are told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotKnown
from accounts.outbox.models import Message
from accounts.roles import Role
from casework.cases.front_list import CaseFilters, front_list
from casework.cases.models import Case, CaseAccess, EndsWith
from casework.cases.policies import visible_cases, visible_people
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.conflicts.models import Kind as Tie
from casework.conflicts.services import declare_conflict
from casework.handling.models import Kind
from casework.handling.services import NewMark, place
from casework.interventions.models import Intervention
from casework.items.selectors import items_of
from casework.people.models import Person
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.stopping import resume, suspend, withdraw
from tests.casework.consent.answers import answered, withdrawn, yes
from tests.cast import actor, make_user, signed_in
from tests.multiagency.agreements.agreeing import fresh
from tests.multiagency.sharing.sending import CLAIMS, agreed
from tests.multiagency.standing_shares.sharing import foreseen, keys_of, shared_standing, standing, wanted
from tests.town import Town, logged, opened_case
from vault.models import KeyGrant

pytestmark = pytest.mark.django_db
SEEN = Category.INTERVENTION_RECORD
Stage = tuple[Town, Case, AgreementVersion]


@pytest.fixture
def stage(town: Town) -> Stage:
    """A case with a note, whose interventions probation is shared by an agreement."""
    version = agreed(town, SEEN)
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Went to the shop")
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN))
    return town, case, version


def officer(town: Town, agency: str = "police") -> Actor:
    return fresh(make_user(town.partnership, getattr(town, agency), Role.IG_OFFICER, Role.DPO))


def suspended(stage: Stage) -> None:
    town, _, version = stage
    who = officer(town)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="A breach is looked into")


def left_by_the_other(stage: Stage) -> None:
    town, _, version = stage
    who = officer(town, "probation")
    with acting(who):
        withdraw(actor=who, version=version, words="We leave this agreement")


def marked(stage: Stage, kind: Kind, *, one_item: bool = False) -> None:
    town, case, _ = stage
    who = officer(town)
    worker = actor(town.caseworker)
    with acting(worker):
        items = items_of(worker, open_case(worker, case.reference))
    item = next(one for one in items if one.kind == "intervention") if one_item else None
    new = NewMark(kind, "It was asked for in writing", timezone.localdate(), item=item)
    with acting(who):
        place(actor=who, case=case, new=new)


CHANGES: dict[str, tuple[str, Callable[[Stage], None]]] = {
    "the agreement is suspended": ("AGREEMENT", suspended),
    "the other agency leaves the agreement": ("AGREEMENT", left_by_the_other),
    "use of the case is restricted": ("RESTRICTION", partial(marked, kind=Kind.RESTRICTED_PROCESSING)),
    "use of one item is restricted": ("RESTRICTION", partial(marked, kind=Kind.RESTRICTED_PROCESSING, one_item=True)),
    "the person objects": ("OBJECTION", partial(marked, kind=Kind.OBJECTION)),
    "a law bars it": ("DECISION", partial(marked, kind=Kind.STATUTORY_BAR)),
    "one item is privileged": ("DECISION", partial(marked, kind=Kind.LPP, one_item=True)),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_stops_it_at_every_gate_at_once(stage: Stage, change: str) -> None:
    town, case, _ = stage
    who, (why, happens) = actor(town.partner), CHANGES[change]
    with acting(who):
        assert Intervention.objects.exists()
    happens(stage)
    assert standing(town.partner, case) == {SEEN: why}
    assert keys_of(town.caseworker, case, town.probation) == set()
    with acting(who):
        assert not Intervention.objects.exists()
        assert not visible_cases(who).exists()
        assert not list(front_list(who, CaseFilters(scope="all"), "", 5))
        assert not CaseAccess.objects.filter(case_id=case.pk).exists()
        assert not Person.objects.exists()
        assert not visible_people(who).exists()
    with acting(who), pytest.raises(NotKnown):
        open_case(who, case.reference)


@pytest.mark.parametrize("change", CHANGES)
def test_both_sides_are_told_without_a_word_of_the_case(stage: Stage, change: str) -> None:
    town, _, _ = stage
    CHANGES[change][1](stage)
    for user, notice in ((town.partner, "casework.shared_no_more"), (town.caseworker, "casework.shares_no_more")):
        with acting(actor(user)):
            assert list(Message.objects.values_list("notice", "user_id")) == [(notice, user.pk)]


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_refused_anew_while_the_fact_holds(stage: Stage, change: str) -> None:
    town, case, _ = stage
    CHANGES[change][1](stage)
    (now,) = foreseen(town.caseworker, case, wanted(town.probation, SEEN))
    assert not now.decided.allowed


def test_what_was_stopped_goes_on_by_a_new_decision_alone(stage: Stage) -> None:
    town, case, version = stage
    suspended(stage)
    who = officer(town)
    with acting(who):
        resume(actor=who, agreement=version.agreement)
    assert standing(town.partner, case) == {SEEN: "AGREEMENT"}
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN))
    assert standing(town.partner, case) == {SEEN: ""}
    assert keys_of(town.caseworker, case, town.probation) == {SEEN}


def test_a_mark_on_an_item_of_another_category_stops_nothing_of_this_one(stage: Stage) -> None:
    town, case, _ = stage
    who = actor(town.caseworker)
    with acting(who):
        reason = next(one for one in items_of(who, open_case(who, case.reference)) if one.kind == "reason")
        place(actor=who, case=case, new=NewMark(Kind.LPP, "Advice of counsel", timezone.localdate(), item=reason))
    assert standing(town.partner, case) == {SEEN: ""}
    (now,) = foreseen(town.caseworker, case, wanted(town.probation, SEEN))
    assert now.decided.allowed


def test_a_conflict_of_one_reader_hides_it_from_that_reader_alone(stage: Stage) -> None:
    town, case, _ = stage
    other = make_user(town.partnership, town.probation, Role.PANEL_COORDINATOR)
    who = actor(town.partner)
    with acting(who):
        person = open_case(who, case.reference).case.person
        declare_conflict(actor=who, person=person, user=town.partner, kind=Tie.FAMILY, words="My cousin")
        assert not visible_cases(who).exists()
    with acting(actor(other)):
        assert visible_cases(actor(other)).exists()
    assert standing(town.caseworker, case) == {SEEN: ""}


@pytest.mark.parametrize("change", ["consent is withdrawn", "agreement", "restriction", "a new conflict"])
def test_t26_what_ends_access_ends_it_on_the_next_request(town: Town, change: str) -> None:
    """Somebody is signed in at another agency and reads the case; what happens then, the next click answers to."""
    version = agreed(town, SEEN)
    case, consent = opened_case(town.caseworker), None
    (note,) = logged(town.caseworker, case, "Went to the shop")
    claims = CLAIMS
    if change == "consent is withdrawn":
        new = yes(town.probation, purposes=frozenset({CLAIMS.purpose.value}), categories=frozenset({SEEN.value}))
        consent, claims = answered(town.caseworker, case, new), replace(CLAIMS, basis="CONSENT")
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN, claims=claims))
    browser, address = signed_in(town.partner), f"/cases/{case.reference}/"
    assert browser.get(address).status_code == 200
    happens: dict[str, Callable[[], object]] = {
        "consent is withdrawn": lambda: withdrawn(town.caseworker, case, consent) if consent else None,
        "agreement": lambda: suspended((town, case, version)),
        "restriction": lambda: marked((town, case, version), Kind.RESTRICTED_PROCESSING),
        "a new conflict": lambda: linked(town, case),
    }
    happens[change]()
    assert browser.get(address).status_code == 404
    assert case.reference not in browser.get("/cases/").content.decode()
    who = actor(town.partner)
    with acting(who):
        assert not visible_cases(who).exists()
        row = Intervention.objects.filter(pk=note.pk).exists()
        key = KeyGrant.objects.filter(agency_id=town.probation.pk, subject_id=case.pk).exists()
    # one reader's conflict takes walls and keys from nobody else at the agency: the third gate hides it from them
    assert (row, key) == (change == "a new conflict",) * 2


def linked(town: Town, case: Case) -> None:
    """The reader at probation says that they know the person."""
    who = actor(town.partner)
    with acting(who):
        person = open_case(who, case.reference).case.person
        declare_conflict(actor=who, person=person, user=town.partner, kind=Tie.FAMILY, words="My nephew")


def test_what_rests_on_consent_names_it_ends_with_it_and_stops_when_it_is_taken_back(town: Town) -> None:
    agreed(town, SEEN)
    case, purpose = opened_case(town.caseworker), CLAIMS.purpose.value
    new = yes(town.probation, purposes=frozenset({purpose}), categories=frozenset({SEEN.value}))
    consent = answered(town.caseworker, case, new)
    far = timezone.localdate() + timedelta(days=200)
    what = wanted(town.probation, SEEN, claims=replace(CLAIMS, basis="CONSENT"), last_day=far)
    (share,) = shared_standing(town.caseworker, case, what).shares
    assert (share.consent_id, share.ends_with) == (consent.pk, EndsWith.CONSENT)
    assert timezone.localdate(share.ends_at) == consent.expires_on + timedelta(days=1)
    withdrawn(town.caseworker, case, consent)
    assert standing(town.partner, case) == {SEEN: "CONSENT"}
    assert keys_of(town.caseworker, case, town.probation) == set()
    (now,) = foreseen(town.caseworker, case, what)
    assert now.decided.fired == ("R50",)
