"""In an emergency one person may act, at once; what was released is reviewed by the next working day."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.actor import system_actor
from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.outbox.models import Message
from accounts.roles import Role
from audit.ledger.models import Event
from casework.cases.models import Case
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.openings.models import Outcome
from casework.working_days import add_working_days
from multiagency.emergencies.overdue import raise_overdue
from multiagency.emergencies.services import review_emergency
from multiagency.notices import EMERGENCY_SHARED
from multiagency.sharing.models import Disclosure, SharingDecision
from tests.cast import PASSWORD, actor, founder_of, make_user, signed_in
from tests.pages import Page
from tests.town import Town, logged, opened_case
from vault.ids import uuid7


def pressed(browser: Client, town: Town, case: Case, thing: str, **said: object) -> Page:
    """The emergency form, sent to probation."""
    return browser.post(f"/cases/{case.reference}/share/emergency/", {
        "id": uuid7(), "to": str(town.probation.pk), "items": [thing], "reason": "LOSS_OF_LIFE", "how": "PORTAL",
        "necessity": "He is on the bridge and they have him on the line",
        "proportionality": "A life is at stake, and this is one line",
        "less_intrusive": "There is no time for anything else than this",
        "gateway": "CDA_115", "purpose": "OFFENDER_MANAGEMENT", **said,
    })  # fmt: skip


def shared(town: Town) -> Disclosure:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Talks of the bridge")
    page = pressed(signed_in(town.caseworker), town, case, f"intervention:{note.pk}")
    assert "It went to Westhaven Probation" in page.content.decode()
    with acting(actor(town.caseworker)):
        return Disclosure.objects.get(case=case)


def test_dis_05_it_is_two_clicks_from_the_case(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.caseworker)
    assert f"/cases/{case.reference}/share/" in browser.get(f"/cases/{case.reference}/").content.decode()
    share = browser.get(f"/cases/{case.reference}/share/").content.decode()
    assert f"/cases/{case.reference}/share/emergency/" in share


def test_one_person_shares_what_no_agreement_covers_and_it_waits_for_review(town: Town) -> None:
    sent = shared(town)
    assert sent.emergency
    assert sent.review_due_on == add_working_days(sent.created_at.date(), 1)
    with acting(actor(town.caseworker)):
        (decision,) = SharingDecision.objects.filter(disclosure=sent)
    assert decision.outcome == "ALLOW_OVERRIDE"
    assert "R20" in decision.rules
    page = signed_in(town.auditor).get("/emergency-reviews/").content.decode()
    assert f"/emergency-reviews/{sent.pk}/" in page


def test_an_emergency_makes_no_power(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Talks of the bridge")
    page = pressed(signed_in(town.caseworker), town, case, f"intervention:{note.pk}", gateway="")
    assert "Nothing went" in page.content.decode()
    with acting(actor(town.caseworker)):
        assert not Disclosure.objects.filter(case=case).exists()
        assert SharingDecision.objects.get(case=case).outcome == "BLOCK"  # a refusal is kept too


def test_an_officer_reviews_it_once(town: Town) -> None:
    sent = shared(town)
    browser = signed_in(town.auditor)
    said = {"outcome": "OK", "words": "The control room confirms every word of it"}
    assert browser.post(f"/emergency-reviews/{sent.pk}/", said).status_code == 302
    browser.post(f"/emergency-reviews/{sent.pk}/", said | {"outcome": "BREACH"})
    page = browser.get(f"/emergency-reviews/{sent.pk}/").content.decode()
    assert "Justified" in page
    assert "Your review" not in page


def test_whoever_shared_it_does_not_review_it(town: Town) -> None:
    both = make_user(town.partnership, town.police, Role.CASEWORKER, Role.IG_OFFICER, password=PASSWORD)
    case = opened_case(both)
    (note,) = logged(both, case, "Talks of the bridge")
    pressed(signed_in(both), town, case, f"intervention:{note.pk}")
    who = actor(both)
    with acting(who):
        sent = Disclosure.objects.get(case=case)
        with pytest.raises(NotPermitted):
            review_emergency(actor=who, shared=sent, outcome=Outcome.OK, words="It was right, for I did it")


@pytest.mark.parametrize("who", ["caseworker", "partner", "lead_auditor", "stranger"])
def test_nobody_else_reviews_it(town: Town, who: str) -> None:
    sent = shared(town)
    assert signed_in_once(town, who).get(f"/emergency-reviews/{sent.pk}/").status_code == 404


def signed_in_once(town: Town, who: str) -> Client:
    """A browser of somebody, with their second factor set up anew where they had one."""
    return signed_in(make_user(town.partnership, getattr(town, who).agency, password=PASSWORD))


def test_dis_05_a_late_review_raises_one_alarm(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = shared(town)
    assert sent.review_due_on
    keeper = system_actor("emergencies", town.partnership.pk, town.police.pk)
    late = sent.review_due_on + timedelta(days=1)
    with acting(keeper):
        assert raise_overdue(actor=keeper) == 0
        monkeypatch.setattr("multiagency.emergencies.overdue.timezone.localdate", lambda: late)
        assert raise_overdue(actor=keeper) == 1
        assert raise_overdue(actor=keeper) == 0
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="emergency.overdue", subject_id=str(sent.pk)).count() == 1


def test_an_officer_in_conflict_is_not_told_of_it(town: Town) -> None:
    other, relative = make_user(town.partnership, town.police, Role.DPO), actor(town.auditor)
    case = opened_case(town.caseworker)
    with acting(relative):
        declare_conflict(actor=relative, person=case.person, user=town.auditor, kind=Kind.FAMILY)
    (note,) = logged(town.caseworker, case, "Talks of the bridge")
    pressed(signed_in(town.caseworker), town, case, f"intervention:{note.pk}")
    with acting(founder_of(town.partnership)):
        told = set(Message.objects.filter(notice=EMERGENCY_SHARED.code).values_list("user", flat=True))
    assert told == {other.pk}


def test_whoever_reviews_reads_in_words_what_it_went_in_spite_of(town: Town) -> None:
    sent = shared(town)
    page = signed_in(town.auditor).get(f"/emergency-reviews/{sent.pk}/").content.decode()
    assert "in spite of" in page
    assert "have no agreement for this" in page
    assert "R30" not in page
