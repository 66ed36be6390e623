"""Every page in every state that somebody can meet, by name."""

from tests.browser.states import (
    assessments,
    auditing,
    background,
    cases,
    chronology,
    conflicts,
    consent,
    emergencies,
    importing,
    importing_cases,
    keys,
    listings,
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
    listings,
    lists,
    cases,
    chronology,
    conflicts,
    consent,
    emergencies,
    safe_contact,
    assessments,
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
