"""Everybody who has a copy is told when it changes, reads it at the top of the copy, and says what they did."""

import pytest

from accounts.context import acting
from accounts.denials import NotKnown
from accounts.outbox.models import Message
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.consent.states import State
from casework.refusals import ChangedMeanwhile
from multiagency.recalls.models import Done, Recall, Why
from multiagency.recalls.services import NewRecall, acknowledge, recall
from multiagency.sharing.models import Disclosure
from tests.casework.consent.answers import answered, withdrawn, yes
from tests.casework.orders.ordered import ordered, terms, varied
from tests.cast import actor, founder_of, signed_in
from tests.multiagency.disclosures.sending import agreed, disclosed, picked, texts
from tests.town import Town, logged, opened_case

WORDS = "The date was wrong: it was the day before"


def told(town: Town, case: Case, new: NewRecall) -> list[Recall]:
    who = actor(town.caseworker)
    with acting(who):
        return recall(actor=who, opened=open_case(who, case.reference), new=new)


def sent(town: Town) -> tuple[Case, object, Disclosure]:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    what = picked(case, town.probation, ("intervention", note.pk), person=town.partner)
    return case, note.pk, disclosed(town.caseworker, case, what)


def test_dis_07_every_recipient_of_the_thing_is_told_at_the_top_of_their_copy(town: Town) -> None:
    case, item, first = sent(town)
    second = disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", item)))
    told(town, case, NewRecall([item], Why.CORRECTED, WORDS))  # type: ignore[list-item]
    browser = signed_in(town.partner)
    for one in (first, second):
        assert WORDS in texts(browser.get(f"/received/{one.pk}/"))
    with acting(founder_of(town.partnership)):
        assert Message.objects.filter(user=town.partner, notice="multiagency.recalled").count() == 1


def test_the_same_notice_sent_again_tells_nobody_twice(town: Town) -> None:
    case, item, _ = sent(town)
    new = NewRecall([item], Why.CORRECTED, WORDS)  # type: ignore[list-item]
    assert len(told(town, case, new)) == 1
    assert told(town, case, new) == []
    with acting(actor(town.caseworker)):
        assert Recall.objects.count() == 1


def test_dis_07_the_page_lists_who_has_it_and_the_sender_sees_what_they_did(town: Town) -> None:
    case, item, one = sent(town)
    browser, theirs = signed_in(town.caseworker), signed_in(town.partner)
    address = f"/cases/{case.reference}/disclosures/{one.pk}/"
    form = texts(browser.get(f"{address}recall/"))
    assert "Paula Partner" in form
    said = {"id": "0198f2d4-7e00-7000-8000-000000000001", "items": [str(item)], "why": "SENT_WRONGLY", "words": WORDS}
    assert browser.post(f"{address}recall/", said).status_code == 302
    assert "Not acknowledged yet" in texts(browser.get(address))
    with acting(actor(town.partner)):
        notice = Recall.objects.get()
    assert theirs.post(f"/received/notices/{notice.pk}/", {"done": "DELETED"}).status_code == 302
    assert "we deleted our copy" in texts(browser.get(address))


def test_an_answer_stands(town: Town) -> None:
    case, item, _ = sent(town)
    (notice,) = told(town, case, NewRecall([item], Why.WITHDRAWN, WORDS))  # type: ignore[list-item]
    who = actor(town.partner)
    with acting(who):
        first = acknowledge(actor=who, recall_id=notice.pk, done=Done.DELETED)
        assert acknowledge(actor=who, recall_id=notice.pk, done=Done.DELETED) == first
        with pytest.raises(ChangedMeanwhile):
            acknowledge(actor=who, recall_id=notice.pk, done=Done.KEPT)


@pytest.mark.parametrize("who", ["stranger", "caseworker", "lead_auditor"])
def test_nobody_else_acknowledges(town: Town, who: str) -> None:
    case, item, _ = sent(town)
    (notice,) = told(town, case, NewRecall([item], Why.WITHDRAWN, WORDS))  # type: ignore[list-item]
    other = actor(getattr(town, who))
    with acting(other), pytest.raises(NotKnown):
        acknowledge(actor=other, recall_id=notice.pk, done=Done.DELETED)


def test_it_is_offered_by_itself_when_the_thing_is_no_longer_what_was_sent(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    order = ordered(town.caseworker, case)
    one = disclosed(town.caseworker, case, picked(case, town.probation, ("order", order.pk)))
    browser = signed_in(town.caseworker)
    address = f"/cases/{case.reference}/disclosures/{one.pk}/"
    warning = "Something of this has changed on the case since it was sent"
    assert warning not in texts(browser.get(address))
    varied(town.caseworker, case, order, terms(reason="At the review of the licence"))
    assert warning in texts(browser.get(address))
    told(town, case, NewRecall([order.pk], Why.CORRECTED, WORDS))
    assert warning not in texts(browser.get(address))


@pytest.mark.parametrize("how", ["withdrawn", "refused"])
def test_con_04_who_has_a_copy_by_consent_is_told_when_it_is_taken_back_and_nobody_else(town: Town, how: str) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    by_consent, otherwise = logged(town.caseworker, case, "Seen at the Blue Heron", "Seen at home")
    covers = {"purposes": frozenset({"OFFENDER_MANAGEMENT"}), "categories": frozenset({"INTERVENTION_RECORD"})}
    consent = answered(town.caseworker, case, yes(town.probation, **covers))
    what = picked(case, town.probation, ("intervention", by_consent.pk), person=town.partner, basis="CONSENT")
    held = disclosed(town.caseworker, case, what)
    kept = disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", otherwise.pk)))
    if how == "withdrawn":
        withdrawn(town.caseworker, case, consent)
    else:
        answered(town.caseworker, case, yes(town.probation, state=State.REFUSED, **covers))
    with acting(actor(town.partner)):
        (notice,) = Recall.objects.all()
        assert (notice.disclosure_id, notice.why) == (held.pk, Why.CONSENT_WITHDRAWN)
    browser = signed_in(town.partner)
    assert "taken back the consent" in texts(browser.get(f"/received/{held.pk}/"))
    assert "taken back the consent" not in texts(browser.get(f"/received/{kept.pk}/"))
    assert browser.post(f"/received/notices/{notice.pk}/", {"done": "STOPPED"}).status_code == 302
    page = texts(signed_in(town.caseworker).get(f"/cases/{case.reference}/disclosures/{held.pk}/"))
    assert "we stopped using it" in page
    with acting(founder_of(town.partnership)):
        told = Message.objects.filter(notice="multiagency.recalled").values_list("user", flat=True)
        assert list(told) == [town.partner.pk]  # one fixed sentence, with no place for a word of the case
    answered(town.caseworker, case, yes(town.probation, state=State.REFUSED, **covers))
    with acting(actor(town.partner)):
        assert Recall.objects.count() == 1
