"""Reading what somebody agreed to, under the look at their case; and the facts of it for the sharing decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.acts import Act
from casework.cases.models import Case, CaseShare
from casework.cases.selectors import OpenedCase
from casework.consent.models import CapacityFinding, Consent
from casework.consent.states import Answer, Capacity, Child, Facts, Question, State, deciding, facts_of
from casework.shown import open_for_page
from casework.wishes.selectors import wishes_of
from vault.opening import Ticket

CLEAR_OF_CONSENT = "terms given ability"


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """One answer with all that was written down of it; the words are for a page and never for a log."""

    row: Consent
    answer: Answer
    given: Mapping[str, str]
    ability: Mapping[str, str]
    shares: tuple[CaseShare, ...]

    @property
    def state(self) -> str:
        """What a page calls it today: the state handed to decisions, but told apart where it waits after a transfer."""
        today = timezone.localdate()
        state = self.answer.state_on(today)
        waits = state is State.EXPIRED and self.answer.review_due and self.answer.expires_on >= today
        return "REVIEW_DUE" if waits else state.value


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """An assessment of capacity with its words."""

    row: CapacityFinding
    decision: str
    finding: Mapping[str, str]

    @property
    def outcome(self) -> Capacity:
        """What was found."""
        return Capacity(self.finding["outcome"])

    @property
    def holds(self) -> bool:
        """Whether it is still about now; past its day, capacity is presumed again."""
        return self.row.holds_until >= timezone.localdate()


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What was said about consent on a case, ready for any question of the sharing decision about it."""

    answers: tuple[Answer, ...]
    wishes: str | None

    def about(self, purpose: str, category: str, agency_id: UUID, on: date) -> Facts:
        """The facts for sharing this category with this agency for this purpose on a day."""
        return facts_of(self.answers, self.wishes, Question(purpose, category, agency_id), on)


def consent_facts(actor: Actor, opened: OpenedCase) -> ConsentFacts:
    """The facts of consent on the case that was opened, of which the sharing decision asks; the owner alone has any."""
    answers = tuple(kept.answer for kept in consents_of(actor, opened))
    latest = next((said for said in wishes_of(actor, opened) if said.about_sharing), None)
    return ConsentFacts(answers, latest.about_sharing.value if latest and latest.about_sharing else None)


def consents_of(actor: Actor, opened: OpenedCase) -> tuple[KeptConsent, ...]:
    """Every answer about consent on the case that was opened, the latest first."""
    return read_consents(actor, opened.ticket, opened.case)


def read_consents(actor: Actor, ticket: Ticket, case: Case) -> tuple[KeptConsent, ...]:
    """As above, under any look at the case that is written down."""
    rows = list(
        Consent.objects.filter(case=case).select_related("taken_by", "withdrawn_by", "owner", "finding")
    )  # fmt: skip
    words = open_for_page(actor, ticket, rows, CLEAR_OF_CONSENT)
    resting: dict[UUID | None, list[CaseShare]] = {}
    for share in CaseShare.objects.filter(case=case, consent__isnull=False).select_related("agency"):
        resting.setdefault(share.consent_id, []).append(share)
    kept = [_kept(row, words[row.pk], resting.get(row.pk, [])) for row in rows]
    return tuple(sorted(kept, key=lambda one: one.answer.last_said, reverse=True))


def relied_on(actor: Actor, opened: OpenedCase, questions: Iterable[Question]) -> dict[Question, Consent]:
    """The answer that decides each question, where there is one; a share by consent names it and ends with it."""
    rows = {kept.answer: kept.row for kept in consents_of(actor, opened)}
    decides = {question: deciding(rows, question) for question in questions}
    return {question: rows[answer] for question, answer in decides.items() if answer}


def findings_of(actor: Actor, opened: OpenedCase) -> tuple[KeptFinding, ...]:
    """Every assessment of capacity on the case that was opened, the latest first."""
    rows = CapacityFinding.objects.filter(case=opened.case).select_related("recorded_by", "owner")
    latest = list(rows.order_by("-assessed_on", "-pk"))
    words = open_for_page(actor, opened.ticket, latest, "decision finding")
    return tuple(KeptFinding(row, words[row.pk]["decision"], words[row.pk]["finding"]) for row in latest)  # type: ignore[arg-type]


def shared_otherwise(opened: OpenedCase) -> tuple[CaseShare, ...]:
    """What is shared of the case now that does not rest on consent, and so goes on when consent is withdrawn."""
    live = CaseShare.objects.filter(case=opened.case, consent=None, suspended_at=None, ends_at__gt=timezone.now())
    return tuple(live.select_related("agency").order_by("agency__name", "category"))


def find_consent(case: Case, consent_id: UUID, act: Act) -> Consent:
    """An answer about consent on the case; NotKnown where none is behind this id."""
    found = Consent.objects.filter(case=case, pk=consent_id).first()
    if found is None:
        raise NotKnown(act, case.subject)
    return found


def _kept(row: Consent, words: Mapping[str, object], shares: list[CaseShare]) -> KeptConsent:
    terms, given, ability = words["terms"], words["given"], words["ability"]
    if not (isinstance(terms, dict) and isinstance(given, dict) and isinstance(ability, dict)):
        return KeptConsent(row, _unreadable(row), {}, {}, tuple(shares))  # damaged: it counts for nothing, and shows so
    answer = Answer(
        state=State(given["state"]),
        purposes=frozenset(terms["purposes"]),
        categories=frozenset(terms["categories"]),
        recipients=frozenset(map(UUID, terms["recipients"])),
        answered_on=row.answered_on,
        recorded_at=timezone.localtime(row.created_at),
        expires_on=row.expires_on,
        withdrawn_at=timezone.localtime(row.withdrawn_at) if row.withdrawn_at else None,
        review_due=row.review_due_at is not None,
        capacity=Capacity(ability["capacity"]),
        capacity_until=row.finding.holds_until if row.finding else None,
        child=Child(ability["child"]) if ability["child"] else None,
        pr_holder_alleged=given["state"] == State.UNSAFE_TO_ASK and given["pr_said_to_harm"] == "YES",
    )
    return KeptConsent(row, answer, given, ability, tuple(shares))


def _unreadable(row: Consent) -> Answer:
    nothing: frozenset[str] = frozenset()
    recorded = timezone.localtime(row.created_at)
    return Answer(
        State.NOT_ASKED, nothing, nothing, frozenset(), row.answered_on, recorded, row.expires_on
    )  # fmt: skip
