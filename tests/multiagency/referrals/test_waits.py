"""How long referrals wait: figures for whoever looks after the in-tray, none of them small, and none that tells."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from multiagency.referrals.clocks import answer_in
from multiagency.referrals.models import Referral, Urgency
from multiagency.referrals.moves import Move
from multiagency.referrals.selectors.waiting import Figures, waits_of
from tests.casework.links.linking import known_to_both, link_accepted
from tests.cast import actor, signed_in
from tests.multiagency.referrals.referring import Referring, moved, referring, sent
from tests.town import Town, opened_case


def whole(user: User) -> list[Figures]:
    who = actor(user)
    with acting(who):
        return list(waits_of(who).whole)


def came(world: Referring, how_many: int = 5) -> None:
    for _ in range(how_many):
        sent(world)


def test_each_team_has_its_figures_and_those_past_their_time_are_counted(town: Town) -> None:
    world = referring(town)
    rows = [sent(world, Move.OPEN) for _ in range(6)]
    moved(world, rows[0], Move.DECLINE)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=30), tick=True), acting(who := actor(world.manager)):
        waits = waits_of(who)
    [one] = waits.whole
    assert (one.team, one.referrals, one.waiting, one.over) == (world.team.title, "6", "5", "5")
    assert one.median == one.longest
    assert one.longest.endswith("working days")
    opened, considered = sorted(waits.by_state, key=lambda each: each.state, reverse=True)
    assert (opened.state, opened.referrals, opened.longest) == ("Sent, not opened yet", "6", "Under half a day")
    assert (considered.state, considered.referrals, considered.waiting) == ("Being considered", "6", "5")


def test_fewer_than_five_are_not_told_nor_how_long_they_waited(town: Town) -> None:
    world = referring(town)
    came(world, 4)
    [one] = whole(world.manager)
    assert one == Figures(world.team.title, "", "Fewer than 5")


def test_what_is_restricted_to_somebody_else_and_what_a_conflict_hides_count_for_nothing(town: Town) -> None:
    world = referring(town)
    two = known_to_both(town, world.sender, world.case, world.to)
    link_accepted(two)
    came(world)
    secret = Referring(**{**vars(world), "case": opened_case(town.caseworker, restricted=True)})
    sent(secret, team=None, addressee=world.taker)
    assert [one.referrals for one in whole(world.manager)] == ["5"]
    who = actor(world.manager)
    with acting(who):
        declare_conflict(actor=who, person=two.probation.person, user=world.manager, kind=Kind.FAMILY)
    assert whole(world.manager) == []


def test_only_whoever_looks_after_the_in_tray_reads_them(town: Town) -> None:
    world = referring(town)
    for user in (world.taker, town.auditor):
        who = actor(user)
        with acting(who), pytest.raises(NotPermitted):
            waits_of(who)


def test_the_page_costs_the_same_for_three_referrals_as_for_one(town: Town, django_assert_num_queries: Any) -> None:
    world = referring(town)
    browser = signed_in(world.manager)
    for more in (1, 2):
        came(world, more)
        browser.get("/referrals/waits/")
        with django_assert_num_queries(WAITS_PAGE):
            page = browser.get("/referrals/waits/").content.decode()
    assert world.team.title in page


WAITS_PAGE = 16


@pytest.mark.parametrize(
    ("urgency", "kind", "days"),
    [
        (Urgency.ROUTINE, "IOM", 5), (Urgency.URGENT, "IOM", 2), (Urgency.IMMEDIATE, "IOM", 1),
        (Urgency.URGENT, "SAFEGUARDING_CHILD", 1),
    ],
)  # fmt: skip
def test_what_is_urgent_is_to_be_decided_sooner_and_nothing_later_than_its_sort_says(
    urgency: Urgency, kind: str, days: int
) -> None:
    assert answer_in(Referral(kind=kind, urgency=urgency)) == days
