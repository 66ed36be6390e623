"""What a row says of a case, its lead, a note or an action, once its cells are read."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from accounts.models import Team, User
from casework.case_import import vocabulary
from casework.case_import.cells import NEEDED, Cells
from casework.case_import.columns import Column
from casework.case_import.staff import Staff, Unknown
from casework.cases.models import Priority, Role, State
from casework.interventions.models import Kind, Mode, Result
from casework.people.folding import fold

BOTH: Final = (
    "This says both roles. A victim's case and an offender's are two cases here, so that neither tells of the other: "
    "write two rows, each with a reference of its own, and give each its own notes."
)
CLOSED_AT_ODDS: Final = "The case is closed, but nothing says when. Give the date, or say that it is open."
OPEN_AT_ODDS: Final = "The case has a date of closing but is not said to be closed. Correct one of them."
BEFORE_OPENED: Final = "The case was closed before it was opened. Correct one of the dates."
LONE_LEAD: Final = "Nobody is named. Give the lead's name or work e-mail."


@dataclass(frozen=True, slots=True, repr=False)
class CaseDraft:
    """A case as its row says; `lead` and `team` may still come from the sheet of leads or from the import."""

    reference: str
    person: str
    role: Role
    state: State
    priority: Priority
    reason: str
    warning: str
    opened_on: dt.date | None
    closed_on: dt.date | None
    next_due: dt.date | None
    restricted: bool
    lead: User | None
    team: Team | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class LeadDraft:
    """Who leads a case, as a row of the sheet of leads says."""

    case: str
    lead: User | None
    team: Team | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class NoteDraft:
    """A note or an open or done action, as it will stand on the timeline."""

    case: str
    reference: str
    kind: Kind
    text: str
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    by: UUID | None
    author: str
    mode: Mode | None
    result: Result | None
    next_on: dt.date | None
    due: dt.date | None
    said: tuple[str, ...] = field(default=())


def read_case(cells: Cells, staff: Staff) -> CaseDraft | None:
    """A case, or None where its row has problems. A role of both is refused: such a row would be two cases."""
    role = _role(cells)
    state = cells.meaning(Column.STATE, vocabulary.STATES, State.ACTIVE)
    opened, closed = cells.day(Column.OPENED, ahead=False), cells.day(Column.CLOSED, ahead=False)
    if not cells.problems:
        _check_closed(cells, state, opened, closed)
    draft = CaseDraft(
        reference=cells.reference(Column.CASE, needed=True), person=cells.reference(Column.PERSON, needed=True),
        role=role,
        state=state, priority=cells.meaning(Column.PRIORITY, vocabulary.PRIORITIES, Priority.STANDARD),
        reason=cells.words(Column.REASON), warning=cells.words(Column.WARNING), opened_on=opened, closed_on=closed,
        next_due=cells.day(Column.NEXT, ahead=True),
        restricted=cells.meaning(Column.RESTRICTED, vocabulary.YES_NO, otherwise=False),
        lead=_user(cells, staff, Column.LEAD, Column.LEAD_EMAIL), team=_team(cells, staff), said=(),
    )  # fmt: skip
    said = (
        draft.person, role, state, str(draft.priority), draft.reason, draft.warning, str(opened), str(closed),
        str(draft.next_due), str(draft.restricted), str(draft.lead and draft.lead.pk),
        str(draft.team and draft.team.pk),
    )  # fmt: skip
    return None if cells.problems else replace(draft, said=said)


def read_lead(cells: Cells, staff: Staff) -> LeadDraft | None:
    """Who leads a case, or None where the row has problems."""
    case = cells.reference(Column.CASE, needed=True)
    lead, team = _user(cells, staff, Column.LEAD, Column.LEAD_EMAIL), _team(cells, staff)
    if not (lead or team or cells.problems):
        cells.problem(Column.LEAD, LONE_LEAD)
    said = (str(lead and lead.pk), str(team and team.pk))
    return None if cells.problems else LeadDraft(case, lead, team, said)


def read_note(cells: Cells, staff: Staff) -> NoteDraft | None:
    """A note, or None where the row has problems. An author who is nobody here is kept as written."""
    case, own = cells.reference(Column.CASE, needed=True), cells.reference(Column.OWN, needed=False)
    text, moment = cells.words(Column.TEXT), cells.moment(Column.OCCURRED)
    recorded = cells.moment(Column.RECORDED)
    author, email = cells.short(Column.AUTHOR), cells.short(Column.AUTHOR_EMAIL)
    by = staff.find(author, email)
    mode_word, result_word = cells.short(Column.MODE), cells.short(Column.RESULT)
    mode, result = vocabulary.MODES.get(fold(mode_word)), vocabulary.RESULTS.get(fold(result_word))
    next_on = cells.day(Column.NEXT, ahead=True)
    if not text:
        cells.problem(Column.TEXT, NEEDED)
    if moment is None and not cells.problems:
        cells.problem(Column.OCCURRED, NEEDED)
    if cells.problems or moment is None:
        return None
    # Words that mean nothing here are kept with the note: nothing that was written is lost.
    kept = [text, mode_word if mode_word and not mode else "", result_word if result_word and not result else ""]
    kept.append(f"Date as written: {moment.as_written}" if moment.as_written else "")
    said = (text, str(moment.at), str(recorded and recorded.at), author, email, mode_word, result_word, str(next_on))
    return NoteDraft(
        case=case, reference=own, kind=Kind.NOTE, text="\n".join(filter(None, kept)), occurred_at=moment.at,
        recorded_at=recorded.at if recorded else moment.at, by=by.pk if by and not isinstance(by, Unknown) else None,
        author=author or email, mode=mode, result=result, next_on=next_on, due=None, said=said,
    )  # fmt: skip


def read_action(cells: Cells, staff: Staff) -> NoteDraft | None:
    """An action as an entry of the timeline, or None where the row has problems; it needs no owner and no date."""
    case, own = cells.reference(Column.CASE, needed=True), cells.reference(Column.OWN, needed=False)
    text, raised, due = cells.words(Column.TEXT), cells.moment(Column.OCCURRED), cells.day(Column.DUE, ahead=True)
    owner, email = cells.short(Column.AUTHOR), cells.short(Column.AUTHOR_EMAIL)
    by = staff.find(owner, email)
    is_open = cells.meaning(Column.STATUS, vocabulary.OPEN_ACTION, otherwise=True)
    if not text:
        cells.problem(Column.TEXT, NEEDED)
    if cells.problems:
        return None
    at = raised.at if raised else cells.now
    said = (text, str(raised and raised.at), str(due), owner, email, str(is_open))
    return NoteDraft(
        case=case, reference=own, kind=Kind.ACTION if is_open else Kind.DONE_ACTION,
        text=_action_words(text, due, owner or email),
        occurred_at=at, recorded_at=at, by=by.pk if by and not isinstance(by, Unknown) else None,
        author=owner or email, mode=None, result=None, next_on=due if is_open else None, due=due if is_open else None,
        said=said,
    )  # fmt: skip


def _action_words(text: str, due: dt.date | None, owner: str) -> str:
    due_words = f"Due {due.day} {due:%B %Y}." if due else "No date was set."
    return f"{text}\n{due_words} {f'Owner as written: {owner}.' if owner else 'Nobody was named to do it.'}"


def _role(cells: Cells) -> Role:
    typed = cells.short(Column.ROLE)
    if fold(typed) in vocabulary.BOTH_ROLES:
        cells.problem(Column.ROLE, BOTH)
    elif not typed:
        cells.problem(Column.ROLE, NEEDED)
    else:
        return cells.meaning(Column.ROLE, vocabulary.ROLES, Role.OFFENDER)
    return Role.OFFENDER


def _check_closed(cells: Cells, state: State, opened: dt.date | None, closed: dt.date | None) -> None:
    if state == State.CLOSED and closed is None:
        cells.problem(Column.CLOSED, CLOSED_AT_ODDS)
    if state != State.CLOSED and closed is not None:
        cells.problem(Column.STATE, OPEN_AT_ODDS)
    if opened and closed and closed < opened:
        cells.problem(Column.CLOSED, BEFORE_OPENED)


def _user(cells: Cells, staff: Staff, name: Column, email: Column) -> User | None:
    typed, address = cells.short(name), cells.short(email)
    found = staff.find(typed, address)
    if isinstance(found, Unknown):
        staff.unmatched[address or typed] += 1
        cells.problem(name, found.message)
        return None
    return found


def _team(cells: Cells, staff: Staff) -> Team | None:
    found = staff.team(cells.short(Column.TEAM))
    if isinstance(found, Unknown):
        cells.problem(Column.TEAM, found.message)
        return None
    return found
