"""Taking down an answer: every part of it, capacity, children, and whom not to ask."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import CONSENT_RECORDED
from casework.cases.models import Case, Role
from casework.consent.answering import NewConsent, PrHolder, SaidToHarm
from casework.consent.capacity import NewFinding, record_finding
from casework.consent.models import CapacityFinding
from casework.consent.states import Child, State
from casework.purposes import Purpose
from casework.refusals import AlreadySent
from casework.safe_contact.services import link_harm
from casework.wishes.models import AboutSharing
from casework.wishes.services import NewWishes, write_wishes
from tests.casework.consent.answers import answered, child_case, facts, finding, yes
from tests.cast import actor
from tests.security.raw import COPIED, refused
from tests.town import Town, known_person, opened_case
from vault.ids import uuid7

PARENT = PrHolder("Mallory", "Holloway", "father, on the birth certificate", SaidToHarm.NO)


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


def about(town: Town, case: Case) -> tuple[str, str]:
    known = facts(town.caseworker, case).about("VICTIM_SUPPORT", "CONTACT", town.charity.pk, timezone.localdate())
    return known.consent.value, known.capacity.value


MISSING: dict[str, Callable[[NewConsent], NewConsent]] = {
    "purposes": lambda whole: replace(whole, purposes=frozenset()),
    "categories": lambda whole: replace(whole, categories=frozenset()),
    "recipients": lambda whole: replace(whole, recipients=frozenset()),
    "wording": lambda whole: replace(whole, wording=""),
    "how": lambda whole: replace(whole, how=None),
    "evidence": lambda whole: replace(whole, evidence="  "),
    "expires_on": lambda whole: replace(whole, expires_on=whole.answered_on),
    "expires_on after a year": lambda whole: replace(whole, expires_on=whole.answered_on + timedelta(days=367)),
    "answered_on": lambda whole: replace(whole, answered_on=timezone.localdate() + timedelta(days=1)),
    "state": lambda whole: replace(whole, state=State.EXPIRED),
}


@pytest.mark.parametrize("part", MISSING)
def test_con_02_an_answer_with_a_part_missing_is_not_kept(town: Town, case: Case, part: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        answered(town.caseworker, case, MISSING[part](yes(town.charity)))
    assert part.split(maxsplit=1)[0] in refusal.value.message_dict
    assert about(town, case)[0] == "NOT_ASKED"


@pytest.mark.parametrize(
    "column", ["wording", "answered_on", "expires_on", "taken_by_id", "terms", "given", "ability", "case_id"]
)
def test_con_02_nor_does_the_database_keep_one(town: Town, case: Case, column: str) -> None:
    kept = answered(town.caseworker, case, yes(town.charity))
    who = actor(town.caseworker)
    with acting(who), event(CONSENT_RECORDED, by=who):
        copy = json.dumps({"id": str(uuid7()), column: None})
        assert f'null value in column "{column}"' in refused(COPIED.format("casework_consent"), copy, kept.pk)


def test_con_02_the_database_keeps_none_for_longer_than_a_year(town: Town, case: Case) -> None:
    kept = answered(town.caseworker, case, yes(town.charity))
    who = actor(town.caseworker)
    with acting(who), event(CONSENT_RECORDED, by=who):
        copy = json.dumps({"id": str(uuid7()), "expires_on": (kept.answered_on + timedelta(days=367)).isoformat()})
        assert "asked_again_within_a_year" in refused(COPIED.format("casework_consent"), copy, kept.pk)
        in_no_words = json.dumps({"id": str(uuid7()), "wording": ""})
        assert "consent_in_words" in refused(COPIED.format("casework_consent"), in_no_words, kept.pk)


def test_con_02_a_whole_answer_is_kept_for_exactly_what_was_asked(town: Town, case: Case) -> None:
    kept = answered(town.caseworker, case, yes(town.charity))
    assert (kept.taken_by, kept.withdrawn_at) == (town.caseworker, None)
    known = facts(town.caseworker, case)
    today = timezone.localdate()
    assert known.about("VICTIM_SUPPORT", "CONTACT", town.charity.pk, today).consent == "GIVEN"
    assert known.about("VICTIM_SUPPORT", "CONTACT", town.probation.pk, today).consent == "OUT_OF_SCOPE"
    assert known.about(Purpose.MAPPA, "CONTACT", town.charity.pk, today).consent == "OUT_OF_SCOPE"
    assert (
        known.about("VICTIM_SUPPORT", "CONTACT", town.charity.pk, kept.expires_on + timedelta(1)).consent == "EXPIRED"
    )


def test_the_same_answer_sent_twice_is_one_and_another_under_its_id_is_refused(town: Town, case: Case) -> None:
    new = yes(town.charity)
    assert answered(town.caseworker, case, new).pk == answered(town.caseworker, case, new).pk
    with pytest.raises(AlreadySent):
        answered(town.caseworker, case, replace(new, evidence="No, I said no to that"))


def test_whoever_does_not_work_the_case_takes_nothing_down(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        answered(town.coordinator, case, yes(town.charity))


def test_con_01_refused_wishes_change_no_consent_and_no_basis(town: Town, case: Case) -> None:
    answered(town.caseworker, case, yes(town.charity))
    who = actor(town.caseworker)
    with acting(who):
        new = NewWishes("Do not tell anybody about me.", timezone.localdate(), AboutSharing.REFUSED)
        write_wishes(actor=who, case=case, new=new)
    known = facts(town.caseworker, case).about("VICTIM_SUPPORT", "CONTACT", town.charity.pk, timezone.localdate())
    assert (known.consent, known.wishes) == ("GIVEN", "REFUSED")


def assessed(town: Town, case: Case, new: NewFinding) -> CapacityFinding:
    who = actor(town.caseworker)
    with acting(who):
        return record_finding(actor=who, case=case, new=new)


@pytest.mark.parametrize("part", ["decision", "assessor", "support_tried", "best_interests", "less_restrictive"])
def test_con_07_a_finding_of_incapacity_with_a_part_missing_is_not_kept(town: Town, case: Case, part: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        assessed(town, case, finding(**{part: ""}))
    assert part in refusal.value.message_dict


@pytest.mark.parametrize("column", ["decision", "assessed_on", "holds_until", "finding"])
def test_con_07_nor_does_the_database_keep_one_without_decision_and_date(town: Town, case: Case, column: str) -> None:
    kept = assessed(town, case, finding())
    who = actor(town.caseworker)
    with acting(who), event(CONSENT_RECORDED, by=who):
        copy = json.dumps({"id": str(uuid7()), column: None})
        assert f'null value in column "{column}"' in refused(COPIED.format("casework_capacityfinding"), copy, kept.pk)


def test_con_07_capacity_is_presumed_and_a_finding_is_for_one_decision_and_one_time(town: Town, case: Case) -> None:
    kept = assessed(town, case, finding())
    assert about(town, case) == ("NOT_ASKED", "PRESUMED")  # an assessment by itself says nothing of this question
    with pytest.raises(ValidationError, match="presumed"):
        answered(town.caseworker, case, yes(town.charity, state=State.NOT_ASKED))
    with pytest.raises(ValidationError, match="unable to decide"):
        answered(town.caseworker, case, yes(town.charity, finding_id=kept.pk, capacity_note="Did not follow"))
    cannot = yes(town.charity, state=State.NOT_ASKED, finding_id=kept.pk, capacity_note="Did not follow")
    answered(town.caseworker, case, cannot)
    assert about(town, case) == ("NOT_ASKED", "LACKS")
    known = facts(town.caseworker, case)
    after = kept.holds_until + timedelta(days=1)
    assert known.about("VICTIM_SUPPORT", "CONTACT", town.charity.pk, after).capacity == "PRESUMED"
    assert known.about("VICTIM_SUPPORT", "ADDRESS", town.charity.pk, kept.assessed_on).capacity == "PRESUMED"


def test_con_07_a_finding_of_another_case_or_too_old_does_not_count(town: Town, case: Case) -> None:
    other = assessed(town, opened_case(town.caseworker, known_person(town.caseworker, "Ada", "Loxley")), finding())
    last_year = timezone.localdate() - timedelta(days=365)
    old = assessed(town, case, finding(assessed_on=last_year, holds_until=last_year + timedelta(days=1)))
    for one in (other, old):
        with pytest.raises(ValidationError, match="not on the case, or is too old"):
            answered(town.caseworker, case, yes(town.charity, finding_id=one.pk, capacity_note="Well"))


@pytest.mark.parametrize(
    ("age", "changed", "field"),
    [
        (12, {}, "child"),  # nobody asked whether they understand
        (12, {"child": Child.NOT_ASSESSED}, "child"),
        (12, {"child": Child.NOT_GILLICK, "child_note": "Seen by her worker"}, "child"),
        (12, {"child": Child.GILLICK}, "child_note"),
        (12, {"child": Child.GILLICK, "state": State.GIVEN_BY_PR, "pr_holder": PARENT, "child_note": "So"}, "child"),
        (12, {"child": Child.NOT_GILLICK, "state": State.GIVEN_BY_PR, "child_note": "So",
              "pr_holder": replace(PARENT, relation="")}, "pr_relation"),
        (19, {"child": Child.GILLICK, "child_note": "So"}, "child"),
        (19, {"state": State.GIVEN_BY_PR, "pr_holder": PARENT}, "child"),
    ],
)  # fmt: skip
def test_con_08_under_16_somebody_found_that_they_understand_or_a_parent_answers(
    town: Town, age: int, changed: dict[str, object], field: str
) -> None:
    case = child_case(town.caseworker, age)
    with pytest.raises(ValidationError) as refusal:
        answered(town.caseworker, case, yes(town.charity, **changed))
    assert field in refusal.value.message_dict


def test_con_08_a_child_who_understands_and_a_parent_who_may_be_asked_are_kept(town: Town) -> None:
    understands = {"child": Child.GILLICK, "child_note": "Her worker, on Monday: explained it back in her own words"}
    case = child_case(town.caseworker, 15)
    answered(town.caseworker, case, yes(town.charity, **understands))
    assert about(town, case)[0] == "GIVEN"
    younger = child_case(town.caseworker, 8)
    by_parent = {"child": Child.NOT_GILLICK, "child_note": "Too young", "state": State.GIVEN_BY_PR, "pr_holder": PARENT}
    answered(town.caseworker, younger, yes(town.charity, **by_parent))
    assert about(town, younger)[0] == "GIVEN_BY_PR"


def refused_words(town: Town, case: Case, holder: PrHolder) -> str:
    new = yes(town.charity, state=State.GIVEN_BY_PR, child=Child.NOT_GILLICK, child_note="Too young", pr_holder=holder)
    with pytest.raises(NotPermitted) as refusal:
        answered(town.caseworker, case, new)
    return str(refusal.value.words)


def test_con_08_dc49_a_parent_who_may_be_the_one_who_harms_is_not_asked_and_the_words_reveal_nothing(
    town: Town,
) -> None:
    case = child_case(town.caseworker, 8)
    harms = opened_case(town.caseworker, known_person(town.caseworker, "Mallory", "Hollo-Way"))
    said = {
        refused_words(town, case, replace(PARENT, said_to_harm=one)) for one in (SaidToHarm.YES, SaidToHarm.NOT_KNOWN)
    }
    who = actor(town.caseworker)
    with acting(who):
        link_harm(actor=who, case=case, offender=harms)
    on_record = replace(PARENT, given="mallory", family="hollo way")  # typed otherwise, said not to harm
    said |= {refused_words(town, case, on_record)}
    assert len(said) == 1
    unsafe = yes(
        town.charity, state=State.UNSAFE_TO_ASK, child=Child.NOT_GILLICK, child_note="Too young",
        evidence="The only parent is said to have hurt her", pr_holder=replace(PARENT, said_to_harm=SaidToHarm.YES),
    )  # fmt: skip
    answered(town.caseworker, case, unsafe)
    known = facts(town.caseworker, case).about("VICTIM_SUPPORT", "CONTACT", town.charity.pk, timezone.localdate())
    assert (known.consent, known.child, known.markers) == (
        "UNSAFE_TO_ASK", "NOT_GILLICK", ("PR_HOLDER_ALLEGED_PERPETRATOR",),
    )  # fmt: skip
