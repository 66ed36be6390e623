"""Which cases are told together with one: the same human being's, in the same role, at other agencies."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.links.policies import in_force, links_known_to


def told_together(actor: Actor, case: Case) -> QuerySet[Case]:
    """The case, and those at other agencies that the actor sees, where both agencies said that it is one human being.

    Never the person's other role, and never another case of the same agency. A link opens nothing: of another agency's
    case there is what a share and the actor's own need to know open.
    """
    links = in_force(links_known_to(actor))
    there, here = links.filter(case=case).values("other_case_id"), links.filter(other_case=case).values("case_id")
    linked = Q(pk__in=there) | Q(pk__in=here)
    return visible_cases(actor).filter(Q(pk=case.pk) | (linked & ~Q(owner=case.owner_id)), role=case.role)
