"""A second, small partnership that the police command serves too: one caseworker changes from one to the other."""

from datetime import timedelta

from accounts.actor import actor_for, system_actor
from accounts.agencies.models import Partnership
from accounts.agencies.services import bring_in_agency, found_partnership
from accounts.context import acting
from accounts.invitations.services import Invitee, invite
from accounts.models import Agency, User
from accounts.people.services import Particulars
from accounts.people.standing import LastDays
from accounts.roles import Role
from casework.cases.models import Priority
from casework.cases.models import Role as CaseRole
from casework.cases.services import NewCase, start_case
from casework.people.details import PersonDetails
from casework.people.services import add_person
from config.demo.caseload import LOADER
from config.demo.world import World

NAME = "Safer Riverside Partnership"
SLUG = "safer-riverside"
POLICE = "police"
AT_WORK = {Role.CASEWORKER: Role.CASEWORKER, Role.AGENCY_ADMINISTRATOR: Role.PARTNERSHIP_ADMINISTRATOR}
"""Which of the command's people work here too, by their role in the first partnership, and as what."""

CASES = (
    ("Osric", "Penhallow", CaseRole.OFFENDER, Priority.HIGH, "Nine thefts of tools from vans on the quays since June."),
    ("Ludmila", "Trevanion", CaseRole.VICTIM, Priority.IMMEDIATE, "Followed home from the ferry on four evenings."),
    ("Cosmo", "Nancarrow", CaseRole.VICTIM, Priority.STANDARD, "His boat was broken into three times this winter."),
)


def load_second(world: World, police: Agency, users: dict[str, User]) -> None:
    """Found the second partnership, let the police serve it, and open its few cases."""
    partnership = found_partnership(name=NAME, slug=SLUG)
    founder = system_actor(LOADER, partnership.pk)
    with acting(founder):
        bring_in_agency(actor=founder, agency=police)
        for role, role_here in AT_WORK.items():
            member = next(one for one in world.staff if one.agency == POLICE and role in one.roles)
            said = Particulars(member.name, (), LastDays())
            invite(actor=founder, agency=police, invitee=Invitee(member.email, said, frozenset({role_here})))
    lead = next(one for one in world.staff if one.agency == POLICE and Role.CASEWORKER in one.roles)
    _open_cases(world, partnership, users[lead.email])


def _open_cases(world: World, partnership: Partnership, lead: User) -> None:
    there = User.objects.get(pk=lead.pk)
    there.partnership = partnership  # for this loading alone: where they are at work stays as it is
    actor = actor_for(there)
    with acting(actor):
        for place, (given, family, role, priority, reason) in enumerate(CASES):
            person = add_person(actor=actor, details=PersonDetails(given=given, family=family))
            due = world.today + timedelta(days=place + 1)
            start_case(actor=actor, person=person, case=NewCase(role, reason, "", priority, next_due=due), lead=lead)
