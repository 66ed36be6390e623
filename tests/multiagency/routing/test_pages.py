"""The pages of the routing rules: drafted, tried, published, and what each says when it cannot."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.roles import Role
from multiagency.routing.drafting import save_rule
from multiagency.routing.models import RoutingRule, RuleSet, TeamCapacity
from multiagency.routing.selectors import capacity_left, version_in_force
from tests.cast import PASSWORD, make_team, make_user, signed_in
from tests.multiagency.routing.ruling import at_work, drafted, published, routed, rule
from tests.pages import Page
from tests.town import Town
from vault.ids import uuid7

RULES_PAGE, DRAFT_PAGE = 14, 16
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def browser(town: Town) -> Client:
    """The coordinator's browser."""
    return signed_in(town.coordinator)


def words(page: Page) -> str:
    """What a page says, on one line."""
    return " ".join(unescape(strip_tags(page.content.decode())).split())


def said(town: Town, **more: object) -> dict[str, object]:
    """A rule as its form sends it."""
    plain = {
        "id": uuid7(), "priority": 10, "place": town.probation.pk, "panel": "marac", "type": ["IOM", "MARAC"],
        "urgency": "URGENT", "words": "They hold the panel.",
    }  # fmt: skip
    return {**plain, **more}


def edition(town: Town) -> int:
    with at_work(town.coordinator):
        return RuleSet.objects.get(published_at=None).edition


def begin(browser: Client) -> None:
    """The first draft, or that after the first version."""
    after = re.search(r'name="after" value="(\d+)"', browser.get("/routing/").content.decode())
    assert after is not None
    browser.post("/routing/draft/", {"after": after[1]})


def test_whoever_begins_a_draft_after_another_version_than_the_last_is_told(town: Town, browser: Client) -> None:
    published(town.coordinator, rule(town.probation))
    answer = browser.post("/routing/draft/", {"after": 0}, follow=True)
    assert "Somebody published another version meanwhile." in words(answer)
    with at_work(town.coordinator):
        assert RuleSet.objects.count() == 1


def test_a_coordinator_drafts_tries_and_publishes(town: Town, browser: Client) -> None:
    begin(browser)
    answer = browser.post("/routing/draft/rules/add/", said(town, edition=edition(town), ward=["WEST_END"], room="yes"))
    assert answer.status_code == 302
    page = words(browser.get("/routing/draft/"))
    assert "the referral is: Integrated offender management or MARAC; ward is West End; the team has room" in page
    assert "has not been tried as it is now" in page
    routed(town.caseworker)
    answer = browser.post("/routing/draft/try/", {"edition": edition(town)}, follow=True)
    assert "1 would have gone elsewhere" in words(answer)
    assert f"{town.probation.name}, panel MARAC (urgent)" in words(answer)
    answer = browser.post("/routing/draft/publish/", {"edition": edition(town)}, follow=True)
    assert "Version 1, in force since" in words(answer)
    with at_work(town.coordinator) as who:
        now = version_in_force(who, timezone.now())
        assert now is not None
        [row] = now.rules.all()
        assert (row.panel, row.conditions) == (
            "MARAC", {"type": ["IOM", "MARAC"], "ward": ["WEST_END"], "room": True},
        )  # fmt: skip
    assert "What the dry-run found" in words(browser.get("/routing/versions/1/"))


def test_what_was_typed_stays_when_a_rule_cannot_be_saved(town: Town, browser: Client) -> None:
    begin(browser)
    wrong = said(town, edition=edition(town), type=["see the file"], words="", age_from="18", age_to="10")
    page = words(browser.post("/routing/draft/rules/add/", wrong))
    assert "Say why a referral goes there." in page
    answer = browser.post("/routing/draft/rules/add/", said(town, edition=edition(town), age_from="18", age_to="10"))
    assert "The lowest age is above the highest" in words(answer)
    with at_work(town.coordinator):
        assert not RoutingRule.objects.exists()


def test_what_was_typed_and_not_saved_is_shown_again_beside_the_draft_as_it_is_now(town: Town, browser: Client) -> None:
    begin(browser)
    page = browser.get("/routing/draft/rules/add/").content.decode()
    hidden = dict(re.findall(r'name="(id|edition|draft|draft_page|draft_seen)"\s+value="([^"]*)"', page))
    browser.post("/drafts/", {**hidden, "words": "They hold the panel."}, headers={"Accept": "application/json"})
    with at_work(town.coordinator) as who:
        found = RuleSet.objects.get(published_at=None)
        save_rule(actor=who, draft=found, edition=found.edition, new=rule(town.probation))
    again = browser.get("/routing/draft/rules/add/").content.decode()
    assert 'value="They hold the panel."' in again
    assert re.search(rf'name="edition"\s+value="{edition(town)}"', again)


def test_a_rule_is_changed_and_taken_out(town: Town, browser: Client) -> None:
    draft = drafted(town.coordinator, rule(town.probation, 10, type=["IOM"], age_to=17, room=False))
    form = browser.get("/routing/draft/rules/R1/").content.decode()
    assert re.search(r'value="IOM"[^>]*checked', form)
    changed = said(town, edition=draft.edition, place=f"{town.police.pk}:{town.team.pk}", panel="", type=[])
    answer = browser.post("/routing/draft/rules/R1/", changed, follow=True)
    assert "The rule is changed." in words(answer)
    assert f"Every referral {town.police.name}, {town.team.title} Urgent" in words(answer)
    answer = browser.post("/routing/draft/rules/R1/remove/", {"edition": edition(town)}, follow=True)
    assert "Rule R1 is taken out of the draft." in words(answer)
    assert browser.get("/routing/draft/rules/R1/").status_code == 404


