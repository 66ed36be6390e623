"""Declaring and lifting a conflict of interest; both hold from the next read."""

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.events import Subject, event
from casework.acts import CONFLICT_DECLARED, CONFLICT_LIFTED
from casework.conflicts.models import Conflict, Kind
from casework.conflicts.policies import require_declare, require_lift
from casework.people.models import Person
from vault.opening import seal


@transaction.atomic
def declare_conflict(*, actor: Actor, person: Person, user: User, kind: Kind, words: str = "") -> Conflict:
    """From now on the user sees no case of the person; one that is in force already stays as it is.

    The person is one that the actor was shown, or whose case the officer named. Refuses (NotPermitted) an actor who
    declares for a colleague without looking after conflicts, or for somebody of another agency.
    """
    require_declare(actor, user)
    # a second sending waits here, and then sees the first
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)
    there = Conflict.objects.filter(user=user, person=person, lifted_at=None).first()
    if there:
        return there
    conflict = Conflict(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, person=person, user=user,
        declared_about=person.pk, declared_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip
    seal(actor.agency_id, [(conflict, {"detail": {"kind": kind.value, "words": words}})])
    subject = person.subject
    with event(CONFLICT_DECLARED, by=actor, subject=subject, facts={"user": user.pk, "conflict": conflict.pk}):
        conflict.save(force_insert=True)
    return conflict


@transaction.atomic
def lift_conflict(*, actor: Actor, conflict: Conflict) -> None:
    """From now on the user sees what they would see without it; lifting one that was lifted changes nothing.

    Refuses (NotPermitted) everybody but a team manager or IG officer of the agency other than the user.
    """
    require_lift(actor, conflict)
    locked = Conflict.objects.select_for_update().get(pk=conflict.pk)
    if locked.lifted_at:
        return
    of_person = Person.objects.filter(pk=locked.person_id).values_list("owner_id", flat=True).first()
    subject = Subject("person", locked.person_id, of_person or "")
    with event(CONFLICT_LIFTED, by=actor, subject=subject, facts={"user": locked.user_id, "conflict": locked.pk}):
        locked.lifted_at, locked.lifted_by_id = timezone.now(), actor.principal
        locked.save(update_fields=["lifted_at", "lifted_by"])
