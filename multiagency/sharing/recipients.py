"""What the sharing decision is told of whoever receives: whether they can be sent anything, and whom they know."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from accounts.models import Agency, User
from accounts.people.models import RoleHeld
from accounts.people.standing import lapsed, run_out
from accounts.roles import NEEDS, Role
from casework.cases.models import Case
from casework.safe_contact.models import NamedReader
from multiagency.sharing.claims import Audience


@dataclass(frozen=True, slots=True)
class Recipient:
    """The facts of one recipient. Where none is named, of whoever at the agency would take it in."""

    active: bool
    ready: bool
    knows_person: bool
    tied_to_harm: bool
    reads_location: frozenset[str]


def is_outside(agency: Agency) -> bool:
    """Whether an agency has nobody on this system, so that what is sent there is opened by a link with its code."""
    return not User.objects.filter(agency=agency, is_active=True).exists()


def recipient_of(case: Case, audience: Audience) -> Recipient:
    """The facts of the audience for a case of the actor's own agency, in three statements at most.

    Whoever has an account is never taken for somebody outside.
    """
    if audience.outside and is_outside(audience.agency):
        return Recipient(active=True, ready=True, knows_person=False, tied_to_harm=False, reads_location=frozenset())
    staff = _staff(case, audience)
    out = timezone.localdate()
    ready = [user for user, roles in staff.items() if roles - lapsed(roles, run_out(user, out))]
    knows, tied = _ties(case, audience.person)
    return Recipient(bool(staff), bool(ready), knows, tied, _parts(case, audience.person))


def _staff(case: Case, audience: Audience) -> dict[User, frozenset[Role]]:
    """Active people of the agency who open cases by a role, with those roles; the one who is named, where one is."""
    held = RoleHeld.objects.filter(
        user__agency=audience.agency, user__is_active=True, partnership_id=case.partnership_id, role__in=NEEDS
    )
    if audience.person:
        held = held.filter(user=audience.person)
    found: dict[User, frozenset[Role]] = {}
    for one in held.select_related("user"):
        found[one.user] = found.get(one.user, frozenset()) | {Role(one.role)}
    return found


def _ties(case: Case, person: User | None) -> tuple[bool, bool]:
    if person is None:
        return False, False
    with connection.cursor() as cursor:
        cursor.execute("SELECT knows_person, tied_to_harm FROM recipient_ties(%s, %s)", [case.pk, [person.pk]])
        rows: Iterable[tuple[bool, bool]] = cursor.fetchall()
    # a case that is not the actor's own agency's has no answer, and no answer is not a no
    return next(iter(rows), (True, True))


def _parts(case: Case, person: User | None) -> frozenset[str]:
    if person is None:
        return frozenset()
    named = NamedReader.objects.filter(case=case, user=person, ended_at=None)
    return frozenset(named.values_list("part", flat=True))
