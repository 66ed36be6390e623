"""What a rule holds back is put to whoever decides; what they grant holds for that, for a while, and for no more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.outbox.models import Message
from accounts.roles import Role
from casework.cases.models import Case
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.pathways import Pathway
from casework.refusals import ChangedMeanwhile
from multiagency.asked_decisions.deciders import deciding
from multiagency.asked_decisions.models import Answer, Ask, Decider, Outcome
from multiagency.asked_decisions.selectors import FACTORS
from multiagency.asked_decisions.services import Answered, answer
from multiagency.notices import DECISION_WANTED
from multiagency.sharing.decide import Outcome as Decided
from multiagency.sharing.policy import policies
from tests.casework.plans.making import needed
from tests.cast import PASSWORD, actor, founder_of, make_user, signed_in
from tests.multiagency.asked_decisions.asking import REASONS, asked, granted, put
from tests.multiagency.conditions.relying import relied
from tests.multiagency.disclosures.sending import agreed, filled, looked, picked, sent, texts, weighed
from tests.town import Town, logged, opened_case


def test_every_rule_that_is_asked_about_is_a_rule_and_asked_of_one_decider() -> None:
    asked_about = [rule for one in deciding().values() for rule in one.rules]
    known = {rule.id for policy in policies() for rule in policy.rules}
    assert len(asked_about) == len(set(asked_about))
    assert set(asked_about) <= known
    assert {rule.id for rule in policies()[-1].rules if rule.approvable} <= set(asked_about)


def test_dis_04_an_override_by_a_second_person_lets_it_go_and_for_seven_days(town: Town) -> None:
    one = asked(town)
    case = one.case
    what = picked(case, town.probation, ("intervention", one.item_id))
    (before,) = weighed(town.caseworker, case, what)
    assert before.decided.outcome is Decided.BLOCK_OVERRIDABLE
    assert granted(town, one).ends_on == timezone.localdate() + timedelta(days=7)
    (after,) = weighed(town.caseworker, case, what)
    assert after.decided.outcome is Decided.ALLOW_OVERRIDE
    assert after.facts.override
    assert after.facts.override.authoriser == str(town.auditor.pk)
    assert sent(town.caseworker, case, what).disclosure


def test_it_holds_for_that_thing_alone(town: Town) -> None:
    one = asked(town)
    granted(town, one)
    (other,) = logged(town.caseworker, one.case, "Another visit")
    (held,) = weighed(town.caseworker, one.case, picked(one.case, town.probation, ("intervention", other.pk)))
    assert held.decided.outcome is Decided.BLOCK_OVERRIDABLE


def test_it_holds_for_that_recipient_alone(town: Town) -> None:
    one = asked(town)
    granted(town, one)
    what = picked(one.case, town.probation, ("intervention", one.item_id), person=town.partner)
    assert not weighed(town.caseworker, one.case, what)[0].decided.allowed


def test_dis_04_whoever_asks_never_answers(town: Town) -> None:
    one, who = asked(town), actor(town.caseworker)
    said = Answered(outcome=Outcome.GRANTED, reason="Because I say so, and I need it")
    with acting(who), pytest.raises(NotPermitted):
        answer(actor=who, ask=one, said=said)
    with acting(who), pytest.raises(IntegrityError), transaction.atomic():
        Answer(
            partnership_id=one.partnership_id, owner_id=one.asked_of_id, ask=one, asker_id=one.owner_id,
            asked_by_id=who.principal, answered_by_id=who.principal, outcome=Outcome.REFUSED,
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.parametrize("who", ["colleague", "teammate", "partner", "lead_auditor", "stranger"])
def test_nobody_without_the_role_at_that_agency_answers_or_sees_it(town: Town, who: str) -> None:
    one = asked(town)
    assert signed_in(getattr(town, who)).get(f"/decisions/{one.pk}/").status_code == 404


def test_a_second_answer_changes_nothing(town: Town) -> None:
    one = asked(town)
    granted(town, one, Outcome.REFUSED)
    with pytest.raises(ChangedMeanwhile):
        granted(town, one)
    what = picked(one.case, town.probation, ("intervention", one.item_id))
    assert not weighed(town.caseworker, one.case, what)[0].decided.allowed


def test_asking_twice_asks_once(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    what = picked(case, town.probation, ("intervention", note.pk))
    first, second = put(town, case, what), put(town, case, what)
    assert first == second
    with acting(actor(town.caseworker)):
        assert Ask.objects.count() == 1


def test_the_same_form_sent_for_somebody_else_is_another_question(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    what = picked(case, town.probation, ("intervention", note.pk))
    (first,) = put(town, case, what)
    (second,) = put(town, case, replace(what, audience=replace(what.audience, person=town.partner)))
    assert (first.recipient_id, second.recipient_id) == (None, town.partner.pk)
    with acting(actor(town.caseworker)):
        assert Ask.objects.count() == 2


def test_the_button_beside_what_is_held_back_asks(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    browser = signed_in(town.caseworker)
    form = filled(town.probation, ("intervention", note.pk), gateway="CDA_115")
    assert "Ask a second authoriser" in texts(looked(browser, case, form))
    reasons = {
        "because": REASONS.necessity, "proportionality": REASONS.proportionality,
        "less_intrusive": REASONS.less_intrusive, "decider": Decider.SECOND.value, "put": "yes",
    }  # fmt: skip
    short = browser.post(f"/cases/{case.reference}/share/ask/", form | reasons | {"because": "Need it"})
    assert short.status_code == 200
    assert browser.post(f"/cases/{case.reference}/share/ask/", form | reasons).status_code == 302
    officer = signed_in(town.auditor)
    with acting(actor(town.caseworker)):
        one = Ask.objects.get()
    page = texts(officer.get(f"/decisions/{one.pk}/"))
    assert REASONS.necessity in page
    assert "Blue Heron" not in page  # who authorises decides on the reasons, not on the words
    officer.post(f"/decisions/{one.pk}/", {"outcome": "GRANTED", "reason": "It is one visit, and it matters"})
    assert "Goes by an override" in texts(looked(browser, case, form))


def test_hlt_02_a_caldicott_guardian_weighs_six_factors_before_a_health_item_goes(town: Town) -> None:
    agreed(town, Category.HEALTH_MENTAL)
    relied(make_user(town.partnership, town.police, Role.DPO), "SCH8_4")
    case = opened_case(town.caseworker)
    need = needed(town.caseworker, case, Pathway.HEALTH_MENTAL)
    guardian = make_user(town.partnership, town.police, Role.CALDICOTT_GUARDIAN, password=PASSWORD)
    what = picked(case, town.probation, ("need", need.pk))
    (before,) = weighed(town.caseworker, case, what)
    assert (before.decided.outcome, before.decided.fired) == (Decided.REFER, ("R54",))
    (one,) = put(town, case, what, Decider.CALDICOTT)
    browser, address = signed_in(guardian), f"/decisions/{one.pk}/"
    assert "Sleeps in a car" in texts(browser.get(address))  # who decides on confidence reads what it is about
    yes = {"outcome": "GRANTED", "reason": "They must know before he is released", "conf_basis": "PUBLIC_INTEREST"}
    weighing = dict.fromkeys(FACTORS, "It was weighed, and this is what was found")
    for lacking in FACTORS:
        assert browser.post(address, yes | weighing | {lacking: "Yes"}).status_code == 200
    assert not weighed(town.caseworker, case, what)[0].decided.allowed
    assert browser.post(address, yes | weighing).status_code == 302
    (after,) = weighed(town.caseworker, case, what)
    assert (after.decided.allowed, after.facts.conf_basis) == (True, "PUBLIC_INTEREST")
    other = picked(case, town.charity, ("need", need.pk))
    assert "R54" in weighed(town.caseworker, case, other)[0].decided.fired
    page = texts(browser.get(address))
    assert FACTORS["harm_to_trust"] in page


def tied(user: User, case: Case) -> None:
    """The user says that the person of the case is a relative."""
    who = actor(user)
    with acting(who):
        declare_conflict(actor=who, person=case.person, user=user, kind=Kind.FAMILY)


def test_whoever_asked_reads_it_no_more_once_the_case_is_hidden_from_them(town: Town) -> None:
    one, browser = asked(town), signed_in(town.caseworker)
    address = f"/decisions/{one.pk}/"
    assert address in browser.get("/decisions/").content.decode()
    assert browser.get(address).status_code == 200
    tied(town.caseworker, one.case)
    assert address not in browser.get("/decisions/").content.decode()
    assert browser.get(address).status_code == 404


def test_nobody_in_conflict_is_told_that_there_is_something_to_decide(town: Town) -> None:
    other = make_user(town.partnership, town.police, Role.DPO)
    case = opened_case(town.caseworker)
    tied(town.auditor, case)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    put(town, case, picked(case, town.probation, ("intervention", note.pk)))
    with acting(founder_of(town.partnership)):
        told = set(Message.objects.filter(notice=DECISION_WANTED.code).values_list("user", flat=True))
    assert told == {other.pk}
