"""The map of agreements, the register, an agreement in each of its states, a draft, signing and stopping."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import User
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.models import AgreementVersion, Effect
from multiagency.agreements.services.clauses import NewClauses
from multiagency.agreements.services.stopping import suspend
from multiagency.flows.quarters import Quarter
from multiagency.liaison.models import Place
from tests.browser.desk import Desk as Browser
from tests.browser.states.reaching import State, opened
from tests.cast import make_agency
from tests.multiagency.agreements.agreeing import (
    Desk,
    clauses,
    desk,
    drafted,
    fresh,
    in_force,
    named_to_sign,
    offered,
    signed,
    started,
)
from tests.multiagency.disclosures.sending import picked, sent
from tests.multiagency.liaison.naming import named_liaison
from tests.town import Town, logged, opened_case


def said(town: Town) -> list[NewClauses]:
    """What police and probation may and must not send each other."""
    return [
        clauses(town.police, town.probation, Category.IDENTITY, Category.OFFENDING_HISTORY),
        clauses(town.police, town.probation, Category.INTELLIGENCE, effect=Effect.DENY),
        clauses(town.probation, town.police, Category.SENTENCE_LICENCE, condition="Named officers only"),
        clauses(town.police, town.charity, Category.IDENTITY, purpose=Purpose.VICTIM_SUPPORT),
    ]


def desks(town: Town) -> tuple[Desk, Desk]:
    return desk(town.partnership, town.police), desk(town.partnership, town.probation)


def to_sign(town: Town) -> tuple[Desk, AgreementVersion]:
    police, probation = desks(town)
    return police, offered(police, [probation], said(town))


def at(page: Browser, user: User, path: str, words: str) -> str:
    return opened(page, user, f"/agreements/{path}", words)


def agreements_map_of_gaps(page: Browser, town: Town) -> str:
    return at(page, town.caseworker, "", "6 of 6 directions between agencies have no agreement")


def agreements_map(page: Browser, town: Town) -> str:
    for kind in (AgencyType.HOUSING, AgencyType.FIRE, AgencyType.NHS_MH):
        make_agency(town.partnership, kind)
    in_force(town, said(town), town.probation, town.charity)
    to_sign(town)
    return at(page, town.caseworker, "", "27 of 30 directions between agencies have no agreement")


def agreements_map_of_a_pair(page: Browser, town: Town) -> str:
    in_force(town, said(town), town.probation)
    path = f"?category=IDENTITY&from={town.police.code}&to={town.probation.code}"
    return at(page, town.caseworker, path, "What Westhaven Police may send Westhaven Probation")


def agreement_register_of_none(page: Browser, town: Town) -> str:
    return at(page, town.caseworker, "register/", "No agreement of this partnership is as you asked")


def agreement_register(page: Browser, town: Town) -> str:
    version = in_force(town, said(town), town.probation)
    started(desk(town.partnership, town.police))
    who = fresh(town.auditor)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="Data went astray")
    return at(page, town.auditor, "register/", "Suspended")


def agreement_in_force(page: Browser, town: Town) -> str:
    version = in_force(town, said(town), town.probation)
    return at(page, town.auditor, f"{version.agreement.reference}/", "Named officers only")


def agreement_to_sign(page: Browser, town: Town) -> str:
    police, version = to_sign(town)
    return at(page, police.signatory, f"{version.agreement.reference}/", "Waits for signatures")


def agreed_flows_of_none(page: Browser, town: Town) -> str:
    return at(page, town.caseworker, "flows/", "No such flow")


def agreed_flows(page: Browser, town: Town) -> str:
    in_force(town, said(town), town.probation)
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    sent(town.caseworker, case, picked(case, town.probation, ("intervention", note.pk)))
    quarter = Quarter.of(timezone.localdate()).code
    return at(page, town.auditor, f"flows/?finding=ALL&quarter={quarter}", "Refused for want of an agreement")


def agreement_begun(page: Browser, town: Town) -> str:
    return at(page, town.auditor, "start/", "Begin an agreement")


def agreement_begun_with_mistakes(page: Browser, town: Town) -> str:
    agreement_begun(page, town)
    page.press("Begin")
    return "Give it a title."


def agreement_drafted(page: Browser, town: Town) -> str:
    begun = started(desks(town)[0])
    return at(page, town.auditor, f"{begun.reference}/draft/", "Still blank")


def agreement_put_forward_too_soon(page: Browser, town: Town) -> str:
    agreement_drafted(page, town)
    page.press("Put it forward for signing")
    return "Still blank: Why we share."


def agreement_clauses(page: Browser, town: Town) -> str:
    police, probation = desks(town)
    version = drafted(police, [probation], said(town))
    return at(page, town.auditor, f"{version.agreement.reference}/clauses/", "Add to the clauses")


def agreement_clauses_with_mistakes(page: Browser, town: Town) -> str:
    agreement_clauses(page, town)
    page.press("Add to the clauses")
    return "Choose at least one kind of data."


def section(code: str, words: str) -> State:
    """The form of one section of a draft."""

    def state(page: Browser, town: Town) -> str:
        police, probation = desks(town)
        version = drafted(police, [probation], said(town))
        return at(page, town.auditor, f"{version.agreement.reference}/draft/{code}/", words)

    state.__name__ = f"agreement_section_{code.lower()}"
    return state


def agreement_signed(page: Browser, town: Town) -> str:
    police, version = to_sign(town)
    return at(page, police.signatory, f"{version.agreement.reference}/sign/", "A signature is not undone")


def agreement_signed_unread(page: Browser, town: Town) -> str:
    agreement_signed(page, town)
    page.press("Sign")
    return "Say that you have read it and sign it."


def agreement_renewed(page: Browser, town: Town) -> str:
    version = in_force(town, said(town), town.probation)
    return at(
        page, town.auditor, f"{version.agreement.reference}/renew/", "It begins with all that the newest one says"
    )


def decided(path: str, words: str) -> State:
    """A page on which an agency stops, takes up or leaves an agreement."""

    def state(page: Browser, town: Town) -> str:
        police, probation = desks(town)
        version = signed(offered(police, [probation], said(town)), police, probation)
        return at(page, town.auditor, f"{version.agreement.reference}/{path}/", words)

    state.__name__ = f"agreement_{path}"
    return state


def signatories_none(page: Browser, town: Town) -> str:
    return at(page, town.caseworker, "signatories/", "Nobody may sign yet")


def signatories(page: Browser, town: Town) -> str:
    named_to_sign(desk(town.partnership, town.police), town.coordinator)
    return at(page, town.auditor, "signatories/", "May sign")


def liaison_officers(page: Browser, town: Town) -> str:
    named_liaison(town.auditor, town.caseworker, Place.OFFICER)
    return at(page, town.auditor, "liaison/", "Your agency is a responsible authority, and a place is vacant")


def liaison_named_with_mistakes(page: Browser, town: Town) -> str:
    at(page, town.auditor, f"liaison/{town.police.code}/name/", "Name a liaison officer or a deputy")
    page.press("Name them")
    return "Choose who it is."


def signatory_named(page: Browser, town: Town) -> str:
    return at(page, town.auditor, f"signatories/{town.police.code}/add/", "Name somebody who may sign")


def signatory_named_with_mistakes(page: Browser, town: Town) -> str:
    signatory_named(page, town)
    page.press("Name them")
    return "Choose who may sign."


def _states() -> Iterable[State]:
    yield from (
        agreements_map_of_gaps, agreements_map, agreements_map_of_a_pair, agreement_register_of_none,
        agreement_register, agreed_flows_of_none, agreed_flows, agreement_in_force, agreement_to_sign, agreement_begun,
        agreement_begun_with_mistakes, agreement_drafted, agreement_put_forward_too_soon, agreement_clauses,
        agreement_clauses_with_mistakes, agreement_signed, agreement_signed_unread, agreement_renewed, liaison_officers,
        liaison_named_with_mistakes, signatories_none,
        signatories, signatory_named, signatory_named_with_mistakes,
    )  # fmt: skip
    yield section("PURPOSE", "What is this sharing for")
    yield section("PARTIES", "Parties and their roles")
    yield section("BASES", "Lawful basis of each party")
    yield section("TERM", "Start, review and end")
    yield section("DPIA", "Was an impact assessment made?")
    yield decided("stop", "From this moment your agency sends nothing")
    yield decided("resume", "Let your agency send again")
    yield decided("leave", "End it for every party")


STATES: tuple[State, ...] = tuple(_states())
