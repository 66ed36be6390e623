"""Sending for tests: police who have an agreement with probation, and something to send."""

from dataclasses import replace
from uuid import UUID

from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase, open_case
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.models import AgreementVersion
from multiagency.sharing.claims import Audience, Claims
from multiagency.sharing.sending import Picked, Sent, disclose, weigh_picked
from multiagency.sharing.weighing import Weighed, fingerprint
from tests.cast import actor
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.town import Town
from vault.opening import holding_bytes

CLAIMS = Claims(purpose=Purpose.OFFENDER_MANAGEMENT, gateway="CDA_115")


def agreed(town: Town, *categories: Category, to: Agency | None = None) -> AgreementVersion:
    """Police may send these categories to probation, or to another agency."""
    receiver = to or town.probation
    said = [clauses(town.police, receiver, *(categories or (Category.INTERVENTION_RECORD,)))]
    return in_force(town, said, receiver)


def picked(
    town: Town, *items: UUID, to: User | None = None, claims: Claims = CLAIMS, kind: str = "intervention"
) -> Picked:
    """These items for somebody at probation."""
    person = to or town.partner
    return Picked(frozenset(("intervention", item) for item in items), Audience(person.agency, person), claims)


def opened(user: User, case: Case) -> OpenedCase:
    """The case as the user opens it."""
    return open_case(actor(user), case.reference)


def weighed(user: User, case: Case, what: Picked) -> list[Weighed]:
    """What would be decided now."""
    who = actor(user)
    with acting(who), holding_bytes():
        return weigh_picked(who, opened(user, case), what)


def sent(user: User, case: Case, what: Picked, seen: str | None = None) -> Sent:
    """What comes of sending it, as the page showed it a moment before."""
    who = actor(user)
    with acting(who), holding_bytes():
        case_opened = opened(user, case)
        shown = seen if seen is not None else fingerprint(weigh_picked(who, case_opened, what))
        return disclose(actor=who, opened=case_opened, picked=what, seen=shown)


def emergency(claims: Claims = CLAIMS) -> Claims:
    """The same in an emergency."""
    return replace(claims, emergency=True)
