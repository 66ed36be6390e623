"""A package opens once, with its link and its code, for its time; who opened it and who tried is on record."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Final

import psycopg
import pytest
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.roles import Role
from audit.ledger.models import Event
from casework.cases.selectors import open_case
from casework.categories import Category
from multiagency.acts import PACKAGE_MISSED, PACKAGE_OPENED
from multiagency.packages.codes import hash_of, new_code, plain
from multiagency.packages.models import MOST_TRIES, Package, PackageUse, Use
from multiagency.packages.opening import Said, open_package, tries_left
from multiagency.packages.selectors import find_sent, ways_into
from multiagency.packages.services import Made, make_package, revoke_package
from multiagency.recalls.models import Why
from multiagency.recalls.services import NewRecall, recall
from multiagency.sharing.claims import Audience
from multiagency.sharing.models import Disclosure
from multiagency.sharing.recipients import recipient_of
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.multiagency.packages.handing_over import NOTE, handed_over, outside, sent_outside
from tests.multiagency.sharing.sending import agreed, picked, sent
from tests.pages import lasting
from tests.security.raw import refused, sql
from tests.town import Town, logged, opened_case

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]
OVER: Final = "This link can no longer be used"


@pytest.fixture
def disclosure(town: Town) -> Disclosure:
    return sent_outside(town)


@pytest.fixture
def made(town: Town, disclosure: Disclosure) -> Made:
    return handed_over(town, disclosure)


def said(code: str) -> Said:
    return Said("Una Outsider", "Duty officer, Easthaven", code)


def typed(code: str) -> dict[str, str]:
    return {"name": "Una Outsider", "post": "Duty officer, Easthaven", "code": code, "meant": "on"}


def acts(town: Town) -> list[str]:
    with acting(actor(town.auditor)):
        return list(Event.objects.filter(act__startswith="package.").order_by("pk").values_list("act", flat=True))


# ---- the link and the code
def test_the_code_opens_it_once_and_the_sender_sees_who(town: Town, made: Made) -> None:
    outcome = open_package(link=made.link, said=said(made.code))
    assert [NOTE in str(copy.words) for copy in outcome.copies] == [True]
    again = open_package(link=made.link, said=said(made.code))
    assert (again.package, again.copies, again.left) == (None, (), 0)
    who = actor(town.caseworker)
    with acting(who):
        (way,) = ways_into(who, find_sent(who, made.package.disclosure_id))
    assert [(one.row.use, one.who and one.who.text) for one in way.uses] == [
        (Use.OPENED, "Una Outsider, Duty officer, Easthaven")
    ]
    assert not way.open


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_a_code_is_taken_however_it_is_typed(made: Made, change: object) -> None:
    assert callable(change)
    assert open_package(link=made.link, said=said(change(made.code))).package


def test_neither_link_nor_code_is_kept(made: Made) -> None:
    rows = sql("SELECT p::text FROM multiagency_package p")
    kept = Package.objects.filter(pk=made.package.pk)
    assert rows == []  # behind its wall, outside the sender's context
    assert not kept.exists()
    assert made.link not in str(made.package.__dict__)
    assert made.code not in str(made.package.__dict__)
    assert plain(made.code) not in str(made.package.__dict__)
    assert hash_of(made.link) == bytes(made.package.link)


def test_codes_have_no_letters_that_are_mistaken() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("01OILAEU")


# ---- wrong, late, taken back
def test_five_wrong_codes_close_it(town: Town, made: Made) -> None:
    left = [open_package(link=made.link, said=said("WRNG-WRNG-WRNG")).left for _ in range(MOST_TRIES + 1)]
    assert left == [4, 3, 2, 1, 0, 0]
    assert not open_package(link=made.link, said=said(made.code)).package
    assert acts(town).count(PACKAGE_MISSED.code) == MOST_TRIES
    assert PACKAGE_OPENED.code not in acts(town)


def test_it_does_not_open_when_its_time_is_over(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(days=7)
    monkeypatch.setattr("multiagency.packages.opening.timezone.now", lambda: later)
    assert tries_left(made.link) == 0
    assert not open_package(link=made.link, said=said(made.code)).package


def test_taken_back_it_opens_nothing_and_opened_it_cannot_be_taken_back(
    town: Town, disclosure: Disclosure, made: Made
) -> None:
    who, other = actor(town.caseworker), handed_over(town, disclosure)
    open_package(link=other.link, said=said(other.code))
    with acting(who):
        assert revoke_package(actor=who, package=made.package)
        assert not revoke_package(actor=who, package=made.package)
        assert not revoke_package(actor=who, package=other.package)
    assert not open_package(link=made.link, said=said(made.code)).package


def test_a_link_of_one_package_takes_no_code_of_another(town: Town, disclosure: Disclosure, made: Made) -> None:
    other = handed_over(town, disclosure)
    assert open_package(link=made.link, said=said(other.code)).left == MOST_TRIES - 1


def test_what_was_recalled_before_it_is_opened_is_not_shown_and_that_is_said(
    town: Town, disclosure: Disclosure, made: Made
) -> None:
    who = actor(town.caseworker)
    with acting(who):
        (item,) = disclosure.items.values_list("item_id", flat=True)
        opened = open_case(who, disclosure.case.reference)
        recall(actor=who, opened=opened, new=NewRecall([item], Why.SENT_WRONGLY, "It was about somebody else"))
    page = Client().post(f"/package/{made.link}/", typed(made.code)).content.decode()
    assert NOTE not in page
    assert "1 of the things that were sent was corrected or recalled" in page


# ---- who may
def test_only_who_works_the_case_makes_one(town: Town, disclosure: Disclosure) -> None:
    for user, refusal in ((town.colleague, NotKnown), (town.partner, NotKnown), (town.coordinator, NotPermitted)):
        who = actor(user)
        with pytest.raises(refusal), acting(who):
            make_package(actor=who, disclosure=find_sent(who, disclosure.pk), days=1)


def test_an_agency_with_people_on_the_system_gets_no_link(town: Town) -> None:
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, NOTE)
    agreed(town, Category.INTERVENTION_RECORD)
    here = sent(town.caseworker, case, picked(town, note.pk)).disclosure
    assert here
    with pytest.raises(NotPermitted) as refusal:
        handed_over(town, here)
    assert "is on this system" in refusal.value.words


def test_whoever_has_an_account_is_never_taken_for_somebody_outside(town: Town) -> None:
    case, agency = opened_case(town.caseworker), outside(town)
    who = actor(town.caseworker)
    with acting(who):
        assert recipient_of(case, Audience(agency, outside=True)).active
        assert not recipient_of(case, Audience(agency)).active
    make_user(town.partnership, agency, Role.IG_OFFICER)
    with acting(who):
        assert not recipient_of(case, Audience(agency, outside=True)).active


# ---- the database
def test_what_was_done_with_it_stays(town: Town, made: Made) -> None:
    open_package(link=made.link, said=said(made.code))
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE multiagency_package SET expires_at = now() + interval '1 year'")
        assert "permission denied" in refused("DELETE FROM multiagency_packageuse")
        assert PackageUse.objects.count() == 1
    with acting(actor(town.partner)):
        assert not Package.objects.exists()
        assert not PackageUse.objects.exists()


def test_t37_a_link_tells_ids_and_nothing_else(owner_connection: psycopg.Connection) -> None:
    found = owner_connection.execute(
        "SELECT pg_get_function_result(oid), provolatile FROM pg_proc WHERE proname = 'package_behind'"
    ).fetchall()
    assert found == [("TABLE(package_id uuid, partnership_id uuid, owner_id uuid)", "s")]


# ---- the pages
def test_from_the_senders_page_to_the_one_outside(town: Town, disclosure: Disclosure) -> None:
    desk = signed_in(town.caseworker)
    address = f"/disclosures/{disclosure.pk}/packages/"
    shown = desk.post(address, {"days": "3"}).content.decode()
    link = shown.split("http://testserver")[1].split()[0]
    code = shown.split("Code</dt>")[1].split("<dd")[1].split(">")[1].split("<")[0].strip()
    assert code not in desk.get(address).content.decode()
    stranger = Client()
    assert "Open what was sent to you" in stranger.get(link).content.decode()
    wrong = stranger.post(link, typed("WRNG-WRNG-WRNG")).content.decode()
    assert "This is not the code. You can try 4 more times" in wrong
    opened = stranger.post(link, typed(code))
    assert NOTE in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert OVER in stranger.get(link).content.decode()
    assert "Una Outsider" in desk.get(address).content.decode()


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("name", "Enter your name"),
        ("post", "Enter your post and organisation."),
        ("code", "Enter the code that the sender told you."),
        ("meant", "Confirm that it was sent to you or your team."),
    ],
)
def test_what_is_missing_is_said_and_counts_for_no_try(made: Made, missing: str, words: str) -> None:
    given = {**typed(made.code), missing: ""}
    given = {name: value for name, value in given.items() if value}
    assert words in Client().post(f"/package/{made.link}/", given).content.decode()
    assert tries_left(made.link) == MOST_TRIES


def test_made_up_and_ended_links_get_one_answer(town: Town, made: Made) -> None:
    who = actor(town.caseworker)
    with acting(who):
        revoke_package(actor=who, package=made.package)
    ended, invented = (lasting(Client().get(f"/package/{link}/")) for link in (made.link, "invented"))
    assert OVER in ended
    assert ended == invented


def test_a_link_is_taken_back_on_the_page(town: Town, made: Made) -> None:
    desk = signed_in(make_user(town.partnership, town.police, Role.CASEWORKER, password=PASSWORD))
    assert desk.post(f"/packages/{made.package.pk}/revoke/").status_code == 404
    desk = signed_in(town.caseworker)
    assert "is taken back" in desk.post(f"/packages/{made.package.pk}/revoke/", follow=True).content.decode()
    assert "It was too late" in desk.post(f"/packages/{made.package.pk}/revoke/", follow=True).content.decode()


def test_from_the_share_page_to_the_link(town: Town) -> None:
    case = opened_case(town.caseworker)
    agreed(town)
    away = outside(town)
    browser = signed_in(town.caseworker)
    page = browser.get(f"/cases/{case.reference}/share/").content.decode()
    assert f"{away.name}, by a link: not on this system" in page
    assert "Westhaven Probation, by a link" not in page
    row = sent_outside(town, case)
    sent_page = browser.get(f"/cases/{case.reference}/disclosures/{row.pk}/").content.decode()
    assert f'href="/disclosures/{row.pk}/packages/"' in sent_page


@pytest.mark.parametrize("links", [1, 4])
def test_the_pages_of_packages_cost_the_same_for_one_link_and_for_many(
    town: Town, disclosure: Disclosure, links: int, django_assert_num_queries: Counted
) -> None:
    browser, made = signed_in(town.caseworker), [handed_over(town, disclosure) for _ in range(links)]
    browser.get(f"/disclosures/{disclosure.pk}/packages/")
    with django_assert_num_queries(SENDERS_PAGE):
        browser.get(f"/disclosures/{disclosure.pk}/packages/")
    with django_assert_num_queries(LINK_PAGE):
        Client().get(f"/package/{made[0].link}/")


SENDERS_PAGE = 16
LINK_PAGE = 12
