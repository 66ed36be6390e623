"""Two coordinators at the same moment: one version in force, one draft, and no dry-run of what the other made of it."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.models import User
from casework.refusals import ChangedMeanwhile
from multiagency.routing.drafting import save_rule, start_draft
from multiagency.routing.models import RuleSet
from multiagency.routing.publishing import dry_run, publish
from multiagency.routing.selectors import last_published
from tests.multiagency.routing.ruling import at_work, drafted, rule
from tests.town import Town, make_town


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def both(users: tuple[User, User], *acts: Callable[[Actor], object]) -> Counter[str]:
    """What came of two acts that begin at the same moment, each on a connection of its own."""
    start = Barrier(2)

    def run(user: User, act: Callable[[Actor], object]) -> str:
        try:
            with at_work(user) as who:
                start.wait(10)
                act(who)
        except ChangedMeanwhile:
            return "changed meanwhile"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return Counter(pool.map(run, users, acts))


def test_two_who_publish_at_once_give_one_version_in_force(town: Town) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    with at_work(town.coordinator) as who:
        dry_run(actor=who, draft=draft, edition=draft.edition)

    def go(who: Actor) -> None:
        publish(actor=who, draft=draft, edition=draft.edition)

    assert both((town.coordinator, town.partner), go, go) == {"done": 1, "changed meanwhile": 1}
    with at_work(town.coordinator) as who:
        assert RuleSet.objects.count() == 1
        assert last_published(who) == draft


def test_two_who_begin_a_draft_at_once_have_the_same_one(town: Town) -> None:
    found: list[RuleSet] = []

    def go(who: Actor) -> None:
        found.append(start_draft(actor=who))

    assert both((town.coordinator, town.partner), go, go) == {"done": 2}
    assert found[0] == found[1]


def test_a_draft_that_is_changed_while_it_is_published_is_published_as_it_was_tried_or_not_at_all(town: Town) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    with at_work(town.coordinator) as who:
        dry_run(actor=who, draft=draft, edition=draft.edition)

    def change(who: Actor) -> None:
        save_rule(actor=who, draft=draft, edition=draft.edition, new=rule(town.charity, 1))

    def go(who: Actor) -> None:
        publish(actor=who, draft=draft, edition=draft.edition)

    assert both((town.coordinator, town.partner), change, go) == {"done": 1, "changed meanwhile": 1}
    with at_work(town.coordinator) as who:
        now = RuleSet.objects.get(pk=draft.pk)
        assert now.is_draft is (now.rules.count() == 2)
        assert (now.dry_runs.get().edition == now.edition) is not now.is_draft
