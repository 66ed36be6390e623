"""Taking down an answer about consent, and taking consent back: as easy, and in force from the next request."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import Facts, event
from casework.acts import CONSENT_RECORDED, CONSENT_REVIEW_DUE, CONSENT_WITHDRAWN
from casework.cases.models import Case, CaseShare, EndsWith, Stopped
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.cases.services import lock_case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.consent.answering import About, NewConsent, problems
from casework.consent.following import FOLLOWERS
from casework.consent.models import Consent
from casework.consent.policies import require_askable
from casework.consent.selectors import KeptConsent, findings_of, read_consents
from casework.consent.states import GIVEN, Capacity, Question, State, state_of
from casework.once import save_once
from casework.shares.granting import Granted, share_case
from casework.shares.stopping import suspend_shares
from casework.shares.telling import tell_recipients
from casework.shown import age
from vault.opening import Ticket


def record_consent(*, actor: Actor, opened: OpenedCase, new: NewConsent) -> Consent:
    """Take down what somebody answered; what was shared by consent and is not covered any more stops.

    The same sent again adds nothing. Refuses whoever does not work the case, and a parent who may be the one who
    harmed the child (NotPermitted); an answer with a part missing or that cannot be (ValidationError, by field); and
    another answer under the same id (AlreadySent).
    """
    case = opened.case
    require_work(actor, CONSENT_RECORDED, case)
    if new.state is State.GIVEN_BY_PR:
        require_askable(actor, case, new.pr_holder)
    capacity = _capacity(actor, opened, new)
    if found := problems(new, About(age(opened.born, timezone.localdate()), capacity, timezone.localdate())):
        raise ValidationError(found)
    row = Consent(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, wording=new.wording,
        answered_on=new.answered_on, expires_on=new.expires_on, taken_by_id=actor.principal, finding_id=new.finding_id,
    )  # fmt: skip

    def follow(_: Consent) -> None:
        _stop_what_is_not_covered(actor, opened.ticket, case)
        agreed = "They agreed to sharing" if new.state in GIVEN else "An answer about sharing"
        _chronicle(actor, case, row, f"{agreed}: see Consent and wishes.")
        _follow(actor, opened.ticket, case)

    words = _words(new, capacity)
    return save_once(actor=actor, act=CONSENT_RECORDED, case=case, row=row, words=words, also=follow)


@transaction.atomic
def withdraw_consent(*, actor: Actor, case: Case, consent: Consent) -> Consent:
    """Take consent back: nothing more is shared by it from the next request on, and whoever received it is told.

    What was shared before stays lawful and on record (DPA 2018 s.40A(5)). Taking back what was taken back changes
    nothing. Refuses whoever does not work the case (NotPermitted).
    """
    require_work(actor, CONSENT_WITHDRAWN, case)
    lock_case(case)
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk, case=case)
    if locked.withdrawn_at:
        return locked
    facts: Facts = {"consent": locked.pk}
    with event(CONSENT_WITHDRAWN, by=actor, subject=case.subject, purpose=case.purpose, facts=facts) as ticket:
        taken_back = next(one for one in read_consents(actor, ticket, case) if one.row.pk == locked.pk)
        suspend_shares(case, [share.pk for share in taken_back.shares], Stopped.CONSENT)
        Consent.objects.filter(pk=locked.pk).update(withdrawn_at=Now(), withdrawn_by=actor.principal)
        _stop_what_is_not_covered(actor, ticket, case)
        _chronicle(actor, case, locked, "They took back their consent to share.")
        _tell_recipients(actor, taken_back)
        _follow(actor, ticket, case)
    locked.refresh_from_db()
    return locked


def review_due_on_transfer(*, actor: Actor, case: Case) -> int:
    """Set every consent of a case to be asked again, because somebody else answers for it now (rule P18); their number.

    Whoever transfers a case has checked that they may, and calls this in the same transaction. What is shared already
    goes on: the person has not changed their mind; nothing new rests on it until they are asked.
    """
    standing = Consent.objects.filter(case=case, withdrawn_at=None, review_due_at=None)
    if not standing.exists():
        return 0
    with event(CONSENT_REVIEW_DUE, by=actor, subject=case.subject, purpose=case.purpose):
        return standing.update(review_due_at=Now())


@transaction.atomic
def share_by_consent(
    *, actor: Actor, case: Case, consent: Consent, agency: Agency, decisions: Mapping[Category, UUID]
) -> list[CaseShare]:
    """Share what somebody agreed to with an agency that they agreed to, until the last day on which it holds.

    Each category rests on the sharing decision about it as well. Refuses whoever does not work the case (NotPermitted),
    and what the consent does not cover now (ValidationError).
    """
    require_work(actor, CONSENT_RECORDED, case)
    with event(CONSENT_RECORDED, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        kept = read_consents(actor, ticket, case)
        one = next(each for each in kept if each.row.pk == consent.pk)
        uncovered = [category for category in decisions if not _holds(kept, one, agency, category)]
    if uncovered:
        raise ValidationError("They did not agree to this, or it no longer holds. Ask them first.")
    last = datetime.combine(consent.expires_on + timedelta(days=1), time(), timezone.get_current_timezone())
    granted = [
        Granted(category, decision, last, consent.pk, ends_with=EndsWith.CONSENT)
        for category, decision in decisions.items()
    ]
    return share_case(actor=actor, case=case, agency=agency, granted=granted)


def _capacity(actor: Actor, opened: OpenedCase, new: NewConsent) -> Capacity:
    """Presumed, unless an assessment on this case that still holds is named."""
    if new.finding_id is None:
        return Capacity.PRESUMED
    for kept in findings_of(actor, opened):
        if kept.row.pk == new.finding_id and kept.holds:
            return kept.outcome
    raise ValidationError({"finding": "This assessment is not on the case, or is too old. Record a new one."})


def _words(new: NewConsent, capacity: Capacity) -> dict[str, object]:
    holder = new.pr_holder
    return {
        "terms": {
            "purposes": sorted(new.purposes), "categories": sorted(new.categories),
            "recipients": sorted(map(str, new.recipients)),
        },
        "given": {
            "state": new.state.value, "how": new.how.value if new.how else "", "evidence": new.evidence,
            "pr_name": f"{holder.given} {holder.family}".strip(), "pr_relation": holder.relation,
            "pr_said_to_harm": holder.said_to_harm.value,
        },
        "ability": {
            "capacity": capacity.value, "note": new.capacity_note, "child": new.child.value if new.child else "",
            "child_note": new.child_note,
        },
    }  # fmt: skip


def _stop_what_is_not_covered(actor: Actor, ticket: Ticket, case: Case) -> None:
    """Suspend every share by consent that the person's last word no longer covers, whichever answer it rested on.

    One that waits to be asked again after a transfer goes on: the person has not changed their mind.
    """
    kept = read_consents(actor, ticket, case)
    over = [
        share.pk for one in kept for share in one.shares
        if share.suspended_at is None and not _holds(kept, one, share.agency, share.category, waiting_counts=True)
    ]  # fmt: skip
    if over:
        suspend_shares(case, over, Stopped.CONSENT)


def _follow(actor: Actor, ticket: Ticket, case: Case) -> None:
    """Tell the floors above that the person's word has changed."""
    answers, today = [each.answer for each in read_consents(actor, ticket, case)], timezone.localdate()
    for follower in FOLLOWERS:
        follower(actor, case, lambda question: state_of(answers, question, today))


def _holds(
    kept: Iterable[KeptConsent], one: KeptConsent, agency: Agency, category: str, *, waiting_counts: bool = False
) -> bool:
    """Whether for any purpose of this consent the person's last word lets the agency have the category."""
    today, known = timezone.localdate(), list(kept)
    questions = [Question(purpose, category, agency.pk) for purpose in one.answer.purposes]
    states = [state_of([each.answer for each in known], question, today) for question in questions]
    waits = waiting_counts and one.state == "REVIEW_DUE" and State.EXPIRED in states
    return waits or any(state in GIVEN for state in states)


def _tell_recipients(actor: Actor, taken_back: KeptConsent) -> None:
    """Tell every agency that was to receive something, whether or not it did."""
    tell_recipients(actor, taken_back.answer.recipients | {share.agency_id for share in taken_back.shares})


def _chronicle(actor: Actor, case: Case, row: Consent, words: str) -> None:
    category = Category.PROFESSIONAL_CONTACT
    add_event(actor, case, NewEvent(Happening.CONSENT, Statement.FACT, category, words, row.pk, own_agency=True))
