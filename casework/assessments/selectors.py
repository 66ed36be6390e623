"""Reading the assessments of a case, under the look at the case that is already written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from casework.acts import CASE_LOOKED_AT
from casework.assessments.catalogue import Catalogue, catalogue_of
from casework.assessments.editions import Answer, Answers, Band, Difference, Edition, Score, differences, score
from casework.assessments.models import Assessment, QuestionSet
from casework.cases.selectors import OpenedCase
from casework.shown import SealedNotice, Shown, open_for_page, show
from vault.opening import Shut, Ticket


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What an assessment says, under the version of the questions that it was made with."""

    edition: Edition
    answers: Answers
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Before:
    """The assessment that another one supersedes."""

    row: Assessment
    said: Said | None


@dataclass(frozen=True)
class Assessed:
    """One assessment as a page shows it: what it says, or that it is sealed."""

    row: Assessment
    said: Said | None
    shown: Shown
    before: "Before | None" = None
    current: bool = False

    @property
    def sealed(self) -> SealedNotice | None:
        """What to say in its place where it is sealed."""
        return self.shown.sealed

    @cached_property
    def score(self) -> Score:
        """The arithmetic; only where it is not sealed."""
        said = self._open()
        return score(said.edition, said.answers)

    @property
    def band(self) -> Band:
        """The band after professional judgement."""
        return self.score.raised(self.row.raised_by)

    @property
    def scored_band(self) -> Band:
        """The band of the score alone."""
        return self.score.raised(0)

    @property
    def is_highest(self) -> bool:
        """Whether no band is above."""
        return self.score.room == self.row.raised_by

    @property
    def colour(self) -> str:
        """The colour of the band's tag: red for the highest, orange between, grey for the lowest, which is not safe."""
        place = self.score.band + self.row.raised_by
        return "red" if self.is_highest else "orange" if place else "grey"

    @property
    def could_be(self) -> Band:
        """The band of the score if everything not known had the gravest answer."""
        edition = self._open().edition
        return edition.bands[edition.band(self.score.could_be)]

    @property
    def is_overdue(self) -> bool:
        """Whether the next one should have been made."""
        return self.current and self.row.due_next < timezone.localdate()

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """Answers that are not what they were last time; none where there was no last time or it is sealed."""
        if self.said is None or self.before is None or self.before.said is None:
            return ()
        then, now = self.before.said, self.said
        return tuple(differences((then.edition, then.answers), (now.edition, now.answers)))

    def asked(self) -> Iterator[tuple[str, list[tuple[str, str, Answer | None, int]]]]:
        """Every group with its questions, each with its answer in words, what was said with it and what it counts."""
        said = self._open()
        for group in said.edition.groups:
            yield group.title, [
                (question.words, question.in_words(answer.choice if answer else ""), answer,
                 choice.points if answer and (choice := question.choice(answer.choice)) else 0)
                for question in group.questions
                for answer in [said.answers.get(question.code)]
            ]  # fmt: skip

    def _open(self) -> Said:
        if self.said is None:
            raise ValueError("A sealed assessment has no score to show.")
        return self.said


@dataclass(frozen=True, slots=True)
class History:
    """Every assessment of a case, the newest first, and the current one of each set."""

    current: tuple[Assessed, ...]
    every: tuple[Assessed, ...]


def catalogue() -> Catalogue:
    """The sets of questions of the partnership that is at work."""
    return catalogue_of(QuestionSet.objects.order_by("in_force_from").values_list("definition", flat=True))


def history(actor: Actor, opened: OpenedCase) -> History:
    """Every assessment of the case that was opened; writes down that they were shown."""
    rows = Assessment.objects.filter(case=opened.case).select_related("assessor", "recorded_by", "owner")
    every = _assessed(actor, opened.ticket, list(rows.order_by("-assessed_on", "-id")))
    return History(tuple(one for one in every if one.current), tuple(every))


def summary(actor: Actor, opened: OpenedCase) -> tuple[Assessed, ...]:
    """The current assessment of each set, the gravest first, for the page that a case opens on."""
    rows = Assessment.objects.filter(case=opened.case, superseded_by=None).select_related("assessor", "owner")
    found = _assessed(actor, opened.ticket, list(rows.order_by("-assessed_on", "-id")))
    return tuple(sorted(found, key=lambda one: one.sealed is not None or not one.is_highest))


def find_assessment(actor: Actor, opened: OpenedCase, assessment_id: UUID) -> Assessed:
    """One assessment of the case that was opened, with the one before it; NotKnown where there is none of this id."""
    found = next((one for one in history(actor, opened).every if one.row.pk == assessment_id), None)
    if found is None:
        raise NotKnown(CASE_LOOKED_AT, opened.case.subject)
    return found


def last_of_set(actor: Actor, opened: OpenedCase, code: str) -> Assessed | None:
    """The current assessment of one set; none where nobody was asked yet."""
    return next((one for one in summary(actor, opened) if one.said and one.said.edition.code == code), None)


def said_in(value: object, sets: Catalogue) -> Said | None:
    """What the sealed words of an assessment say; none where they could not be opened."""
    if isinstance(value, Shut) or not isinstance(value, dict):
        return None
    edition = sets.find(value["set"], value["version"])
    if edition is None:
        raise LookupError(f"The version of the questions is gone: {value['set']} {value['version']}.")
    return Said(edition, {code: Answer(*parts) for code, parts in value["answers"].items()}, value["reason"])


def overdue_on(day: date) -> Exists:
    """That a case's current assessment of some set was to be made again before a day, as a condition on its row."""
    return Exists(Assessment.objects.filter(case=OuterRef("pk"), superseded_by=None, due_next__lt=day))


def _assessed(actor: Actor, ticket: Ticket, rows: Sequence[Assessment]) -> list[Assessed]:
    words = open_for_page(actor, ticket, rows, "words")
    sets, superseded = catalogue(), {row.supersedes_id for row in rows}
    all_said = {row.pk: Before(row, said_in(words[row.pk]["words"], sets)) for row in rows}
    return [
        Assessed(
            row, all_said[row.pk].said, show(words[row.pk]["words"], row.owner),
            all_said.get(row.supersedes_id) if row.supersedes_id else None, row.pk not in superseded,
        )
        for row in rows
    ]  # fmt: skip
