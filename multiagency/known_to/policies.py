"""Who may ask whether other agencies know somebody."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from casework.cases.models import Role
from casework.cases.policies import may_start, visible_cases
from casework.people.models import Person
from casework.people.policies import require_add
from multiagency.acts import KNOWN_TO_CHECKED


def may_ask_about(actor: Actor, person: Person) -> bool:
    """Whether the actor may ask about somebody on record: their own agency's person, not seen by break-glass."""
    return may_start(actor, person)


def victim_alone(actor: Actor, person: Person) -> bool:
    """Whether the actor sees the person as a victim and in no other role: a hit would tell them the other one."""
    roles = set(visible_cases(actor).filter(person=person).values_list("role", flat=True))
    return roles == {Role.VICTIM.value}


def require_ask(actor: Actor) -> None:
    """Refuse, in words, an actor whose role does not look for people."""
    require_add(actor, KNOWN_TO_CHECKED)


def require_ask_about(actor: Actor, person: Person) -> None:
    """Refuse, in words, another agency's person, and one who is seen by break-glass, which is for reading."""
    require_ask(actor)
    if not may_ask_about(actor, person):
        raise NotPermitted(
            KNOWN_TO_CHECKED,
            person.subject,
            words="You can ask about people of your own agency whom you know by your work, not by break-glass.",
            resolver=f"whoever works with this person at {person.owner.name}",
        )
