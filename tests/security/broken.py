"""The product's addresses, and one more whose view fails with everything of a case in its variables."""

from django.http import HttpResponse
from django.urls import include, path

from accounts.requests import SignedInRequest
from casework.cases.models import OffenderCase, Priority, State
from casework.cases.selectors import open_case
from casework.cases.services import CaseChanges
from casework.interventions.models import Intervention
from tests.security.story import DETAILS, REASON, WARNING


def broken_while_open(request: SignedInRequest, reference: str) -> HttpResponse:
    """Has everything of a case in its variables when it fails, as any view might."""
    opened = open_case(request.actor, reference)
    person = opened.case.person
    part = OffenderCase.objects.get(case=opened.case)
    entries = list(Intervention.objects.filter(case=opened.case))
    shown, details, typed = opened.name, DETAILS, CaseChanges(State.ACTIVE, Priority.HIGH, None, REASON, WARNING)
    raise RuntimeError("a fault", type(person), type(part), type(entries), type(shown), type(details), type(typed))


urlpatterns = [path("broken/<str:reference>/", broken_while_open), path("", include("config.urls"))]
