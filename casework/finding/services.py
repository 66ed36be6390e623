"""Adding somebody who was looked for and not found, and opening a case for somebody who was."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Team, User
from audit.ledger.events import Subject
from casework.acts import CASE_STARTED, PERSON_ADDED
from casework.cases.models import Case
from casework.cases.policies import require_add
from casework.cases.services import NewCase, start_case
from casework.people.details import PersonDetails
from casework.people.models import Person
from casework.people.services import add_person


def add_found_person(*, actor: Actor, details: PersonDetails) -> Person:
    """Add a person to the actor's agency; refuses an actor whose role adds nobody."""
    require_add(actor, PERSON_ADDED)
    return add_person(actor=actor, details=details)


def open_case_for(*, actor: Actor, person: Person, case: NewCase, team: Team | None) -> Case:
    """Open a case led by the actor; refuses a role that opens none, and a person whom another agency holds."""
    require_add(actor, CASE_STARTED)
    if person.owner_id != actor.agency_id:
        raise NotPermitted(
            CASE_STARTED,
            Subject("person", person.pk, person.owner_id),
            words="This person's record belongs to another agency, so your agency cannot open a case on it.",
            resolver=f"{person.owner.liaison} at {person.owner.name}, or add the person to your own agency",
        )
    return start_case(actor=actor, person=person, case=case, lead=User.objects.get(pk=actor.principal), team=team)
