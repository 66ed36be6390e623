"""Who writes down how and where to reach somebody: whoever works the case and, of a victim, is named to read it."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from casework.acts import ADDRESS_CHECKED
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.safe_contact.models import Part, ProtectedWords
from casework.safe_contact.policies import require_read
from casework.whereabouts.models import Address, ContactPoint, Whereabouts


def part_of(kind: type[Whereabouts]) -> Part:
    """The protected part that a row of this kind is of on a victim case."""
    return Part.CONTACT if kind is ContactPoint else Part.LOCATION


def require_keeping(actor: Actor, act: Act, case: Case, kind: type[Whereabouts]) -> None:
    """Refuse, in words, whoever does not work the case, or on a victim case is not named to read this part."""
    require_work(actor, act, case)
    if case.role == Role.VICTIM:
        require_read(actor, act, case, part_of(kind))


def said_of_place(case: Case) -> ProtectedWords | None:
    """The words about where the person is; none of them is opened."""
    return ProtectedWords.objects.filter(case=case, part=Part.LOCATION).first()


def may_check(actor: Actor, address: Address, said: ProtectedWords | None) -> bool:
    """Whether somebody who keeps the addresses may be the second person who checks one that waits.

    Nobody checks what they wrote themselves, be it the address or, since, in words where the person is (`said`).
    """
    since = said is not None and said.written_at > address.written_at
    writers = {address.written_by_id, *([said.written_by_id] if said and since else [])}
    return actor.principal not in writers


def require_second_person(actor: Actor, case: Case, address: Address) -> None:
    """Refuse whoever wrote it down themselves: a second person checks it (practice, P14)."""
    if not may_check(actor, address, said_of_place(case)):
        raise NotPermitted(
            ADDRESS_CHECKED,
            case.subject,
            words="You wrote down where they are, so somebody else checks it. Until then no letter goes out.",
            resolver=f"another person who is named to read where they are, at {case.owner.name}",
        )
