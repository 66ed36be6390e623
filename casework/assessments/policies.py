"""Who may assess somebody: a colleague who knows neither them nor whoever harms them outside work."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role
from casework.acts import ASSESSMENT_MADE, QUESTIONS_INSTALLED
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission
from casework.conflicts.policies import users_in_conflict
from casework.safe_contact.models import HarmedBy

NAMED = 5


def close_to(case: Case) -> set[UUID]:
    """Those of one's agency who know the person of the case, or whoever harms them, outside work."""
    who_harms = HarmedBy.objects.filter(case=case).values_list("person_id", flat=True)
    return set(users_in_conflict(case.person_id, *who_harms))


def may_assess_instead(case: Case) -> list[User]:
    """A few who have the case, by name or in a team, and are close to nobody in it."""
    by_name = CaseUserPermission.objects.filter(content_object=case, user=OuterRef("pk"))
    by_team = CaseTeamPermission.objects.filter(content_object=case, group__user=OuterRef("pk"))
    found = User.objects.filter(Exists(by_name) | Exists(by_team), agency_id=case.owner_id, is_active=True)
    return list(found.exclude(pk__in=close_to(case)).order_by("name")[:NAMED])


def require_assessor(case: Case, assessor: User) -> None:
    """Refuse, in words, an assessor of another agency or close to somebody in the case, and say who can instead.

    The words give no reason: a conflict of interest is not for whoever records to know, nor with whom it is.
    """
    if assessor.agency_id == case.owner_id and assessor.pk not in close_to(case):
        return
    others = ", ".join(user.name for user in may_assess_instead(case) if user.pk != assessor.pk)
    raise NotPermitted(
        ASSESSMENT_MADE,
        case.subject,
        words=f"{assessor.name} cannot be the assessor here. Choose somebody else.",
        resolver=f"{others}, who can assess instead" if others else f"a team manager at {case.owner.name}",
    )


def require_install(actor: Actor) -> None:
    """Refuse, in words, whoever does not administer the partnership: its questions are the same for all."""
    if not actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        raise NotPermitted(
            QUESTIONS_INSTALLED,
            words="Only the partnership's administrator installs questions, which are the same for every agency.",
            resolver="your partnership's administrator",
        )
