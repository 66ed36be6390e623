"""Tying rows together by the old references: a case to its person and lead, notes and actions to their case.

What hangs on a row that does not come in does not come in either, and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeVar
from uuid import UUID

from accounts.actor import Actor
from casework.case_import.drafts import CaseDraft, LeadDraft, NoteDraft
from casework.case_import.knowing import became
from casework.case_import.lines import Fate, Line
from casework.case_import.models import Sheet
from casework.case_import.options import Options
from casework.cases.policies import visible_cases

NO_PERSON: Final = "The person with this reference is on no row of the people, and was not brought in before."
PERSON_OUT: Final = "Its person, on row {row} of the people, does not come in."
NO_CASE: Final = "The case with this reference is on no row of the cases, and was not brought in before."
CASE_OUT: Final = "Its case, on row {row} of the cases, does not come in."
NOT_YOURS: Final = (
    "Its case is here already and is not given to you, so nothing is added to it. Ask its lead, or your support."
)
HERE: Final = "The case is here already, so its lead is left as it is. Change it on the case's page."
NOBODY_HAS_IT: Final = "Nobody would have this case. Name its lead or its team, or choose a team for the whole import."
RESTRICTED: Final = "The case is restricted, so it needs a lead by name: a team alone would not see it."
OTHER_LEAD: Final = "The case's own row names another lead. Correct one of them."
Wanted = TypeVar("Wanted", CaseDraft, LeadDraft, NoteDraft)


def tie(actor: Actor, lines: Iterable[Line], options: Options) -> None:
    """Tie every row that may come in to what it hangs on, or keep it out with words."""
    tying = _Tying(actor, list(lines), options)
    tying.cases_to_people()
    tying.leads_to_cases()
    tying.cases_to_whoever_has_them()
    tying.entries_to_cases()


class _Tying:
    """The rows of an import, by their references."""

    def __init__(self, actor: Actor, lines: list[Line], options: Options) -> None:
        self._actor, self._options = actor, options
        self._lines = lines
        self._people = _by_reference(lines, Sheet.PEOPLE)
        self._cases = _by_reference(lines, Sheet.CASES)
        self._leads: dict[str, tuple[Line, LeadDraft]] = {}

    def cases_to_people(self) -> None:
        """A case comes in with its person, who is in the file or came in before."""
        every = [line.draft for line in self._lines if isinstance(line.draft, CaseDraft)]
        before = self._before(Sheet.PEOPLE, (draft.person for draft in every), self._people)
        for line, draft in self._open(CaseDraft):
            person = self._people.get(draft.person.casefold())
            if person is None:
                line.here_person = before.get(draft.person.casefold())
                if line.here_person is None:
                    line.keep_out(Fate.REJECTED, NO_PERSON)
            elif person.comes_in:
                line.parent = person
            else:
                line.keep_out(_like(person), PERSON_OUT.format(row=person.row.number))

    def leads_to_cases(self) -> None:
        """A lead is taken for a new case; the lead of one that is here is changed on its page."""
        before = self._before(Sheet.CASES, (draft.case for _, draft in self._open(LeadDraft)), self._cases)
        for line, draft in self._open(LeadDraft):
            case = self._cases.get(draft.case.casefold())
            if case is None:
                line.keep_out(*((Fate.LEFT, HERE) if draft.case.casefold() in before else (Fate.REJECTED, NO_CASE)))
            elif case.fate is not Fate.ADD:
                line.keep_out(*((Fate.LEFT, HERE) if case.here else _out(case)))
            elif isinstance(case.draft, CaseDraft) and _at_odds(case.draft, draft):
                line.keep_out(Fate.REJECTED, OTHER_LEAD)
            else:
                line.parent, self._leads[draft.case.casefold()] = case, (line, draft)

    def cases_to_whoever_has_them(self) -> None:
        """A new case needs somebody who has it; one that has nobody takes its row of the leads out with it."""
        for line, draft in self._open(CaseDraft):
            lead_line, lead = self._leads.get(draft.reference.casefold(), (None, None))
            line.draft = given = _given(draft, lead, self._options)
            if given.lead is None and (given.team is None or given.restricted):
                line.keep_out(Fate.REJECTED, RESTRICTED if given.team else NOBODY_HAS_IT)
            if lead_line and line.fate is not Fate.ADD:
                lead_line.keep_out(*_out(line))

    def entries_to_cases(self) -> None:
        """A note or action comes in with its case, or is added to one that is here and that the actor has."""
        before = self._before(Sheet.CASES, (draft.case for _, draft in self._open(NoteDraft)), self._cases)
        targets = {line: self._target(draft.case.casefold(), before) for line, draft in self._open(NoteDraft)}
        here = {target for target in targets.values() if isinstance(target, UUID)}
        theirs = visible_cases(self._actor).filter(pk__in=here, owner_id=self._actor.agency_id)
        mine = set(theirs.values_list("pk", flat=True))
        for line, target in targets.items():
            if target is None:
                line.keep_out(Fate.REJECTED, NO_CASE)
            elif isinstance(target, UUID):
                line.here_case = target
                if target not in mine:
                    line.keep_out(Fate.REJECTED, NOT_YOURS)
            elif target.fate is Fate.ADD:
                line.parent = target
            else:
                line.keep_out(*_out(target))

    def _before(self, kind: Sheet, references: Iterable[str], known: Mapping[str, Line]) -> Mapping[str, UUID]:
        """What references that are on no row of the file became in an earlier import."""
        absent = {reference for reference in references if reference.casefold() not in known}
        return became(self._actor, self._options.source, kind, absent)

    def _target(self, reference: str, before: Mapping[str, UUID]) -> Line | UUID | None:
        case = self._cases.get(reference)
        if case is None:
            return before.get(reference)
        return case.here or case

    def _open(self, kind: type[Wanted]) -> list[tuple[Line, Wanted]]:
        return [(line, line.draft) for line in self._lines if line.fate is Fate.ADD and isinstance(line.draft, kind)]


def _by_reference(lines: Iterable[Line], kind: Sheet) -> dict[str, Line]:
    """The first row of each reference that comes in, else the first that does not, to say why."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.kind is kind and line.reference and not (line.reference in found and found[line.reference].comes_in):
            found[line.reference] = line
    return found


def _given(draft: CaseDraft, lead: LeadDraft | None, options: Options) -> CaseDraft:
    team = draft.team or (lead.team if lead else None) or options.team
    return replace(draft, lead=draft.lead or (lead.lead if lead else None), team=team)


def _at_odds(case: CaseDraft, lead: LeadDraft) -> bool:
    leads = bool(case.lead and lead.lead and case.lead.pk != lead.lead.pk)
    return leads or bool(case.team and lead.team and case.team.pk != lead.team.pk)


def _like(parent: Line) -> Fate:
    return Fate.LEFT if parent.fate is Fate.LEFT else Fate.REJECTED


def _out(case: Line) -> tuple[Fate, str]:
    return _like(case), CASE_OUT.format(row=case.row.number)
