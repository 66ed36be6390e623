"""Sharing under bad input and faults: each has one right outcome, and nothing goes that may not."""

import pytest

from accounts.context import acting
from accounts.moving.services import leave
from accounts.roles import Role
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.cases.models import Role as CaseRole
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.conflicts.models import Kind as Tie
from casework.conflicts.services import declare_conflict
from casework.purposes import Purpose
from casework.safe_contact.services import link_harm
from multiagency.acts import RECEIVED_OPENED
from multiagency.agreements.services.stopping import suspend
from multiagency.sharing.decide import Outcome
from multiagency.sharing.facts import Override
from multiagency.sharing.models import DisclosedItem, Disclosure
from tests.access.protection import SENTINEL, protected, protected_address
from tests.cast import actor, make_user, signed_in
from tests.multiagency.agreements.agreeing import clauses, fresh, in_force
from tests.multiagency.disclosures.sending import (
    agreed,
    disclosed,
    filled,
    looked,
    picked,
    pressed,
    sent,
    texts,
    weighed,
)
from tests.town import Town, known_person, logged, opened_case, shared
from vault.ids import uuid7
from vault.opening import Shut, open_permitted

REASONS = ("The only way to keep her alive tonight", "A life against one address, tonight", "Nothing less is enough")


def sendings(town: Town) -> int:
    with acting(actor(town.caseworker)):
        return Disclosure.objects.count()


def test_t26_an_agreement_that_stops_between_page_and_sending_sends_nothing(town: Town) -> None:
    version = in_force(town, [clauses(town.police, town.probation, Category.INTERVENTION_RECORD)], town.probation)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    browser = signed_in(town.caseworker)
    page = looked(browser, case, filled(town.probation, ("intervention", note.pk)))
    assert "Will go: 1" in texts(page)
    officer = fresh(town.auditor)
    with acting(officer):
        suspend(actor=officer, agreement=version.agreement, words="A breach is looked into")
    answer = pressed(browser, case, page)
    assert answer.status_code == 200
    words = texts(answer)
    assert "Nothing was sent" in words
    assert "“Goes” has become “Needs a second authoriser”" in words
    assert "suspended" in words
    assert sendings(town) == 0


