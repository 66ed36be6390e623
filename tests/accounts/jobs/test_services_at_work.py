"""A service at work in a job: while it is open and holds a grant of the agency, and not a moment longer."""

import pytest

from accounts.actor import Actor
from accounts.context import acting
from accounts.jobs.models import State
from accounts.jobs.services import ask
from accounts.service_principals.models import ServiceGrant
from accounts.service_principals.services import close_service, give_grant, make_service, revoke_grant
from tests.accounts.jobs.errands import write
from tests.cast import founder_of
from tests.town import Town
from tests.work import carry_out, jobs
from vault.ids import uuid7


@pytest.fixture
def grant(town: Town) -> ServiceGrant:
    """That a service may use what the police hold about identity."""
    by = founder_of(town.partnership)
    with acting(by):
        service = make_service(actor=by, name="repeats")
        return give_grant(actor=by, service=service, agency=town.police, category="IDENTITY")


def ask_as(grant: ServiceGrant, town: Town) -> None:
    service = Actor("service", grant.service_id, grant.agency_id, town.partnership.pk)
    with acting(service):
        ask(write, actor=service, subject=uuid7())


def ended(town: Town) -> list[tuple[str, str]]:
    carry_out(town.partnership)
    return [(job.state, job.fault) for job in jobs(town.partnership)]


def test_a_service_with_a_grant_does_its_work(town: Town, grant: ServiceGrant) -> None:
    ask_as(grant, town)
    assert ended(town) == [(State.DONE, "")]


def test_a_service_whose_grant_was_revoked_is_refused(town: Town, grant: ServiceGrant) -> None:
    ask_as(grant, town)
    by = founder_of(town.partnership)
    with acting(by):
        revoke_grant(actor=by, grant=grant)
    assert ended(town) == [(State.REFUSED, "LEFT")]


def test_a_service_that_was_closed_is_refused(town: Town, grant: ServiceGrant) -> None:
    ask_as(grant, town)
    by = founder_of(town.partnership)
    with acting(by):
        close_service(actor=by, service=grant.service)
    assert ended(town) == [(State.REFUSED, "LEFT")]
