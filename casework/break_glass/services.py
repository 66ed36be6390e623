"""Breaking the glass."""

from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from accounts.outbox.services import tell_each
from audit.ledger.events import Facts, event, record
from casework.acts import BREAK_GLASS_MISSED, GLASS_BROKEN
from casework.break_glass.policies import require_break_glass, require_few_tries, require_reviewed
from casework.break_glass.selectors import Sought, people_to_tell, sought_person
from casework.cases.policies import visible_cases
from casework.categories import Category
from casework.notices import GLASS_WAS_BROKEN
from casework.openings.models import BreakGlass, Emergency
from casework.people.models import Person
from vault.grants import sync_grants
from vault.opening import seal


@dataclass(frozen=True, slots=True)
class Found:
    """A person whom the actor sees now; `opened` is None where they saw them before."""

    person: Person
    opened: BreakGlass | None


@transaction.atomic
def break_glass(*, actor: Actor, sought: Sought, reason: Emergency, words: str) -> Found | None:
    """Open one person's cases to the actor for sixty minutes, and say so to those who answer for them.

    Whoever sees the case, or one of a person sought by name, gets the person and opens nothing. Whoever has the
    reference of another case of somebody they know opens it as everybody does: a silent answer would tell whose it is,
    and with it of the other role. None where nobody is found: absent,
    hidden and beyond the agency's reach are one answer, and the try is written down. Refuses (NotPermitted) whoever may
    not now, and a renewal; (StepUpNeeded) whoever has not confirmed within five minutes who they are.
    """
    require_break_glass(actor)
    require_few_tries(actor)
    person = sought_person(actor, sought)
    if person is None:
        record(BREAK_GLASS_MISSED, by=actor, facts={"by": "reference" if sought.reference else "name"})
        return None
    seen = visible_cases(actor).filter(person=person)
    if (seen.filter(reference=sought.reference) if sought.reference else seen).exists():
        return Found(person, None)
    require_reviewed(actor, person.pk)
    return Found(person, _open(actor, person, reason, words))


def _open(actor: Actor, person: Person, reason: Emergency, words: str) -> BreakGlass:
    opened = BreakGlass(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, person=person, holder_id=person.owner_id,
        opened_by_id=actor.principal, reason=reason,
    )  # fmt: skip
    subject = person.subject
    facts: Facts = {"break_glass": opened.pk, "reason": reason.value}
    with event(GLASS_BROKEN, by=actor, subject=subject, facts=facts):
        seal(actor.agency_id, [(opened, {"words": words})])
        opened.save(force_insert=True)
        reader = (person.owner_id, Category.SAFEGUARDING_CONCERN.value)  # the holder reads why, for it reviews
        sync_grants(opened.pk, actor.agency_id, {reader: None})
    tell_each(actor=actor, users=people_to_tell(opened), notice=GLASS_WAS_BROKEN)
    return opened
