"""What may not be shared again without more ado."""

from collections.abc import Iterable

from accounts.denials import NotPermitted
from accounts.models import Agency
from casework.acts import CASE_SHARED
from casework.cases.models import Case, CaseShare, Stopped
from casework.categories import Category


def require_basis_kept(case: Case, agency: Agency, categories: Iterable[Category]) -> None:
    """Refuse to share on another basis what rested on consent that no longer holds (governance CON-06).

    Consent that is given anew may be shared on; another basis needs an override on record.
    """
    lapsed = CaseShare.objects.filter(case=case, agency=agency, category__in=list(categories))
    if lapsed.filter(stopped_for=Stopped.CONSENT).exists():
        raise NotPermitted(
            CASE_SHARED,
            case.subject,
            words="This was shared by consent, which no longer holds. It cannot be shared on another basis as it is.",
            resolver=f"a team manager at {case.owner.name}, who may record an override with reasons",
            facts={"to": agency.pk},
        )
