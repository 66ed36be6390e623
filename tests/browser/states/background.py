"""Work beside the pages, and the messages that it sends."""

from accounts.context import acting
from accounts.jobs.models import Job
from accounts.jobs.models import State as JobState
from accounts.jobs.services import ask
from accounts.models import User
from accounts.outbox.services import tell
from accounts.roles import Role
from casework.notices import IMPORT_ENDED
from tests.accounts.jobs.errands import write
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.cast import PASSWORD, actor, make_user
from tests.town import Town
from tests.work import carry_out


def administrator(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.AGENCY_ADMINISTRATOR, password=PASSWORD)


def no_work(desk: Desk, town: Town) -> str:
    return opened(desk, administrator(town), "/background-work/", "Nothing has failed.")


def work_of_every_state(desk: Desk, town: Town) -> str:
    who = actor(town.caseworker)
    for state in (JobState.FAILED, JobState.REFUSED, JobState.RUNNING, JobState.WAITING):
        with acting(who):
            job = ask(write, actor=who, subject=town.caseworker.pk)
            Job.objects.filter(pk=job).update(state=state, attempts=3, fault="OperationalError")
    return opened(desk, administrator(town), "/background-work/", "Tell your support")


def no_messages(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/your-messages/", "No messages yet")


def some_messages(desk: Desk, town: Town) -> str:
    who = actor(town.caseworker)
    for _ in range(2):
        with acting(who):
            tell(actor=who, user=town.caseworker, notice=IMPORT_ENDED)
        carry_out(town.partnership)
    return opened(desk, town.caseworker, "/your-messages/", "An import that you began has ended")


STATES: tuple[State, ...] = (no_work, work_of_every_state, no_messages, some_messages)
