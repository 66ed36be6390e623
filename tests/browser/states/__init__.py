"""Every page in every state that somebody can meet, by name."""

from tests.browser.states import (
    auditing,
    background,
    cases,
    conflicts,
    emergencies,
    importing,
    importing_cases,
    keys,
    lists,
    people,
    relationships,
    safe_contact,
    signing_in,
    staff,
    standing,
    work,
)
from tests.browser.states.reaching import State

ROOMS = (
    signing_in,
    lists,
    cases,
    conflicts,
    emergencies,
    safe_contact,
    relationships,
    work,
    people,
    importing,
    importing_cases,
    background,
    keys,
    auditing,
    staff,
    standing,
)
STATES: dict[str, State] = {state.__name__: state for room in ROOMS for state in room.STATES}
