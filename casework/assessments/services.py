"""Assessing somebody, and installing questions."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.events import Facts, event
from casework.acts import ASSESSMENT_MADE, CASE_LOOKED_AT, QUESTIONS_INSTALLED
from casework.assessments.editions import UNKNOWN, Answers, Edition, score
from casework.assessments.models import Assessment, QuestionSet
from casework.assessments.policies import require_assessor, require_install
from casework.assessments.reading import SetRefused, read_edition
from casework.assessments.selectors import catalogue
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.chronology.times import at_noon
from casework.inserting import insert
from casework.refusals import AlreadySent
from casework.shown import open_for_page
from vault.ids import uuid7
from vault.opening import Ticket, seal


@dataclass(frozen=True, slots=True, repr=False)
class NewAssessment:
    """What an assessor found; `id` makes a second sending harmless. `raised_by` counts bands above the score's."""

    edition: Edition
    answers: Answers
    assessed_on: date
    assessor: User
    raised_by: int = 0
    reason: str = ""
    id: UUID = field(default_factory=uuid7)

    @property
    def words(self) -> dict[str, object]:
        """What is sealed of it."""
        answers = {code: [one.choice, one.source, one.note] for code, one in self.answers.items()}
        return {
            "set": self.edition.code, "version": self.edition.version, "answers": answers, "reason": self.reason,
        }  # fmt: skip

    @property
    def due_next(self) -> date:
        """When to assess again: so many weeks later as the version of the questions says (practice rule P16)."""
        return self.assessed_on + timedelta(weeks=self.edition.review_weeks)


class LaterOneThere(Exception):
    """The case's last assessment of this set was made on a later day."""


def assess(*, actor: Actor, case: Case, new: NewAssessment) -> Assessment:
    """Add an assessment, which supersedes the case's last one of the same set; the same one sent again adds nothing.

    Refuses an actor who does not work the case and an assessor close to somebody in it (NotPermitted); a judgement
    that lowers the band, or raises it without a reason; answers that the questions do not offer; questions that were
    not in force that day (ValueError); a day before that of the last one (LaterOneThere); and an id that is there with
    something else said (AlreadySent).
    """
    require_work(actor, ASSESSMENT_MADE, case)
    _check(case, new)
    require_assessor(case, new.assessor)
    last = _last_day(actor, case, new)
    if last and last > new.assessed_on:
        raise LaterOneThere
    row = _assess_once(actor, case, new)
    if row is None:  # raised out here, so that the look at what is there stays written down
        raise AlreadySent
    return row


@transaction.atomic
def install_questions(*, actor: Actor, definition: str) -> Edition:
    """Add a version of a set of questions to the actor's partnership; the same file sent again changes nothing.

    Refuses whoever does not administer the partnership (NotPermitted); a file that is no set of questions, a version or
    day of a set that is there already, and a day that has passed (SetRefused).
    """
    require_install(actor)
    edition = read_edition(definition)
    there = catalogue()
    if QuestionSet.objects.filter(code=edition.code, version=edition.version, definition=definition).exists():
        return edition
    if there.find(edition.code, edition.version):
        raise SetRefused([f"Version {edition.version} of `{edition.code}` is there already. Give it another version."])
    if any((one.code, one.in_force_from) == (edition.code, edition.in_force_from) for one in there.editions):
        raise SetRefused(["Another version of this set begins on the same day. Let this one begin on another."])
    if edition.in_force_from < timezone.localdate():
        raise SetRefused(["The set would begin in the past, over assessments already made. Begin today or later."])
    facts: Facts = {"set": edition.code, "version": edition.version}
    with event(QUESTIONS_INSTALLED, by=actor, facts=facts):
        QuestionSet.objects.create(
            partnership_id=actor.partnership_id, code=edition.code, version=edition.version,
            in_force_from=edition.in_force_from, definition=definition,
        )  # fmt: skip
    return edition


def _check(case: Case, new: NewAssessment) -> None:
    edition, offered = new.edition, {question.code: question for question in new.edition.questions}
    if catalogue().in_force(edition.code, new.assessed_on) != edition or case.role not in edition.roles:
        raise ValueError("These are not the questions that were in force that day for this case.")
    if new.assessed_on > timezone.localdate():
        raise ValueError("An assessment is recorded once it has been made.")
    for code, answer in new.answers.items():
        question = offered.get(code)
        if question is None or (answer.choice != UNKNOWN and question.choice(answer.choice) is None):
            raise ValueError("An answer that the questions do not offer.")
    if not 0 <= new.raised_by <= score(edition, new.answers).room:
        raise ValueError("Judgement raises the band that the score gives, and never lowers it.")
    if new.raised_by and not new.reason.strip():
        raise ValueError("Judgement that raises the band says why.")


@transaction.atomic
def _last_day(actor: Actor, case: Case, new: NewAssessment) -> date | None:
    """The day of the case's last assessment of this set, looked up before the act so that a refusal leaves the look."""
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        last = _current_of_set(actor, ticket, case, new.edition)
    return last.assessed_on if last and last.pk != new.id else None


@transaction.atomic
def _assess_once(actor: Actor, case: Case, new: NewAssessment) -> Assessment | None:
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # two who assess at once wait for each other
    there = Assessment.objects.filter(pk=new.id).first()
    if there:
        return there if _same(actor, case, there, new) else None
    row = Assessment(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        category=new.edition.category, assessed_on=new.assessed_on, due_next=new.due_next, assessor=new.assessor,
        recorded_by_id=actor.principal, raised_by=new.raised_by,
    )  # fmt: skip
    with event(ASSESSMENT_MADE, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        row.supersedes = _current_of_set(actor, ticket, case, new.edition)
        seal(actor.agency_id, [(row, {"words": new.words})])
        insert(ASSESSMENT_MADE, case.subject, row)
        add_event(actor, case, _happening(row, new))
    return row


def _happening(row: Assessment, new: NewAssessment) -> NewEvent:
    found = score(new.edition, new.answers)
    band, scored = found.raised(new.raised_by).words.lower(), found.raised(0).words.lower()
    judged = f", raised from {scored} by professional judgement" if new.raised_by else ""
    unknown = f" {len(found.unknown)} not known." if found.unknown else ""
    words = f"{new.edition.title}: {found.points} of {found.most}, {band}{judged}.{unknown}"
    at = at_noon(new.assessed_on)
    return NewEvent(Happening.ASSESSMENT, Statement.ASSESSMENT, Category(row.category), words, row.pk, at)


def _current_of_set(actor: Actor, ticket: Ticket, case: Case, edition: Edition) -> Assessment | None:
    """The case's assessment of this set that nothing supersedes yet; which set one is of is sealed, so all are read."""
    current = list(Assessment.objects.filter(case=case, superseded_by=None))
    words = open_for_page(actor, ticket, current, "words")
    return next((row for row in current if words[row.pk]["words"]["set"] == edition.code), None)  # type: ignore[index]


def _same(actor: Actor, case: Case, row: Assessment, new: NewAssessment) -> bool:
    """Whether a row says what is said of the new one; a row of another case is not opened."""
    clear = (row.case_id, row.assessed_on, row.assessor_id, row.raised_by)
    if clear != (case.pk, new.assessed_on, new.assessor.pk, new.raised_by):
        return False
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [row], "words")[row.pk]["words"] == new.words
