"""Whom a break-glass would open, by what is typed exactly; and who hears of it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from accounts.people.models import RoleHeld
from accounts.roles import OVERSIGHT_OF_AGENCY, Role
from casework.cases.models import Case, CaseTeamPermission
from casework.conflicts.policies import in_conflict, users_in_conflict
from casework.dates import PartialDate
from casework.openings.models import BreakGlass
from casework.people.details import PersonDetails, indexed
from casework.people.models import Person, PersonIndex
from vault.indexes import blind_indexes

EXACTLY = (PersonIndex.Field.FULL_NAME.value, PersonIndex.Field.BIRTH.value)


@dataclass(frozen=True, slots=True, repr=False)
class Sought:
    """A case by its reference, or a person by their exact name and date of birth."""

    reference: str = ""
    given: str = ""
    family: str = ""
    born: PartialDate | None = None


def sought_person(actor: Actor, sought: Sought) -> Person | None:
    """The one person with a case that the actor's agency may see, found by what is exactly theirs.

    Whoever is absent, hidden by a conflict of interest, told to another agency alone, or one of several is no one: the
    answer and the number of queries are the same.
    """
    return _by_reference(actor, sought.reference) if sought.reference else _by_name(actor, sought)


def people_to_tell(opened: BreakGlass) -> list[User]:
    """Who hears at once: leads of the person's cases, managers of teams that have one, both agencies' officers.

    Not whoever broke the glass, nobody who is in conflict with the person, and nobody in whose team or agency the case
    is not known to the reader.
    """
    cases = Case.objects.filter(person=opened.person_id, owner=opened.holder_id)
    leads = Q(pk__in=cases.values("lead"))
    teams = CaseTeamPermission.objects.filter(content_object__in=cases).values("group")
    managers = Q(_holding(opened, Role.TEAM_MANAGER), agency=opened.holder_id, groups__in=teams)
    officers = Q(_holding(opened, *OVERSIGHT_OF_AGENCY), agency__in=(opened.holder_id, opened.owner_id))
    told = User.objects.filter(leads | managers | officers, is_active=True)
    told = told.exclude(pk__in={opened.opened_by_id, *_who_know(opened)})
    return list(told.distinct().order_by("name", "pk"))


def _by_reference(actor: Actor, reference: str) -> Person | None:
    case = Case.objects.select_related("person").filter(~in_conflict(actor, "person"), reference=reference).first()
    return case.person if case else None


def _by_name(actor: Actor, sought: Sought) -> Person | None:
    details = PersonDetails(given=sought.given, family=sought.family, born=sought.born)
    wanted = [what for what in indexed(details) if what[0] in EXACTLY]
    tokens = dict(zip((field for field, _ in wanted), blind_indexes(actor.partnership_id, wanted), strict=True))
    same = [
        Exists(PersonIndex.objects.filter(person=OuterRef("pk"), field=field, token=tokens[field])) for field in EXACTLY
    ]
    seen = Exists(Case.objects.filter(person=OuterRef("pk")))
    found = list(Person.objects.filter(*same, seen, ~in_conflict(actor, "pk"))[:2])
    return found[0] if len(found) == 1 else None


def _who_know(opened: BreakGlass) -> set[UUID]:
    """The ids of those of both agencies who are in conflict with the person; each agency alone sees its own."""
    found: set[UUID] = set()
    for agency_id in sorted({opened.owner_id, opened.holder_id}):
        with acting(system_actor("break_glass", opened.partnership_id, agency_id)):
            found.update(users_in_conflict(opened.person_id))
    return found


def _holding(opened: BreakGlass, *roles: Role) -> Exists:
    held = RoleHeld.objects.filter(user=OuterRef("pk"), partnership_id=opened.partnership_id, role__in=roles)
    return Exists(held)
