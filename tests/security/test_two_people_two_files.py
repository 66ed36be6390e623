"""One person as victim and as offender: neither file hints at the other, and nobody unnamed is told where they are.

For every role that has one of the two cases by name, every address of the product is asked for, by every method of
the access table and with the other case's ids too; each answer and message is searched for what was planted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.context import acting
from accounts.models import User
from accounts.roles import AGENCY_WIDE, Role
from audit.office.access.table import Row, access_table
from casework.cases.models import Case
from casework.cases.models import Role as CaseRole
from casework.cases.services import add_to_case
from casework.categories import Category
from casework.safe_contact.models import Part
from casework.whereabouts.models import Safe
from tests.access.protection import SENTINEL, named
from tests.access.visits import form, made_up, objects, takes, visit
from tests.access.world import World, make_world, undone
from tests.casework.safe_contact.contacting import address, point
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.pages import Page
from tests.town import logged, opened_case, shared

PHONE, CODE_WORD, STREET = "07700 900987", "Marmalade skies", "77 Hidden Orchard"
PLANTED = (PHONE, PHONE.replace(" ", ""), CODE_WORD, STREET, SENTINEL)
OVERSEES = {Role.IG_OFFICER, Role.DPO, Role.PARTNERSHIP_IG_LEAD}
SEES_EVERY_CASE = OVERSEES | AGENCY_WIDE
ROWS = access_table().rows
PAGES = [row for row in ROWS if row.method == "GET"]
SEARCHED = {"casework:people-find": {"given": "Quillon", "family": "Featherstonehaugh"}}


@dataclass(frozen=True)
class Two:
    """A person's two cases in one agency; each has people who know nothing of the other."""

    world: World
    victim: Case
    offender: Case

    def other(self, case: Case) -> Case:
        return self.victim if case == self.offender else self.offender


@pytest.fixture
def two(db: None) -> Two:
    """The world's victim, who offends too; what is protected of them is written down with words of its own."""
    world = make_world()
    worker = make_user(world.partnership, world.agencies["owner"], password=PASSWORD)
    offender = opened_case(worker, world.case.person)
    shared(worker, offender, world.agencies["shared"], Category.IDENTITY, Category.CONTACT, Category.ADDRESS)
    logged(worker, offender, "At the hostel")
    point(worker, offender, value="07700 900111")
    address(worker, offender, lines="1 Probation Yard")
    for part in Part:
        named(world.worker, world.worker, world.case, part)
    point(world.worker, world.case, value=PHONE, code_word=CODE_WORD, safe=Safe.SAFE)
    address(world.worker, world.case, lines=STREET)
    return Two(world, world.case, offender)


def visitor(two: Two, role: Role, case: Case) -> User:
    """Somebody in this role who has one of the cases by name."""
    user = make_user(two.world.partnership, two.world.agencies["owner"], role, password=PASSWORD)
    lead = actor(case.lead or two.world.worker)
    with acting(lead):
        add_to_case(actor=lead, case=case, user=user)
    return user


def known(two: Two, case: Case) -> dict[str, object]:
    """What stands in addresses: this case and what hangs on it, the rest made up."""
    of_case = objects(two.world, (Role.CASEWORKER, "nobody")) if case == two.victim else {}
    return made_up() | of_case | {"reference": case.reference, "person_id": case.person_id, "record_id": case.pk}


def asked(two: Two, browser: Client, rows: list[Row] | tuple[Row, ...], case: Case) -> Iterator[tuple[Row, str]]:
    """What every address answered about this case, and the messages that it sent."""
    ids = known(two, case)
    for row in rows:
        filled: dict[str, Any] = form(row.route, two.world) | SEARCHED.get(row.route, {})
        with undone(browser):
            mail.outbox.clear()
            page = visit(browser, row.route, row.method, ids, filled)
            yield row, words_of(page) + "".join(f"{one.subject}{one.body}" for one in mail.outbox)


def words_of(page: Page) -> str:
    """An answer with its headers; a stream is read to its end."""
    content = b"".join(page.streaming_content) if getattr(page, "streaming", False) else page.content  # type: ignore[attr-defined]
    return f"{dict(page.headers)}{content.decode(errors='replace')}"


def leaks(two: Two, user: User, role: Role, case: Case, rows: list[Row] | tuple[Row, ...]) -> list[str]:
    """Where somebody with one case was told what is protected, or anything of the other case."""
    browser, other = signed_in(user), two.other(case)
    hints = () if role in SEES_EVERY_CASE else (other.reference, str(other.pk), other.pk.hex)
    found = [
        f"{role} {row.method} {row.route}: {secret}"
        for row, said in asked(two, browser, rows, case)
        for secret in (*PLANTED, *hints)
        if secret in said
    ]
    return found + [  # with the other case's ids the answer may repeat what was asked for, and nothing that is sealed
        f"{role} {row.method} {row.route}, guessed: {secret}"
        for row, said in asked(two, browser, [row for row in rows if takes(row.route)], other)
        for secret in PLANTED
        if secret in said
    ]


@pytest.mark.parametrize("side", CaseRole)
def test_p12_no_page_tells_a_caseworker_of_the_other_file_or_where_they_are(two: Two, side: CaseRole) -> None:
    case = two.victim if side == CaseRole.VICTIM else two.offender
    assert leaks(two, visitor(two, Role.CASEWORKER, case), Role.CASEWORKER, case, PAGES) == []


@pytest.mark.slow
@pytest.mark.parametrize("side", CaseRole)
@pytest.mark.parametrize("role", Role)
def test_p12_no_role_is_told_by_any_address_and_method(two: Two, role: Role, side: CaseRole) -> None:
    case = two.victim if side == CaseRole.VICTIM else two.offender
    assert leaks(two, visitor(two, role, case), role, case, ROWS) == []


def test_vic_03_an_agency_that_is_told_of_the_offender_is_told_nothing_of_the_victim(two: Two) -> None:
    partner = make_user(two.world.partnership, two.world.agencies["shared"], Role.PANEL_MEMBER, password=PASSWORD)
    found = leaks(two, partner, Role.PANEL_MEMBER, two.offender, PAGES)
    assert found == []


def test_vic_01_the_person_is_found_and_counted_once_by_whoever_has_one_file(two: Two) -> None:
    browser = signed_in(visitor(two, Role.CASEWORKER, two.offender))
    search = [row for row in ROWS if (row.route, row.method) == ("casework:people-find", "POST")]
    front = [row for row in ROWS if (row.route, row.method) == ("casework:my-cases", "GET")]
    [(_, found)] = asked(two, browser, search, two.offender)
    assert "Featherstonehaugh" in found
    assert "Victim" not in found
    [(_, listed)] = asked(two, browser, front, two.offender)
    assert set(re.findall(r"RT-\w{4}-\w{4}", listed)) == {two.offender.reference}


@pytest.mark.parametrize("leak", [STREET, "the other reference"])
def test_a_planted_leak_is_found(two: Two, leak: str) -> None:
    words = two.victim.reference if leak == "the other reference" else leak
    logged(visitor(two, Role.CASEWORKER, two.offender), two.offender, f"Known also as {words}")
    user = visitor(two, Role.CASEWORKER, two.offender)
    timeline = [row for row in PAGES if row.route in {"casework:case", "casework:chronology"}]
    assert any(words in line for line in leaks(two, user, Role.CASEWORKER, two.offender, timeline))
