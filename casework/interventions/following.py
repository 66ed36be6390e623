"""What becomes of an entry afterwards: corrected by a new one, signed off, read by whom it mentions."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.models import User
from accounts.outbox.services import tell_each
from audit.ledger.events import event
from casework.acts import (
    CASE_LOOKED_AT,
    COLLEAGUES_MENTIONED,
    INTERVENTION_CORRECTED,
    INTERVENTION_SIGNED,
    MENTION_SEEN,
)
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.files.models import CaseFile
from casework.interventions.models import ATTEMPTS, Intervention, Mention, SignOff
from casework.interventions.policies import require_mentionable, require_sign
from casework.interventions.services import (
    Entry,
    check,
    check_words,
    entry_words,
    new_row,
    set_next,
    store,
)
from casework.notices import MENTIONED
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.shown import open_for_page
from vault.opening import seal


def correct_intervention(*, actor: Actor, case: Case, earlier: Intervention, entry: Entry, why: str) -> Intervention:
    """Put a new entry in the place of an earlier one, which stays readable; the same sent again adds nothing.

    Its files go with the entry as it stands.

    Refuses whoever does not work the case (NotPermitted), what contradicts itself (Contradicts), an entry that has been
    corrected already, by other words of the same form too (ChangedMeanwhile), an id that is another entry's
    (AlreadySent), and (NotPermitted, VIC-04) to make a contact of what was none without the rule of safe contact.
    """
    require_work(actor, INTERVENTION_CORRECTED, case)
    if entry.reach in ATTEMPTS and earlier.reach not in ATTEMPTS:
        check(actor, case, entry)
    check_words(entry)
    row = _correct_once(actor, case, earlier, entry, {"entry": {**entry_words(entry), "why": why}})
    if row is None:  # raised out here, so that the look at the words that are there stays written down
        raise ChangedMeanwhile
    return row


@transaction.atomic
def _correct_once(
    actor: Actor, case: Case, earlier: Intervention, entry: Entry, words: dict[str, object]
) -> Intervention | None:
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    later = Intervention.objects.filter(supersedes=earlier).first()
    if later:
        return later if later.pk == entry.id and _says(actor, case, later, entry, words) else None
    if Intervention.objects.filter(pk=entry.id).exists():
        raise AlreadySent
    row = new_row(actor, case, entry)
    row.supersedes, row.category = earlier, earlier.category
    with event(INTERVENTION_CORRECTED, by=actor, subject=case.subject, purpose=case.purpose):
        seal(actor.agency_id, [(row, words)])
        store(case, [row])
        CaseFile.objects.filter(intervention=earlier).update(intervention=row)
        set_next(locked, [entry])
    return row


def _says(actor: Actor, case: Case, row: Intervention, entry: Entry, words: dict[str, object]) -> bool:
    """Whether a correction that is there says what is sent."""
    if (row.occurred_at, row.next_on) != (entry.occurred_at, entry.next_on):
        return False
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [row], "entry")[row.pk] == words


@transaction.atomic
def sign_off(*, actor: Actor, case: Case, row: Intervention) -> SignOff:
    """Sign an entry off; signed off already, it stays as it is. Refuses (NotPermitted) as `require_sign` says."""
    require_sign(actor, case, row)
    there = SignOff.objects.filter(intervention=row).first()
    if there:
        return there
    signed = SignOff(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, intervention=row,
        signed_by_id=actor.principal,
    )  # fmt: skip
    with event(INTERVENTION_SIGNED, by=actor, subject=case.subject, purpose=case.purpose):
        SignOff.objects.bulk_create([signed], ignore_conflicts=True)
    return SignOff.objects.get(intervention=row)


@transaction.atomic
def mention(*, actor: Actor, case: Case, row: Intervention, users: Iterable[User]) -> None:
    """Mention colleagues in an entry and have each told, without a word of the case; whoever was told is not again.

    Refuses (NotPermitted) a colleague who does not see the case.
    """
    there = set(Mention.objects.filter(intervention=row).values_list("user_id", flat=True))
    fresh = [user for user in users if user.pk not in there and user.pk != actor.principal]
    if not fresh:
        return
    for user in fresh:
        require_mentionable(case, user)
    rows = [
        Mention(
            partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, intervention=row, user=user
        )
        for user in fresh
    ]  # fmt: skip
    facts = {"users": [user.pk for user in fresh]}
    with event(COLLEAGUES_MENTIONED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        Mention.objects.bulk_create(rows)
    tell_each(actor=actor, users=fresh, notice=MENTIONED)


@transaction.atomic
def see_mentions(*, actor: Actor, case: Case) -> None:
    """Take down that the actor has now seen where a case mentions them; where nothing is new, nothing is written."""
    new = Mention.objects.filter(case=case, user_id=actor.principal, seen_at=None)
    if new.exists():
        with event(MENTION_SEEN, by=actor, subject=case.subject, purpose=case.purpose):
            new.update(seen_at=Now())