def stale(browser: Client, address: str, **more: object) -> Page:
    return browser.post(address, {"edition": 0, **more}, follow=True)


def test_whoever_was_overtaken_is_told_and_nothing_of_theirs_is_done(town: Town, browser: Client) -> None:
    drafted(town.coordinator, rule(town.probation))
    filled: dict[str, dict[str, object]] = {
        "/routing/draft/try/": {},
        "/routing/draft/discard/": {},
        "/routing/draft/rules/R1/remove/": {},
        "/routing/draft/publish/": {},
        "/routing/draft/desk/": {"place": town.charity.pk},
        "/routing/draft/rules/R1/": said(town),
    }
    for address, more in filled.items():
        assert "Somebody changed the draft meanwhile" in words(stale(browser, address, **more)), address
    with at_work(town.coordinator):
        assert RuleSet.objects.get().fallback_agency == town.police


def test_a_draft_that_was_not_tried_is_not_published(town: Town, browser: Client) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    assert "Go back and try it first" in words(browser.get("/routing/draft/publish/"))
    answer = browser.post("/routing/draft/publish/", {"edition": draft.edition})
    assert "Try it, look at the difference, then publish" in words(answer)


def test_a_version_begins_on_a_day_to_come(town: Town, browser: Client) -> None:
    published(town.coordinator, rule(town.probation))
    begin(browser)
    browser.post("/routing/draft/try/", {"edition": edition(town)})
    today = timezone.localdate()
    early = browser.post("/routing/draft/publish/", {"edition": edition(town), "begins": f"{today:%d/%m/%Y}"})
    assert "on a day to come" in words(early)
    later = today + timedelta(days=3)
    answer = browser.post(
        "/routing/draft/publish/", {"edition": edition(town), "begins": f"{later:%d/%m/%Y}"}, follow=True
    )
    assert "To come" in words(answer)
    assert "Version 1, in force since" in words(answer)


def test_the_desk_is_changed_and_a_draft_thrown_away(town: Town, browser: Client) -> None:
    begin(browser)
    desk = {"edition": edition(town), "place": f"{town.police.pk}:{town.team.pk}", "panel": "IOM"}
    answer = browser.post("/routing/draft/desk/", desk, follow=True)
    assert f"{town.police.name}, {town.team.title}, panel IOM" in words(answer)
    answer = browser.post("/routing/draft/discard/", {"edition": edition(town)}, follow=True)
    assert "The draft is thrown away." in words(answer)
    assert browser.get("/routing/draft/").status_code == 404
    with at_work(town.coordinator):
        assert not RuleSet.objects.exists()


def test_the_administrator_reads_the_rules_and_changes_none(town: Town) -> None:
    published(town.coordinator, rule(town.probation))
    browser = signed_in(make_user(town.partnership, town.police, Role.PARTNERSHIP_ADMINISTRATOR, password=PASSWORD))
    page = browser.get("/routing/")
    assert "It is theirs." in words(page)
    assert "Work on the next version" not in words(page)
    assert browser.post("/routing/draft/").status_code == 403


def test_a_team_takes_so_many_and_rules_count_what_is_left(town: Town, browser: Client) -> None:
    today = timezone.localdate()
    address, sent = f"/routing/capacity/{town.team.pk}/", {"most_open": 3, "from_day": f"{today:%d/%m/%Y}"}
    assert "The limit is saved." in words(browser.post(address, sent, follow=True))
    with at_work(town.partner):  # of another agency, which routes by it
        assert capacity_left({}) == {town.team.pk: 3}
        assert capacity_left({town.team.pk: 2}) == {town.team.pk: 1}
        assert capacity_left({town.team.pk: 9}) == {town.team.pk: 0}
        assert capacity_left({town.team.pk: None}) == {town.team.pk: None}
        assert capacity_left({}, today - timedelta(days=1)) == {}
    browser.post(address, {**sent, "most_open": ""})
    with at_work(town.partner):
        assert capacity_left({}) == {}
        assert TeamCapacity.objects.count() == 2
    past = {**sent, "from_day": f"{today - timedelta(days=1):%d/%m/%Y}"}
    assert browser.get(f"/routing/capacity/{make_team(town.partnership, town.charity).pk}/").status_code == 404
    assert "Begin today or later" in words(browser.post(address, past))


def test_a_page_costs_the_same_however_many_rules_and_changes_there_are(
    town: Town, browser: Client, django_assert_num_queries: Counted
) -> None:
    published(town.coordinator, *(rule(town.probation, number, risk=["LOW"]) for number in range(1, 9)))
    for _ in range(3):
        routed(town.caseworker, risk="HIGH")
    draft = drafted(town.coordinator, rule(town.charity, 1, risk=["HIGH"]))
    browser.post("/routing/draft/try/", {"edition": draft.edition})
    browser.get("/routing/")
    with django_assert_num_queries(RULES_PAGE):
        browser.get("/routing/")
    with django_assert_num_queries(DRAFT_PAGE):
        browser.get("/routing/draft/")
