"""Reading who is named, and, by those who are, what is protected: each opening is an event of its own."""

from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import event
from casework.acts import PROTECTED_OPENED, READER_ENDED
from casework.cases.models import Case, Role
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase
from casework.safe_contact.models import HarmedBy, NamedReader, Part, ProtectedWords
from casework.safe_contact.policies import names_readers, reads, require_read
from casework.shown import Shown, open_for_page, show


@dataclass(frozen=True, slots=True)
class PartOverview:
    """One part without what it says: who is named, who was, whether anything is recorded, and what the reader may."""

    part: Part
    readers: tuple[NamedReader, ...]
    former: tuple[NamedReader, ...]
    recorded: bool
    may_read: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What is protected of a case, without a word of it; `harmed_by` holds only cases that the reader sees anyway."""

    parts: tuple[PartOverview, ...]
    harmed_by: tuple[Case, ...]
    names_readers: bool


def overview(actor: Actor, opened: OpenedCase) -> Overview:
    """Who may read what of the case that was opened; opens nothing. NotKnown where the case is not a victim's."""
    case = victim_case(opened)
    rows = list(NamedReader.objects.filter(case=case).select_related("user", "added_by").order_by("pk"))
    recorded = set(ProtectedWords.objects.filter(case=case).values_list("part", flat=True))
    who_harms = HarmedBy.objects.filter(case=case).values("person_id")
    seen = visible_cases(actor).filter(person__in=who_harms, role=Role.OFFENDER).order_by("pk")
    parts = tuple(
        PartOverview(
            part=part,
            readers=tuple(row for row in rows if row.part == part and row.ended_at is None),
            former=tuple(row for row in rows if row.part == part and row.ended_at is not None),
            recorded=part.value in recorded,
            may_read=reads(actor, case, part),
        )
        for part in Part
    )
    return Overview(parts, tuple(seen), names_readers(actor, case))


def open_protected(actor: Actor, opened: OpenedCase, part: Part) -> Shown:
    """One part in words, the opening written down by itself; refuses (NotPermitted) whoever is not named for it."""
    case = victim_case(opened)
    require_read(actor, PROTECTED_OPENED, case, part)
    row = ProtectedWords.objects.filter(case=case, part=part).first()
    subject, facts = case.subject, {"part": part.value}
    with event(PROTECTED_OPENED, by=actor, subject=subject, purpose=case.purpose, facts=facts) as ticket:
        words = open_for_page(actor, ticket, [row], "words")[row.pk]["words"] if row else None
    return show(words, case.owner)


def victim_case(opened: OpenedCase) -> Case:
    """The case that was opened; NotKnown where it is not a victim's, which has nothing here."""
    if opened.case.role != Role.VICTIM:
        raise NotKnown(PROTECTED_OPENED, opened.case.subject)
    return opened.case


def find_reader(case: Case, reader_id: UUID) -> NamedReader:
    """Somebody named for the case; NotKnown where nobody is behind this id."""
    reader = NamedReader.objects.filter(case=case, pk=reader_id).first()
    if reader is None:
        raise NotKnown(READER_ENDED, case.subject)
    return reader


def find_offender(actor: Actor, case: Case, reference: str) -> Case | None:
    """An offender case of somebody else that the actor sees; none where there is no such case or it is hidden."""
    others = visible_cases(actor).filter(role=Role.OFFENDER).exclude(person=case.person_id)
    return others.filter(reference=reference).first()
