"""Reading cases: every read goes through the policy and is written down."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Team, User
from accounts.roles import AGENCY_WIDE
from accounts.roles import Role as StaffRole
from audit.ledger.events import Subject, event
from casework.acts import CASE_LOOKED_AT, CASES_LISTED
from casework.cases.emergencies import Told, UnderGlass, told_of, under_glass
from casework.cases.front_list import CaseFilters, Scope, cursor_after, front_list
from casework.cases.models import (
    Case,
    CaseShare,
    CaseTeamPermission,
    CaseUserPermission,
    OffenderCase,
    Role,
    State,
    VictimCase,
)
from casework.cases.policies import may_work, visible_cases
from casework.openings.policies import latest_of
from casework.shown import Shown, age, open_for_page, show, show_birth, show_name, show_rows
from vault.opening import Shut, Ticket

PAGE = 25
REFERENCE = re.compile(r"RT-[2-9A-Z]{4}-[2-9A-Z]{4}")
Part = OffenderCase | VictimCase


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list of cases."""

    case: Case
    name: Shown


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list, and the cursor after which the next begins; empty on the last.

    Beside it cases that the reader opened by break-glass, and those of theirs that somebody else did.
    """

    rows: tuple[CaseRow, ...]
    older: str
    under_glass: tuple[UnderGlass, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as the actor may see it, and the ticket of the look; until when, where they opened it by break-glass."""

    case: Case
    name: Shown
    born: Shown
    reason: Shown
    warning: Shown
    may_work: bool
    ticket: Ticket
    glass_until: datetime | None = None

    @property
    def bar(self) -> dict[str, object]:
        """What the identity bar shows; a warning only where the case still needs somebody."""
        return {
            "reference": self.case.reference,
            "name": self.name.text,
            "sealed": self.name.sealed,
            "role": self.case.get_role_display(),
            "restricted": self.case.restricted,
            "age": age(self.born, timezone.localdate()),
            "lead": self.case.lead.name if self.case.lead else "",
            "next_due": self.case.next_due if self.case.state != State.CLOSED else None,
        }


@dataclass(frozen=True, slots=True)
class CaseMembers:
    """Who of the actor's agency has a case, and which other agencies see what of it."""

    users: tuple[User, ...]
    teams: tuple[Team, ...]
    shares: tuple[CaseShare, ...]


def first_scope(actor: Actor) -> Scope:
    """Whose cases a list begins with: one's own, the team's for who oversees it, all for a reach across the agency."""
    if StaffRole.TEAM_MANAGER in actor.roles:
        return "team"
    return "all" if AGENCY_WIDE & actor.roles else "mine"


def list_cases(actor: Actor, filters: CaseFilters, after: str = "", size: int = PAGE) -> CasePage:
    """A page of the cases the actor needs to know, most urgent first; writes down which were shown."""
    cases = list(front_list(actor, filters, after, size + 1).select_related("person", "lead", "owner"))
    page = cases[:size]
    glass, told = under_glass(actor), told_of(actor)
    with event(CASES_LISTED, by=actor, facts={"scope": filters.scope, "shown": len(page)}) as ticket:
        opened = open_for_page(actor, ticket, [case.person for case in page], "name")
        show_rows(ticket, [*page, *(one.case for one in glass)])
    rows = tuple(CaseRow(case, show_name(opened[case.person_id]["name"], case.owner)) for case in page)
    return CasePage(rows, cursor_after(page[-1]) if len(cases) > size else "", tuple(glass), tuple(told))


def as_reference(text: str) -> str:
    """The reference in an address, or nothing where it is none: it may hold what no column can be compared with."""
    return text if REFERENCE.fullmatch(text) else ""


def open_case(actor: Actor, reference: str) -> OpenedCase:
    """Open the case and write down the look; a case that is not there and one not theirs to know are both NotKnown."""
    wanted = as_reference(reference)
    glass, until = (latest_of(actor, "person_id", column) for column in ("pk", "ends_at"))
    found = visible_cases(actor).filter(reference=wanted)
    whole = found.select_related("person", "lead", "owner", "brought_in")
    case = whole.annotate(glass=glass, glass_until=until).first()
    if case is None:
        raise NotKnown(CASE_LOOKED_AT, Subject("case", wanted))
    subject, facts = case.subject, {"break_glass": case.glass} if case.glass else {}
    with event(CASE_LOOKED_AT, by=actor, subject=subject, purpose=case.purpose, facts=facts) as ticket:
        person = open_for_page(actor, ticket, [case.person], "name date_of_birth particulars")[case.person_id]
        reason, warning = _words(actor, ticket, case)
        show_rows(ticket, [case])
    return OpenedCase(
        case=case,
        name=show_name(person["name"], case.owner),
        born=show_birth(person["date_of_birth"], person["particulars"], case.owner),
        reason=show(reason, case.owner),
        warning=show(warning, case.owner),
        may_work=may_work(actor, case),
        ticket=ticket,
        glass_until=case.glass_until,
    )


def members_of(opened: OpenedCase) -> CaseMembers:
    """Who has the case that was opened, of the actor's agency, and what other agencies see."""
    case = opened.case
    users = User.objects.filter(Exists(CaseUserPermission.objects.filter(content_object=case, user=OuterRef("pk"))))
    teams = Team.objects.filter(Exists(CaseTeamPermission.objects.filter(content_object=case, group=OuterRef("pk"))))
    agency = opened.ticket.agency_id
    shares = CaseShare.objects.filter(case=case).select_related("agency").order_by("agency__name", "category")
    return CaseMembers(
        tuple(users.filter(agency_id=agency).order_by("name")),
        tuple(teams.filter(agency_id=agency).order_by("title")),
        tuple(shares),
    )


def offender_case(opened: OpenedCase) -> Case:
    """The case that was opened; NotKnown where it is a victim's, so that nothing hints at another role."""
    if opened.case.role != Role.OFFENDER:
        raise NotKnown(CASE_LOOKED_AT, opened.case.subject)
    return opened.case


def victim_case(opened: OpenedCase) -> Case:
    """The case that was opened; NotKnown where it is an offender's, as `offender_case` does it the other way about."""
    if opened.case.role != Role.VICTIM:
        raise NotKnown(CASE_LOOKED_AT, opened.case.subject)
    return opened.case


def part_model(case: Case) -> type[Part]:
    """The table of a case's part for its role."""
    return VictimCase if case.role == Role.VICTIM else OffenderCase


def part_of(case: Case) -> Part | None:
    """The part of a case for its role; none where another agency may see the case but not that part."""
    return part_model(case).objects.filter(case=case).first()


def _words(actor: Actor, ticket: Ticket, case: Case) -> tuple[object, object]:
    part = part_of(case)
    if part is None:  # the part's row itself is behind the wall
        return Shut.NO_GRANT, Shut.NO_GRANT
    values = open_for_page(actor, ticket, [part], "reason warning")[part.pk]
    return values["reason"], values["warning"]
