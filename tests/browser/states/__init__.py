"""Every page in every state that somebody can meet, by name."""

from tests.browser.states import (
    auditing,
    background,
    cases,
    conflicts,
    emergencies,
    importing,
    lists,
    people,
    safe_contact,
    signing_in,
    work,
)
from tests.browser.states.reaching import State

ROOMS = (signing_in, lists, cases, conflicts, emergencies, safe_contact, work, people, importing, background, auditing)
STATES: dict[str, State] = {state.__name__: state for room in ROOMS for state in room.STATES}
