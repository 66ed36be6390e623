"""What people see while the root key cannot be reached: lists go on, and everything else says so and recovers."""

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from django.test import Client

from tests.cast import signed_in
from tests.security.story import FAMILY, Story, log_form, tell
from tests.town import Town, make_town
from vault import provider
from vault.roots.root import RootKeyUnavailable

pytestmark = pytest.mark.django_db(transaction=True)


def away(*_: Any) -> NoReturn:
    raise RootKeyUnavailable("the key service did not answer")


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def story(town: Town) -> Story:
    return tell(town)


@pytest.fixture
def worker(town: Town, story: Story) -> Client:
    browser = signed_in(town.caseworker)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def root_key_away(worker: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The service stops, and what was kept of the agencies' keys is over; gives what brings it back."""
    worker.get("/cases/")
    root = provider.root()
    monkeypatch.setattr(root, "unwrap", away)
    monkeypatch.setattr(root, "wrap", away)
    provider._agency_keys.clear()

    def back() -> None:
        monkeypatch.undo()

    return back


def test_t18_lists_go_on_with_values_that_cannot_be_opened_now(
    worker: Client, story: Story, root_key_away: Callable[[], None]
) -> None:
    page = worker.get("/cases/")
    assert page.status_code == 200
    assert story.offender.reference in page.content.decode()
    assert "Cannot be opened now" in page.content.decode()
    assert FAMILY not in page.content.decode()
    root_key_away()
    assert FAMILY in worker.get("/cases/").content.decode()


@pytest.mark.usefixtures("root_key_away")
def test_t18_saving_says_that_nothing_was_saved(worker: Client, story: Story) -> None:
    case = f"/cases/{story.offender.reference}/"
    page = worker.post(f"{case}interventions/log/", log_form(note="Saw him"))
    assert page.status_code == 503
    assert "Nothing was saved" in page.content.decode()
    assert "Cannot be opened now." in worker.get(case).content.decode()


def test_t18_a_process_that_has_kept_nothing_says_so_too(worker: Client, root_key_away: Callable[[], None]) -> None:
    provider._secrets.clear()
    page = worker.get("/cases/")
    assert page.status_code == 503
    assert "Nothing was saved" in page.content.decode()
    root_key_away()
    assert worker.get("/cases/").status_code == 200
