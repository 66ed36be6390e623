"""Who may be mentioned in an entry, and who signs one off."""

from accounts.actor import Actor, actor_for
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from casework.acts import COLLEAGUES_MENTIONED, INTERVENTION_SIGNED
from casework.cases.models import Case
from casework.cases.policies import may_work, require_work, visible_cases
from casework.interventions.models import Intervention


def has_case(user: User, case: Case) -> bool:
    """Whether a colleague sees the case by themselves, as the gates stand for them now."""
    return visible_cases(actor_for(user)).filter(pk=case.pk).exists()


def require_mentionable(case: Case, user: User) -> None:
    """Refuse, in words that tell nothing but that, a colleague who does not have the case."""
    if user.agency_id != case.owner_id or not has_case(user, case):
        raise NotPermitted(
            COLLEAGUES_MENTIONED,
            case.subject,
            words=f"{user.name} does not have this case, so they cannot be mentioned on it.",
            resolver="whoever leads the case, who can give it to them",
        )


def may_sign(actor: Actor, case: Case, row: Intervention) -> bool:
    """Whether the actor signs an entry off: a team manager who works the case, and never their own entry."""
    return actor.has(StaffRole.TEAM_MANAGER) and row.logged_by_id != actor.principal and may_work(actor, case)


def require_sign(actor: Actor, case: Case, row: Intervention) -> None:
    """Refuse, in words, whoever works the case and does not sign this entry off."""
    require_work(actor, INTERVENTION_SIGNED, case)
    if not may_sign(actor, case, row):
        raise NotPermitted(
            INTERVENTION_SIGNED,
            case.subject,
            words="A team manager who works the case signs an entry off, and nobody their own.",
            resolver="another team manager of your agency",
        )