def test_t28_a_purpose_changed_in_the_form_after_it_was_shown_sends_nothing(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    browser = signed_in(town.caseworker)
    form = filled(town.probation, ("intervention", note.pk))
    page = looked(browser, case, form)
    seen = page.context["form"].data  # type: ignore[attr-defined]  # the test client keeps it
    changed = {name: seen.getlist(name) for name in seen} | {"purpose": Purpose.MAPPA.value, "send": "yes"}
    assert "Nothing was sent" in texts(browser.post(f"/cases/{case.reference}/share/", changed))
    assert sendings(town) == 0


def test_nothing_goes_that_was_never_shown(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    browser = signed_in(town.caseworker)
    answer = looked(browser, case, filled(town.probation, ("intervention", note.pk), send="yes"))
    assert answer.status_code == 200
    assert sendings(town) == 0


def test_t24_a_thing_of_another_case_cannot_be_sent_with_this_one(town: Town) -> None:
    agreed(town)
    case, other = opened_case(town.caseworker), opened_case(town.caseworker, known_person(town.caseworker, "Another"))
    (theirs,) = logged(town.caseworker, other, "Of another")
    answer = looked(signed_in(town.caseworker), case, filled(town.probation, ("intervention", theirs.pk)))
    assert "There is a problem" in texts(answer)


def test_a_recipient_whose_account_closed_this_morning_gets_nothing_and_is_named(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    form = filled(town.probation, ("intervention", note.pk), person=town.partner)
    admin = fresh(make_user(town.partnership, town.probation, Role.AGENCY_ADMINISTRATOR))
    with acting(admin):
        leave(actor=admin, user=town.partner)
    page = texts(looked(signed_in(town.caseworker), case, form))
    assert "Paula Partner no longer has an active account. Choose another person at Westhaven Probation." in page
    assert "Will go: 0" in page


def test_where_a_victim_is_goes_to_nobody_who_is_not_named_for_it_even_in_an_emergency(town: Town) -> None:
    case = opened_case(town.caseworker, role=CaseRole.VICTIM)
    protected(town.caseworker, town.caseworker, case)
    address = protected_address(town.caseworker, case)
    in_force(
        town, [clauses(town.police, town.probation, Category.VICTIM_LOCATION, purpose=Purpose.EMERGENCY_RESPONSE)],
        town.probation,
    )  # fmt: skip
    what = picked(
        case, town.probation, ("address", address.pk), person=town.partner, purpose=Purpose.EMERGENCY_RESPONSE,
        emergency=True, override=Override(str(town.caseworker.pk), str(town.caseworker.pk), *REASONS),
    )  # fmt: skip
    (one,) = weighed(town.caseworker, case, what)
    assert one.kept == {}  # not named to read it, so that nothing of it goes (R60)
    assert SENTINEL not in str([one.explanations, one.kept])


def test_t29_r05_where_a_victim_is_never_goes_to_somebody_tied_to_whoever_harms_her(town: Town) -> None:
    """Not in an emergency, not by an override, and the page that offers it opens nothing of it."""
    harms = opened_case(town.teammate)
    case = opened_case(town.caseworker, role=CaseRole.VICTIM, team=town.team)
    protected(town.caseworker, town.caseworker, case)
    address = protected_address(town.caseworker, case)
    linker, tied = actor(town.teammate), actor(town.partner)
    with acting(linker):
        link_harm(actor=linker, case=case, offender=harms)
    shared(town.teammate, harms, town.probation, Category.IDENTITY)
    with acting(tied):
        person = open_case(tied, harms.reference).case.person
        declare_conflict(actor=tied, person=person, user=town.partner, kind=Tie.FAMILY, words="My brother")
    in_force(
        town, [clauses(town.police, town.probation, Category.VICTIM_LOCATION, purpose=Purpose.EMERGENCY_RESPONSE)],
        town.probation,
    )  # fmt: skip
    claims = {
        "purpose": Purpose.EMERGENCY_RESPONSE, "emergency": True,
        "override": Override(str(town.caseworker.pk), str(town.auditor.pk), *REASONS),
    }  # fmt: skip
    what = picked(case, town.probation, ("address", address.pk), person=town.partner, **claims)
    (one,) = weighed(town.caseworker, case, what)
    assert "R05" in one.decided.fired
    assert one.decided.outcome is Outcome.BLOCK
    assert sent(town.caseworker, case, what).disclosure is None
    named = next(words for words in one.explanations if words.rule == "R05")
    assert "Paula Partner" in named.words


def test_t25_the_page_that_offers_a_victims_case_opens_nothing_of_where_she_is(town: Town) -> None:
    case = opened_case(town.caseworker, role=CaseRole.VICTIM)
    protected(town.caseworker, town.caseworker, case)
    address = protected_address(town.caseworker, case)

    def openings() -> int:
        with acting(actor(town.auditor)):
            return Event.objects.filter(act="safe_contact.open", subject_id=str(case.pk)).count()

    browser, before = signed_in(town.caseworker), openings()
    page = browser.get(f"/cases/{case.reference}/share/").content.decode()
    assert "Where they are, as known on" in page
    assert SENTINEL not in page
    assert openings() == before
    looked(browser, case, filled(town.probation, ("address", address.pk)))
    assert openings() > before  # what was chosen is opened, and that is written down


@pytest.mark.parametrize("gate", ["rows", "keys"])
def test_sending_one_thing_of_a_category_never_opens_its_siblings(town: Town, gate: str) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    first, sibling = logged(town.caseworker, case, "Seen at the Blue Heron", "Not for anybody else")
    disclosure = disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", first.pk)))
    who = actor(town.partner)
    browser = signed_in(town.partner)
    page = texts(browser.get(f"/received/{disclosure.pk}/"))
    assert "Blue Heron" in page
    assert "Not for anybody else" not in page
    with acting(who):
        if gate == "rows":
            assert not type(sibling).objects.filter(case=case).exists()
            assert [row.item_id for row in DisclosedItem.objects.all()] == [first.pk]
        else:
            with event(RECEIVED_OPENED, by=who) as ticket:
                opened = open_permitted(ticket, [first, sibling], "entry")
            assert {said["entry"] for said in opened.values()} == {Shut.NO_GRANT}
    assert browser.get(f"/cases/{case.reference}/").status_code == 404


def test_dis_01_a_refusal_is_kept_and_says_nothing_to_the_other_agency(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    answer = sent(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    assert answer.disclosure is None
    assert [row.outcome for row in answer.decisions] == ["BLOCK_OVERRIDABLE"]
    with acting(actor(town.partner)):
        assert not Disclosure.objects.exists()


def test_what_the_purpose_does_not_need_is_left_out_and_named_unless_somebody_says_why(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    trimmed = picked(case, town.probation, ("intervention", note.pk), purpose=Purpose.VICTIM_INFORMATION_RIGHTS)
    (one,) = weighed(town.caseworker, case, trimmed)
    assert "R72" in one.decided.fired
    assert one.kept == {}
    assert "Note" in one.left_out
    (whole,) = weighed(
        town.caseworker, case,
        picked(case, town.probation, ("intervention", note.pk), purpose=Purpose.VICTIM_INFORMATION_RIGHTS,
               wider="The victim asked what was done"),
    )  # fmt: skip
    assert "R72" not in whole.decided.fired
    assert whole.kept["Note"] == "Seen"


def test_log_03_what_is_told_by_word_of_mouth_is_written_down_in_three_fields(town: Town) -> None:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen")
    browser = signed_in(town.caseworker)
    said = {
        "id": uuid7(), "to": f"{town.probation.pk}:{town.partner.pk}", "items": [f"intervention:{note.pk}"],
        "why": "The panel asked about it", "how": "MEETING",
    }  # fmt: skip
    assert browser.post(f"/cases/{case.reference}/share/told/", said).status_code == 302
    with acting(actor(town.caseworker)):
        row = Disclosure.objects.get()
    assert (row.channel, row.recipient_id, row.gateway) == ("MEETING", town.partner.pk, "CDA_115")
