"""Who reads where a victim is: gate 4. Named people alone, and nobody linked to whoever harms, named or not."""

from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.acts import Act
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission, Role
from casework.cases.policies import may_work, sees_without_glass
from casework.conflicts.models import Conflict
from casework.safe_contact.models import HarmedBy, NamedReader, Part


def reads(actor: Actor, case: Case, part: Part) -> bool:
    """Whether the actor reads this part now: named to, with the case by other means than break-glass, and not linked.

    Asked at every opening, so that an end, a conflict or a link counts from the next one on.
    """
    named = NamedReader.objects.filter(case=case, part=part, user_id=actor.principal, ended_at=None)
    return (
        case.owner_id == actor.agency_id
        and named.exists()
        and sees_without_glass(actor, case)
        and not is_linked(actor.principal, case)
    )


def is_linked(user_id: UUID, case: Case) -> bool:
    """Whether somebody knows whoever harms the person of this case, or works a case of theirs as an offender.

    Asks as far as the reader's agency sees: governance VIC-02 wants no override, and there is none.
    """
    who_harms = list(HarmedBy.objects.filter(case=case).values_list("person_id", flat=True))
    knows = Conflict.objects.filter(user=user_id, person__in=[*who_harms, case.person_id], lifted_at=None)
    of_theirs = Case.objects.filter(person__in=who_harms, role=Role.OFFENDER)
    by_name = CaseUserPermission.objects.filter(content_object__in=of_theirs, user=user_id)
    by_team = CaseTeamPermission.objects.filter(content_object__in=of_theirs, group__user=user_id)
    return knows.exists() or by_name.exists() or by_team.exists()


def names_readers(actor: Actor, case: Case) -> bool:
    """Whether the actor says who reads: whoever leads the case, and team managers who work it."""
    return may_work(actor, case) and (case.lead_id == actor.principal or actor.has(StaffRole.TEAM_MANAGER))


def require_read(actor: Actor, act: Act, case: Case, part: Part) -> None:
    """Refuse, in words that say nothing of a link, whoever does not read this part."""
    if not reads(actor, case, part):
        raise NotPermitted(
            act,
            case.subject,
            words="Only people who are named for it may read this, whatever their role.",
            resolver=f"the lead of the case or a team manager at {case.owner.name}",
            facts={"part": part.value},
        )


def require_naming(actor: Actor, act: Act, case: Case) -> None:
    """Refuse, in words, whoever does not say who reads."""
    if not names_readers(actor, case):
        raise NotPermitted(
            act,
            case.subject,
            words="The lead of the case, or a team manager who works it, says who may read this.",
            resolver=f"the lead of the case or a team manager at {case.owner.name}",
        )


def require_nameable(act: Act, case: Case, user: User) -> None:
    """Refuse somebody of another agency and somebody linked to whoever harms; the words do not say which link."""
    if user.agency_id != case.owner_id or is_linked(user.pk, case):
        raise NotPermitted(
            act,
            case.subject,
            words="This colleague cannot be named here. Choose somebody else.",
            resolver="the information-governance officer of your agency",
        )
