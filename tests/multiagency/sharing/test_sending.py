"""One item goes, its siblings stay shut at every gate, refusals are kept, and nothing is sent on facts that changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.people.models import User
from accounts.roles import Role
from audit.ledger.events import event
from casework.cases.models import CaseShare
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.handling.models import Kind as Mark
from casework.interventions.models import Intervention
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import DISCLOSED
from multiagency.sharing.claims import Audience
from multiagency.sharing.decide import Outcome
from multiagency.sharing.facts import Override
from multiagency.sharing.models import DisclosedItem, Disclosure, SharingDecision
from multiagency.sharing.sending import FactsChanged, copy_of
from tests.casework.handling.marking import placed
from tests.cast import PASSWORD, actor, make_user
from tests.multiagency.sharing.sending import CLAIMS, agreed, picked, sent, weighed
from tests.town import Town, logged, opened_case, shared
from vault.ids import uuid7
from vault.opening import Shut, holding_bytes, open_permitted

pytestmark = pytest.mark.django_db


def test_dis_06_what_is_sent_goes_sealed_with_what_its_recipient_judges_it_by(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    note, other = logged(town.caseworker, case, "Went to the shop", "Stayed at home")
    came = sent(town.caseworker, case, picked(town, note.pk))
    assert [row.outcome for row in came.decisions] == [Outcome.ALLOW]
    reader = actor(town.partner)
    with acting(reader), holding_bytes(), event(DISCLOSED, by=reader) as ticket:
        copy = DisclosedItem.objects.get()
        said = open_permitted(ticket, [copy], "copy")[copy.pk]["copy"]
        assert "Went to the shop" in str(said["words"])
        assert said["quality"] == {
            "verified_on": timezone.localdate().isoformat(),
            "occurred_on": timezone.localdate(note.occurred_at).isoformat(), "statement": "FACT",
            "role": "person managed for offending", "disputed": False,
        }  # fmt: skip
        assert open_permitted(ticket, [copy.disclosure], "cover")[copy.disclosure_id]["cover"] == {"words": ""}
        assert open_permitted(ticket, [copy.disclosure], "reasons")[copy.disclosure_id]["reasons"] is Shut.NO_GRANT
        assert not Intervention.objects.exists()
        assert not CaseShare.objects.exists()
        assert not SharingDecision.objects.exists(), "a decision is the discloser's own"
    with acting(actor(town.stranger)):
        assert not Disclosure.objects.exists()
        assert not DisclosedItem.objects.exists()
    assert other.pk not in {row.item_id for row in came.copies}


def test_the_key_of_a_copy_opens_no_sibling(town: Town) -> None:
    """Even with the row in hand, past gates 1 and 2, the compartment that the copy came from stays shut."""
    agreed(town)
    case = opened_case(town.caseworker)
    note, other = logged(town.caseworker, case, "Went to the shop", "Stayed at home")
    sent(town.caseworker, case, picked(town, note.pk))
    with acting(actor(town.caseworker)):
        rows = list(Intervention.objects.filter(pk__in=[note.pk, other.pk]))
    reader = actor(town.partner)
    with acting(reader), holding_bytes(), event(DISCLOSED, by=reader) as ticket:
        assert {row["entry"] for row in open_permitted(ticket, rows, "entry").values()} == {Shut.NO_GRANT}


def test_without_an_agreement_nothing_goes_and_the_refusal_is_kept(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    came = sent(town.caseworker, case, picked(town, note.pk))
    assert came.disclosure is None
    assert [(row.outcome, row.rules) for row in came.decisions] == [("BLOCK_OVERRIDABLE", ["R30"])]


def test_an_agreement_that_ends_between_page_and_sending_sends_nothing(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    what = picked(town, note.pk)
    with pytest.raises(FactsChanged) as caught:
        sent(town.caseworker, case, what, seen="what stood there before")
    assert [one.decided.fired for one in caught.value.weighed] == [("R30",)]
    with acting(actor(town.caseworker)):
        assert not SharingDecision.objects.exists()


def test_the_same_sent_twice_is_sent_once_and_another_under_its_id_is_refused(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    note, other = logged(town.caseworker, case, "Went to the shop", "Stayed at home")
    what = picked(town, note.pk)
    first, second = sent(town.caseworker, case, what), sent(town.caseworker, case, what)
    assert first.disclosure == second.disclosure
    with acting(actor(town.caseworker)):
        assert Disclosure.objects.count() == 1
    with pytest.raises(AlreadySent):
        sent(town.caseworker, case, replace(picked(town, other.pk), id=what.id))
    somebody = make_user(town.partnership, town.probation, Role.CASEWORKER)
    with pytest.raises(AlreadySent):  # it went to one person, and must not be said to have gone to another
        sent(town.caseworker, case, replace(picked(town, note.pk, to=somebody), id=what.id))


def test_an_item_that_is_gone_is_not_sent(town: Town) -> None:
    case = opened_case(town.caseworker)
    with pytest.raises(ChangedMeanwhile):
        sent(town.caseworker, case, picked(town, uuid7()))


def test_a_recipient_who_knows_the_person_is_told_from_the_other_agencys_own_word(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who = actor(town.partner)
    with acting(who):
        declare_conflict(actor=who, person=case.person, user=town.partner, kind=Kind.FAMILY)
    (one,) = weighed(town.caseworker, case, picked(town, note.pk))
    assert one.decided.fired == ("R11",)
    assert town.partner.name in one.explanations[0].words


@pytest.mark.parametrize(("change", "rule"), [({"is_active": False}, "R01"), ({"trained_until": None}, "R80")])
def test_a_recipient_who_cannot_receive_is_told_in_words(town: Town, change: dict[str, object], rule: str) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    who = actor(town.caseworker)
    with acting(who), event(DISCLOSED, by=who):
        User.objects.filter(pk=town.partner.pk).update(**change)
    (one,) = weighed(town.caseworker, case, picked(town, note.pk))
    assert rule in one.decided.fired


def test_dis_01_what_was_decided_and_sent_cannot_be_changed_or_deleted(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    sent(town.caseworker, case, picked(town, note.pk))
    who = actor(town.caseworker)
    for model in (SharingDecision, Disclosure, DisclosedItem):
        with acting(who), event(DISCLOSED, by=who):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(created_at=timezone.now() - timedelta(days=1))
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all()._raw_delete(model.objects.db)


def test_ten_items_cost_as_many_statements_as_two(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    first, *notes = logged(town.caseworker, case, *(f"Note {number}" for number in range(13)))
    sent(town.caseworker, case, picked(town, first.pk))  # what is kept for five minutes is asked for once
    with CaptureQueriesContext(connection) as few:
        sent(town.caseworker, case, picked(town, *(note.pk for note in notes[:2])))
    with CaptureQueriesContext(connection) as many:
        came = sent(town.caseworker, case, picked(town, *(note.pk for note in notes[2:])))
    assert len(came.copies) == 10
    assert len(many) == len(few)


def test_a_category_that_the_agreement_does_not_cover_stays(town: Town) -> None:
    agreed(town, Category.IDENTITY)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    came = sent(town.caseworker, case, picked(town, note.pk))
    assert [row.rules for row in came.decisions] == [["R34"]]


def test_a_recipient_is_told_what_limits_the_use_of_an_item_and_not_why_it_might_not_have_come(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    dpo = make_user(town.partnership, town.police, Role.DPO, password=PASSWORD)
    placed(dpo, case, Mark.RESTRICTED_PROCESSING)
    by_two = Override(str(town.caseworker.pk), str(dpo.pk), *("The hearing on Monday decides blind without it",) * 3)
    (one,) = weighed(town.caseworker, case, picked(town, note.pk, claims=replace(CLAIMS, override=by_two)))
    assert one.decided.fired == ("R30", "R56")
    told = copy_of(one, case)["conditions"]
    assert isinstance(told, list)
    assert [words.split(" since ")[0] for words in told] == ["Use of this item is restricted"]


def test_a_restricted_record_goes_to_a_person_by_name_and_to_no_whole_agency(town: Town) -> None:
    case = opened_case(town.caseworker, restricted=True)
    (note,) = logged(town.caseworker, case, "Went to the shop")
    named = picked(town, note.pk)
    assert sent(town.caseworker, case, named).disclosure is None, "its approval is waited for"
    with pytest.raises(NotPermitted) as refused:
        sent(town.caseworker, case, replace(named, audience=Audience(town.probation), id=uuid7()))
    assert "nobody but a person by name" in refused.value.words
