"""Marks are placed with a reason, lifted once by whoever may, and say at every moment what holds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from accounts.outbox.models import Message
from accounts.roles import Role
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare
from casework.cases.models import Role as CaseRole
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.handling.models import HandlingMark, Kind
from casework.handling.selectors import OpenedHandling, handling_of, open_handling
from casework.handling.services import AlreadyMarked, place
from casework.items.item import Item
from casework.items.selectors import items_of
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.safe_contact.models import Part
from tests.access.protection import named
from tests.casework.handling.marking import WHY, an_item, days, decided, how, lifted, new_mark, placed
from tests.casework.safe_contact.contacting import point
from tests.cast import actor, make_user
from tests.security.raw import refused
from tests.town import Town, logged, opened_case, shared
from vault.ids import uuid7

FROM_ANYBODY = [kind for kind in Kind if kind not in {Kind.RESTRICTED_PROCESSING, Kind.DISPUTED, Kind.HANDLING_C}]


@pytest.fixture
def case(town: Town) -> Case:
    made = opened_case(town.caseworker, team=town.team)
    logged(town.caseworker, made, "Met at the Blue Heron", "Rang the brother")
    return made


@pytest.fixture
def dpo(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.DPO, name="Dee Peo")


@pytest.mark.parametrize("kind", FROM_ANYBODY)
def test_whoever_works_the_case_makes_it_safer_and_no_stranger_does(town: Town, case: Case, kind: Kind) -> None:
    mark = placed(town.caseworker, case, kind)
    assert (mark.owner_id, mark.item_id) == (town.police.pk, None)
    for user in (town.colleague, town.partner):
        with pytest.raises(NotPermitted):
            placed(user, opened_case(town.caseworker), kind)


def test_nothing_holds_on_a_case_that_nobody_marked(town: Town, case: Case) -> None:
    found = how(town.caseworker, case)
    assert not found.restricted
    assert found.objection is None
    assert found.of() == frozenset()


def test_a_restricted_record_is_marked_without_anybody_marking_it(town: Town) -> None:
    case = opened_case(town.caseworker, restricted=True)
    assert how(town.caseworker, case).of() == {"RESTRICTED_RECORD"}


def test_markers_of_the_case_stand_on_every_item_and_those_of_an_item_on_it_alone(town: Town, case: Case) -> None:
    one, other = (item for item in _items(town.caseworker, case) if item.kind == "intervention")
    placed(town.caseworker, case, Kind.OFFICIAL_SENSITIVE)
    placed(town.caseworker, case, Kind.LPP, one)
    placed(town.caseworker, case, Kind.DISPUTED, one)
    found = how(town.caseworker, case)
    assert found.of(one.id) == {"OFFICIAL_SENSITIVE", "LPP"}
    assert found.of(other.id) == found.of() == {"OFFICIAL_SENSITIVE"}
    assert found.disputed(one.id)
    assert not found.disputed(other.id)


def test_how_a_case_is_handled_is_one_statement(town: Town, case: Case) -> None:
    for kind in (Kind.LPP, Kind.OPT_OUT_NDO, Kind.DO_NOT_INFORM):
        placed(town.caseworker, case, kind)
    with acting(actor(town.caseworker)), CaptureQueriesContext(connection) as asked:
        assert len(handling_of(case).marks) == 3
    assert len(asked) == 1


def test_not_telling_holds_on_its_last_day_and_not_on_the_next(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(town.caseworker, case, Kind.DO_NOT_INFORM, until=days(10))
    for day, holds in ((days(10), {"DO_NOT_INFORM"}), (days(11), set())):
        monkeypatch.setattr("casework.handling.policies.timezone.localdate", lambda day=day: day)
        assert how(town.caseworker, case).of() == holds


class TestRestriction:
    """Article 18 and section 47: an officer restricts, the data protection officer lifts."""

    def test_an_officer_restricts_and_nobody_else(self, town: Town, case: Case) -> None:
        for user in (town.caseworker, town.colleague, town.lead_auditor):
            with pytest.raises(NotPermitted):
                placed(user, case, Kind.RESTRICTED_PROCESSING)
        placed(town.auditor, case, Kind.RESTRICTED_PROCESSING)
        assert how(town.caseworker, case).restricted

    def test_rig_07_it_stops_what_is_shared_at_once_and_lifting_it_brings_nothing_back(
        self, town: Town, case: Case, dpo: User
    ) -> None:
        shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
        mark = placed(town.auditor, case, Kind.RESTRICTED_PROCESSING)
        with acting(actor(town.caseworker)):
            assert CaseShare.objects.get(case=case).stopped_for == "RESTRICTION"
        assert told(town.partner) == ["casework.shared_no_more"]
        assert told(town.caseworker) == ["casework.shares_no_more"]
        with pytest.raises(NotKnown):
            _items(town.partner, case)
        with pytest.raises(NotPermitted):
            lifted(town.auditor, case, mark)
        lifted(dpo, case, mark)
        assert not how(town.caseworker, case).restricted
        with pytest.raises(NotKnown):
            _items(town.partner, case)

    def test_of_one_item_it_stops_the_share_that_shows_it_and_no_other(self, town: Town, case: Case) -> None:
        shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD, Category.IDENTITY)
        item = an_item(town.caseworker, case, "intervention")
        placed(town.auditor, case, Kind.RESTRICTED_PROCESSING, item)
        assert {one.category for one in _items(town.partner, case)} == {Category.IDENTITY}
        found = how(town.caseworker, case)
        assert found.restricts(item.id)
        assert not found.restricted


class TestObjection:
    """Article 21: whoever hears it writes it down, and the data protection officer decides."""

    def test_it_waits_is_upheld_and_lifted(self, town: Town, case: Case, dpo: User) -> None:
        mark = placed(town.caseworker, case, Kind.OBJECTION)
        assert how(town.caseworker, case).objection == "PENDING"
        for user in (town.caseworker, town.auditor):
            with pytest.raises(NotPermitted):
                decided(user, case, mark, upheld=True)
        decided(dpo, case, mark, upheld=True)
        assert how(town.caseworker, case).objection == "UPHELD"
        with pytest.raises(ChangedMeanwhile):
            decided(dpo, case, mark, upheld=False)
        lifted(dpo, case, mark)
        assert how(town.caseworker, case).objection is None

    def test_one_that_is_not_upheld_holds_no_more_and_stays_to_be_read(self, town: Town, case: Case, dpo: User) -> None:
        mark = placed(town.caseworker, case, Kind.OBJECTION)
        decided(dpo, case, mark, upheld=False)
        assert how(town.caseworker, case).objection is None
        (before,) = _read(dpo, case).before
        assert (before.words.text, before.decision.text) == (WHY, "The public task is stronger")

    def test_an_upheld_one_on_the_case_is_graver_than_one_that_waits_on_an_item(
        self, town: Town, case: Case, dpo: User
    ) -> None:
        item = an_item(town.caseworker, case, "intervention")
        placed(town.caseworker, case, Kind.OBJECTION, item)
        assert how(town.caseworker, case).objection is None
        decided(dpo, case, placed(town.caseworker, case, Kind.OBJECTION), upheld=True)
        assert how(town.caseworker, case).objection_to(item.id) == "UPHELD"


def test_a_bar_is_lifted_by_the_data_protection_officer_and_several_hold_at_once(
    town: Town, case: Case, dpo: User
) -> None:
    first, second = (placed(town.caseworker, case, Kind.STATUTORY_BAR) for _ in range(2))
    with pytest.raises(NotPermitted):
        lifted(town.auditor, case, first)
    lifted(dpo, case, first)
    assert how(town.caseworker, case).of() == {"STATUTORY_BAR"}
    lifted(dpo, case, second)
    assert how(town.caseworker, case).of() == frozenset()


def test_the_same_sent_again_adds_nothing_and_a_second_of_a_kind_is_refused(town: Town, case: Case) -> None:
    who, new = actor(town.caseworker), new_mark(Kind.LPP)
    with acting(who):
        assert place(actor=who, case=case, new=new) == place(actor=who, case=case, new=new)
        with pytest.raises(AlreadySent):
            place(actor=who, case=case, new=replace(new, words="Something else altogether"))
        with pytest.raises(AlreadyMarked):
            place(actor=who, case=case, new=replace(new, id=uuid7()))
        assert HandlingMark.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (Kind.LPP, {"words": "short"}), (Kind.DISPUTED, {}), (Kind.HANDLING_C, {}), (Kind.LPP, {"until": date.max}),
        (Kind.DO_NOT_INFORM, {"until": None}), (Kind.OFFICIAL_SENSITIVE, {"review_on": None}),
        (Kind.LPP, {"review_on": date.max}), (Kind.LPP, {"grounds": ("CONSENT",)}),
    ],
)  # fmt: skip
def test_what_is_not_fully_said_is_no_mark(kind: Kind, changes: dict[str, Any]) -> None:
    whole = new_mark(Kind.LPP)
    if kind in {Kind.DO_NOT_INFORM, Kind.OFFICIAL_SENSITIVE}:
        whole = new_mark(kind)
    with pytest.raises(ValueError, match=r"\.$"):
        replace(whole, kind=kind, **changes)


def test_an_item_of_another_case_and_a_day_to_come_are_refused(town: Town, case: Case) -> None:
    item = an_item(town.caseworker, case, "intervention")
    with pytest.raises(ValueError, match="item of the case"):
        placed(town.caseworker, opened_case(town.caseworker), Kind.LPP, item)
    with pytest.raises(ValueError, match="begins by today"):
        placed(town.caseworker, case, Kind.LPP, since=days(1))


def test_what_only_named_people_read_is_not_marked(town: Town) -> None:
    case = opened_case(town.caseworker, role=CaseRole.VICTIM, team=town.team)
    named(town.caseworker, town.teammate, case, Part.CONTACT)
    point(town.teammate, case)
    with pytest.raises(ValueError, match="named people"):
        placed(town.teammate, case, Kind.DISPUTED, an_item(town.teammate, case, "contact"))


class TestWhoReads:
    """Marks are read with the case, by officers without it, and by whoever is shared what they stand on."""

    def test_an_officer_reads_the_marks_and_not_the_case(self, town: Town, case: Case, dpo: User) -> None:
        placed(town.caseworker, case, Kind.LPP)
        (read,) = _read(dpo, case).marks
        assert read.words.text == WHY
        with pytest.raises(NotKnown):
            _items(dpo, case)
        with pytest.raises(NotKnown):
            _read(town.colleague, case)

    def test_another_agency_reads_marks_on_the_case_and_on_what_it_is_shared(self, town: Town, case: Case) -> None:
        item = an_item(town.caseworker, case, "intervention")
        placed(town.caseworker, case, Kind.OFFICIAL_SENSITIVE)
        placed(town.caseworker, case, Kind.DISPUTED, item)
        shared(town.caseworker, case, town.probation, Category.IDENTITY)
        assert not how(town.partner, case).disputed(item.id)
        assert how(town.partner, case).of() == {"OFFICIAL_SENSITIVE"}
        assert _read(town.partner, case).marks[0].words.sealed
        shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
        assert how(town.partner, case).disputed(item.id)
        assert WHY in {read.words.text for read in _read(town.partner, case).marks}
        assert how(town.stranger, case).of() == frozenset()

    def test_nobody_of_another_agency_places_or_lifts(self, town: Town, case: Case) -> None:
        mark = placed(town.caseworker, case, Kind.OFFICIAL_SENSITIVE)
        shared(town.caseworker, case, town.probation, Category.IDENTITY)
        theirs = make_user(town.partnership, town.probation, Role.DPO, Role.PANEL_COORDINATOR)
        assert _read(theirs, case).may_place == ()
        with pytest.raises(NotPermitted):
            lifted(theirs, case, mark)


def test_the_database_lets_no_mark_be_edited_decided_twice_or_forgotten(town: Town, case: Case, dpo: User) -> None:
    mark = placed(town.caseworker, case, Kind.LPP)
    lifted(dpo, case, mark)
    table = "casework_handlingmark"
    with acting(who := actor(town.caseworker)), event(CASE_CHANGED, by=who, subject=case.subject):
        assert "bound to" in refused(f"UPDATE {table} SET since = since - 1 WHERE id = %s", mark.pk)
        unlifted = "lifted_at = NULL, lifted_by_id = NULL, lifting = NULL"
        assert "lifted once" in refused(f"UPDATE {table} SET {unlifted} WHERE id = %s", mark.pk)
        assert "permission denied" in refused(f"DELETE FROM {table} WHERE id = %s", mark.pk)


def told(user: User) -> list[str]:
    with acting(actor(user)):
        return list(Message.objects.filter(user=user).values_list("notice", flat=True))


def _items(user: User, case: Case) -> list[Item]:
    who = actor(user)
    with acting(who):
        return items_of(who, open_case(who, case.reference))


def _read(user: User, case: Case) -> OpenedHandling:
    who = actor(user)
    with acting(who):
        return open_handling(who, case.reference)
