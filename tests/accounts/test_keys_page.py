"""The page on which an administrator sees how keys stand, and has them turned by a worker."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.jobs.models import State
from accounts.keys import turning
from accounts.keys.models import KeyWork
from accounts.keys.selectors import keeper_of
from accounts.keys.work import Outcome
from accounts.models import Agency, Partnership, User
from accounts.roles import Role
from tests import cast
from tests.work import carry_out, jobs
from vault import provider
from vault.models import AgencyKey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def administrator(partnership: Partnership, probation: Agency) -> User:
    return cast.make_user(partnership, probation, Role.AGENCY_ADMINISTRATOR, password=cast.PASSWORD)


def said(browser: Client) -> str:
    page = browser.get("/keys/")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("verb", ["turn", "seal-anew"])
def test_an_administrator_has_keys_turned_beside_the_page(
    administrator: User, partnership: Partnership, probation: Agency, verb: str
) -> None:
    browser = cast.signed_in(administrator)
    assert "Healthy" in said(browser)
    assert browser.post(f"/keys/{probation.code}/{verb}/")["Location"] == "/keys/"
    assert "Under way" in said(browser)
    carry_out(partnership)
    assert "Healthy" in said(browser)
    assert [job.state for job in jobs(partnership) if job.name == "accounts.turn_keys"] == [State.DONE]
    with acting(keeper_of(probation.pk, partnership.pk)):
        assert AgencyKey.objects.get(agency_id=probation.pk).version == (2 if verb == "turn" else 1)


def test_a_code_is_asked_for_where_the_last_is_five_minutes_old(administrator: User, probation: Agency) -> None:
    browser = cast.signed_in(administrator)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=True):
        page = browser.post(f"/keys/{probation.code}/turn/")
    assert page.status_code == 403
    assert "/your-sign-in/confirm/" in page.content.decode()
    assert not KeyWork.objects.exists()


def test_the_partnerships_administrator_sees_every_agency_and_others_their_own(
    administrator: User, partnership: Partnership, probation: Agency
) -> None:
    housing = cast.make_agency(partnership, name="Westhaven Housing")
    lead = cast.make_user(partnership, housing, Role.PARTNERSHIP_ADMINISTRATOR, password=cast.PASSWORD)
    mine = cast.signed_in(administrator)
    everything, own = said(cast.signed_in(lead)), said(mine)
    assert f"/keys/{probation.code}/turn/" in everything
    assert f"/keys/{housing.code}/turn/" in everything
    assert f"/keys/{housing.code}/turn/" not in own
    assert mine.post(f"/keys/{housing.code}/turn/").status_code == 404


def test_a_root_key_that_cannot_be_used_is_said(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = cast.signed_in(administrator)
    assert "The root key, which protects all the others: <strong" in said(browser)
    monkeypatch.setattr(provider.root(), "healthy", lambda: False)
    assert "cannot be used now" in said(browser)


def test_work_that_cannot_be_finished_yet_is_tried_again(
    administrator: User, partnership: Partnership, probation: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.signed_in(administrator).post(f"/keys/{probation.code}/turn/")

    def waits(*, work: KeyWork) -> Outcome:
        return Outcome(work, 1, 0)

    with monkeypatch.context() as patch:
        patch.setattr(turning, "carry_on_rotation", waits)
        carry_out(partnership)
    assert [(job.state, job.fault) for job in jobs(partnership) if job.name == "accounts.turn_keys"] == [
        (State.WAITING, "NotFinished")
    ]
