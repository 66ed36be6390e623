"""Sharing something: chosen, shown thing by thing, sent, and received."""

from accounts.roles import Role
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.orders.ordered import ordered
from tests.cast import make_user
from tests.multiagency.asked_decisions.asking import asked
from tests.multiagency.disclosures.sending import agreed, disclosed, picked
from tests.multiagency.information_asks.asking import asked as asked_of
from tests.multiagency.information_asks.asking import written
from tests.multiagency.third_parties.deciding import decided
from tests.multiagency.third_parties.deciding import written as written_third_party
from tests.town import Town, logged, opened_case


def sharing_chosen(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Seen at the Blue Heron")
    return opened(desk, town.caseworker, of(case, "share/"), "Share something once")


def sharing_with_mistakes(desk: Desk, town: Town) -> str:
    sharing_chosen(desk, town)
    desk.press("See what will go")
    return "There is a problem"


def sharing_shown(desk: Desk, town: Town) -> str:
    agreed(town)
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Seen at the Blue Heron")
    ordered(town.caseworker, case)
    opened(desk, town.caseworker, of(case, "share/"), "Share something once")
    desk.page.get_by_label("Who is it for?").select_option(f"{town.probation.pk}:{town.partner.pk}")
    for label in ("Intervention: ", "Order", "Why there is a case"):
        desk.page.get_by_label(label).first.check()
    desk.page.get_by_label("Why do they need it").fill("They decide on Monday whether he is recalled")
    desk.page.get_by_label("They were told").check()
    desk.press("See what will go")
    return "What will go, and what will not"


def sharing_sent(desk: Desk, town: Town) -> str:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    sent = disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    return opened(desk, town.caseworker, of(case, f"disclosures/{sent.pk}/"), "What they have")


def asks_of_others(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    written(town.caseworker, case, asked_of(town.probation))
    return opened(desk, town.caseworker, of(case, "asked/"), "they declined to share")


def ask_of_another_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(opened_case(town.caseworker), "asked/add/"), "An ask of another agency")
    desk.press("Save")
    return "Choose which agency was asked."


def third_parties(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, name="Mana Jerr")
    written_third_party(town.caseworker, case, decided(manager))
    return opened(desk, town.caseworker, of(case, "third-parties/"), "The exact words")


def third_party_with_mistakes(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    opened(desk, town.caseworker, of(case, "third-parties/add/"), "Telling a third party")
    desk.press("Save")
    return "Say whether they were told."


def refusals_listed(desk: Desk, town: Town) -> str:
    written(town.caseworker, opened_case(town.caseworker), asked_of(town.probation))
    return opened(desk, town.auditor, "/declined/", "Why it declined")


def received_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.partner, "/received/", "Nothing received")


def received_some(desk: Desk, town: Town) -> str:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    return opened(desk, town.partner, "/received/", "Your in-tray")


def received_one(desk: Desk, town: Town) -> str:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    sent = disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    return opened(desk, town.partner, f"/received/{sent.pk}/", "You may use it for")


def sharing_asked(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Seen at the Blue Heron")
    opened(desk, town.caseworker, of(case, "share/"), "Share something once")
    desk.page.get_by_label("Who is it for?").select_option(str(town.probation.pk))
    desk.page.get_by_label("Intervention: ").first.check()
    desk.page.get_by_label("Which legal power").select_option("CDA_115")
    desk.page.get_by_label("Why do they need it").fill("They decide on Monday whether he is recalled")
    desk.page.get_by_label("They were told").check()
    desk.press("See what will go")
    desk.press("Ask a second authoriser about: Intervention: Home visit")
    return "Nothing goes until they have decided"


def decisions_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.partner, "/decisions/", "Nothing waits for you")


def decisions_some(desk: Desk, town: Town) -> str:
    asked(town)
    return opened(desk, town.auditor, "/decisions/", "Waiting for you")


def decision_made(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, f"/decisions/{asked(town).pk}/", "Your decision")


def sharing_in_an_emergency(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Seen at the Blue Heron")
    return opened(desk, town.caseworker, of(case, "share/emergency/"), "Why can it not wait?")


def sharing_told(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "share/told/"), "Told by word of mouth")


def sharing_history(desk: Desk, town: Town) -> str:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    return opened(desk, town.caseworker, of(case, "disclosures/"), "Not opened yet")


def sharing_recalled(desk: Desk, town: Town) -> str:
    agreed(town)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    sent = disclosed(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    return opened(desk, town.caseworker, of(case, f"disclosures/{sent.pk}/recall/"), "Who has a copy")


def emergencies_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/emergency-reviews/", "Nothing was shared in an emergency")


STATES: tuple[State, ...] = (
    sharing_chosen,
    sharing_with_mistakes,
    sharing_shown,
    sharing_sent,
    asks_of_others,
    ask_of_another_with_mistakes,
    refusals_listed,
    third_parties,
    third_party_with_mistakes,
    received_none,
    received_some,
    received_one,
    sharing_asked,
    decisions_none,
    decisions_some,
    decision_made,
    sharing_in_an_emergency,
    sharing_told,
    sharing_history,
    sharing_recalled,
    emergencies_none,
)
"""Every page of sharing something."""
