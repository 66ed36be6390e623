"""The pages of the access table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from audit.office.access.forms import RoleForm
from audit.office.access.reading import lines_of, reach_of, relations_of
from audit.office.access.table import access_table
from audit.office.acts import ACCESS_TABLE_READ
from audit.office.policies import require_audit


@require_GET
def by_role(request: SignedInRequest) -> HttpResponse:
    """What one role may do, in which relation to a case."""
    require_audit(request.actor, ACCESS_TABLE_READ)
    form = RoleForm(request.GET or {"role": "CASEWORKER"})
    role = form.chosen()
    table = access_table()
    page = {"form": form, "role": role, "reach": list(reach_of(table, role)), "relations": relations_of(table)}
    return render(request, "office/access_by_role.html", page)


@require_GET
def by_address(request: SignedInRequest) -> HttpResponse:
    """What each address of the product needs, and what it leaves in the ledger."""
    require_audit(request.actor, ACCESS_TABLE_READ)
    return render(request, "office/access_by_address.html", {"sections": lines_of(access_table())})
