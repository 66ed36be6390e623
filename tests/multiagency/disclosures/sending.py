"""What tests of sharing stand on: an agreement in force, and forms and sendings as pages make them."""

import re
from collections.abc import Iterable

from django.test import Client

from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.disclosures.services import send, weigh_with_granted
from multiagency.sharing.claims import Audience, Claims
from multiagency.sharing.models import Disclosure
from multiagency.sharing.sending import Picked, Sent, Why
from multiagency.sharing.weighing import Weighed, fingerprint
from tests.cast import actor
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.pages import Page
from tests.town import Town
from vault.ids import uuid7

NEED = "They decide on Monday whether he is recalled, and need what was seen"
TOLD = (Category.INTERVENTION_RECORD, Category.IDENTITY, Category.SENTENCE_LICENCE)


def agreed(town: Town, *categories: Category) -> None:
    """Police may send these to probation for managing people who offend, under section 115."""
    in_force(town, [clauses(town.police, town.probation, *(categories or TOLD))], town.probation)


def picked(case: Case, to: Agency, *things: tuple[str, object], person: User | None = None, **claims: object) -> Picked:
    """A sending of these things of a case, as it is put together by the page."""
    said = Claims(**{"purpose": Purpose.OFFENDER_MANAGEMENT, "gateway": "CDA_115"} | claims)  # type: ignore[arg-type]
    return Picked(frozenset(things), Audience(to, person), said, Why(cover="", necessity=NEED, told="TOLD"))  # type: ignore[arg-type]


def weighed(user: User, case: Case, what: Picked) -> list[Weighed]:
    """What would be decided now."""
    who = actor(user)
    with acting(who):
        return weigh_with_granted(who, open_case(who, case.reference), what)[1]


def sent(user: User, case: Case, what: Picked) -> Sent:
    """What was picked, sent as it would be decided now."""
    who = actor(user)
    with acting(who):
        opened = open_case(who, case.reference)
        what, found = weigh_with_granted(who, opened, what)
        return send(actor=who, opened=opened, picked=what, seen=fingerprint(found))


def disclosed(user: User, case: Case, what: Picked) -> Disclosure:
    """A disclosure of what was picked, all of which may go."""
    found = sent(user, case, what).disclosure
    assert found
    return found


def filled(to: Agency, *things: tuple[str, object], person: User | None = None, **said: object) -> dict[str, object]:
    """The page's form as it is filled in."""
    return {
        "id": uuid7(), "to": f"{to.pk}:{person.pk}" if person else str(to.pk), "necessity": NEED, "told": "TOLD",
        "purpose": Purpose.OFFENDER_MANAGEMENT.value, "items": [f"{kind}:{pk}" for kind, pk in things],
    } | said  # fmt: skip


def carried(page: Page) -> dict[str, object]:
    """The fields that a page with what will go carries to its sending."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page.content.decode()):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and value:
            found.setdefault(name[1], []).append(value[1])
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def looked(browser: Client, case: Case, form: dict[str, object]) -> Page:
    """The page that says what would go."""
    return browser.post(f"/cases/{case.reference}/share/", form)


def pressed(browser: Client, case: Case, page: Page) -> Page:
    """The button that sends, on the page that says what would go."""
    return browser.post(f"/cases/{case.reference}/share/", {**carried(page), "send": "yes"})


def texts(page: Page) -> str:
    """A page's words on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.content.decode()).split())


def everything(found: Iterable[Weighed]) -> list[str]:
    """The rules that fired, of all things together."""
    return sorted({rule for one in found for rule in one.decided.fired})
