"""What somebody has to do today, read for one page and written down as one look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import DAY_LOOKED_AT
from casework.cases.emergencies import Told, UnderGlass, told_of, under_glass
from casework.cases.models import Case
from casework.chronology.selectors import New, new_since
from casework.interventions.models import Mention
from casework.interventions.selectors import unread_mentions
from casework.my_day.begun import Begun, begun
from casework.my_day.policies import managed_cases, own_cases
from casework.prompts.catalogue import CATALOGUE, Prompt
from casework.prompts.selectors import prompts_of
from casework.relationships.likeness import number_to_check
from casework.shown import Shown, open_for_page, show_name, show_rows

MOST: Final = 40
"""Cases of one list on the page; past that the list of cases says the rest."""
MOST_WRITING: Final = 10
"""Mentions, and forms that are begun, on the page."""
AHEAD: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayRow:
    """One case on somebody's day: what it lacks beside being due, who leads it, and what others recorded on it."""

    case: Case
    name: Shown
    prompts: tuple[Prompt, ...]
    new: New | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that some of one's cases lack, and which."""

    prompt: Prompt
    rows: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """That an entry names the reader, who has not read it, and whom its case is about."""

    mention: Mention
    name: Shown


@dataclass(frozen=True, slots=True)
class Writing:
    """A form that the reader has begun, and whom its case is about."""

    begun: Begun
    name: Shown


@dataclass(frozen=True, slots=True)
class MyDay:
    """What is due, new and lacking on one's cases, the gaps of one's teams, how many colleagues are to be checked.

    `mentioned` and `writing` are what waits for the reader by name: an entry to read, a form to finish.
    """

    overdue: tuple[DayRow, ...]
    today: tuple[DayRow, ...]
    ahead: tuple[DayRow, ...]
    fresh: tuple[DayRow, ...]
    lacking: tuple[Lack, ...]
    gaps: tuple[DayRow, ...]
    under_glass: tuple[UnderGlass, ...]
    told: tuple[Told, ...]
    to_check: int = 0
    mentioned: tuple[Mentioned, ...] = ()
    writing: tuple[Writing, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing at all is to be done."""
        due = self.overdue or self.today or self.ahead
        by_name = self.mentioned or self.writing or self.to_check
        return not (due or by_name or self.fresh or self.lacking or self.gaps)


def my_day(actor: Actor) -> MyDay:
    """The actor's day, the longest overdue first; writes down which cases were shown."""
    today = timezone.localdate()
    mine = _first(own_cases(actor))
    theirs = _first(managed_cases(actor).filter(Q(lead=None) | Q(next_due__lt=today)))
    glass = under_glass(actor)
    mentions, writing = unread_mentions(actor, MOST_WRITING), begun(actor, MOST_WRITING)
    others = [*(one.case for one in mentions), *(one.case for one in writing)]
    with event(DAY_LOOKED_AT, by=actor, facts={"shown": len(mine) + len(theirs)}) as ticket:
        people = {case.person_id: case.person for case in (*mine, *theirs, *others)}
        names = open_for_page(actor, ticket, people.values(), "name")
        show_rows(ticket, [*mine, *theirs, *others, *(one.case for one in glass), *mentions])
        lacking = prompts_of([case.pk for case in (*mine, *theirs)])
        news = new_since(actor, mine)

    def name(case: Case) -> Shown:
        return show_name(names[case.person_id]["name"], case.owner)

    rows = {
        case.pk: DayRow(case, name(case), _else(lacking.get(case.pk, ())), news.get(case.pk))
        for case in (*mine, *theirs)
    }
    own = [rows[case.pk] for case in mine]
    return MyDay(
        overdue=_due(own, None, today - timedelta(days=1)),
        today=_due(own, today, today),
        ahead=_due(own, today + timedelta(days=1), today + AHEAD),
        fresh=tuple(row for row in own if row.new and row.new.count),
        lacking=_lacks(own),
        gaps=tuple(rows[case.pk] for case in theirs),
        under_glass=tuple(glass),
        told=tuple(told_of(actor)),
        to_check=number_to_check(actor),
        mentioned=tuple(Mentioned(one, name(one.case)) for one in mentions),
        writing=tuple(Writing(one, name(one.case)) for one in writing),
    )


def _first(cases: QuerySet[Case]) -> list[Case]:
    ordered = cases.order_by("next_due", "-priority", "-pk")  # without a date last
    return list(ordered.select_related("person", "owner", "lead")[:MOST])


def _due(rows: Iterable[DayRow], first: date | None, last: date) -> tuple[DayRow, ...]:
    dated = [(row, row.case.next_due) for row in rows]
    return tuple(row for row, due in dated if due and due <= last and (first is None or due >= first))


def _lacks(rows: Sequence[DayRow]) -> tuple[Lack, ...]:
    by_prompt = [Lack(one, tuple(row for row in rows if one in row.prompts)) for one in CATALOGUE]
    return tuple(lack for lack in by_prompt if lack.rows)


def _else(prompts: tuple[Prompt, ...]) -> tuple[Prompt, ...]:
    """That it is overdue is said by where it stands."""
    return tuple(one for one in prompts if one.code != "overdue")
