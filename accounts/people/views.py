"""Pages of people and teams: who works here, with what reach, trained until when."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.acts import ROLES_CHANGED, STAFF_CHANGED, STAFF_READ, TEAM_ADDED, TEAM_RENAMED
from accounts.agencies.models import Agency
from accounts.people.forms import PersonForm, RolesForm, TeamForm, said_of
from accounts.people.policies import (
    may_manage_people,
    reads_every_agency,
    require_administrator,
    require_manage,
    require_other,
    require_reader,
    roles_to_give,
)
from accounts.people.selectors import agency_here, one_of_staff, signings_in, staff_of, team_here, teams_of
from accounts.people.services import LastAdministrator, add_team, change_person, rename_team, set_roles
from accounts.requests import SignedInRequest, id_asked_for
from accounts.stepup import require_step_up


@require_GET
def own_agency(request: SignedInRequest) -> HttpResponse:
    """The people of the reader's own agency."""
    require_reader(request.actor, STAFF_READ)
    return _agency_page(request, request.user.agency)


@require_GET
def agency(request: SignedInRequest, code: str) -> HttpResponse:
    """The people of an agency of the partnership."""
    require_reader(request.actor, STAFF_READ)
    return _agency_page(request, agency_here(request.actor, code))


@require_GET
def person(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """One colleague: reach, teams, dates, and when they signed in and confirmed who they are."""
    require_reader(request.actor, STAFF_READ)
    one = one_of_staff(request.actor, user_id)
    page = {
        "one": one,
        "signings_in": signings_in(one.user),
        "may_manage": may_manage_people(request.actor, one.user.agency),
        "themselves": one.user.pk == request.actor.principal,
        "may_move": reads_every_agency(request.actor),
    }
    return render(request, "staff/person.html", page)


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Write down a colleague's name, teams, and the last days of training and vetting."""
    require_administrator(request.actor, STAFF_CHANGED)
    one = one_of_staff(request.actor, user_id, STAFF_CHANGED)
    require_manage(request.actor, STAFF_CHANGED, one.user.agency)
    require_other(request.actor, STAFF_CHANGED, one.user)
    teams = teams_of(one.user.agency_id)
    form = PersonForm(request.POST or None, initial=said_of(one.user, one.teams), teams=teams)
    if form.is_valid():
        change_person(actor=request.actor, user=one.user, said=form.particulars())
        messages.success(request, "Saved. It counts on their next request.")
        return redirect("staff:person", user_id=user_id)
    return render(request, "staff/change.html", {"one": one, "form": form})


@require_http_methods(["GET", "POST"])
def roles(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Give and take roles; roles that the actor may not give stay as they are."""
    require_administrator(request.actor, ROLES_CHANGED)
    one = one_of_staff(request.actor, user_id, ROLES_CHANGED)
    require_manage(request.actor, ROLES_CHANGED, one.user.agency)
    require_other(request.actor, ROLES_CHANGED, one.user)
    require_step_up(request.actor, ROLES_CHANGED)
    offered = roles_to_give(request.actor)
    form = RolesForm(request.POST if request.method == "POST" else None, initial={"roles": one.roles}, offered=offered)
    if form.is_valid():
        try:
            set_roles(actor=request.actor, user=one.user, roles=form.roles_said() | (set(one.roles) - offered))
        except LastAdministrator as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, "The roles are saved. They count on their next request.")
            return redirect("staff:person", user_id=user_id)
    return render(request, "staff/roles.html", {"one": one, "form": form})


@require_http_methods(["GET", "POST"])
def new_team(request: SignedInRequest, code: str) -> HttpResponse:
    """Add a team to an agency."""
    require_administrator(request.actor, TEAM_ADDED)
    its_agency = agency_here(request.actor, code, TEAM_ADDED)
    require_manage(request.actor, TEAM_ADDED, its_agency)
    form = TeamForm(request.POST or None, others=teams_of(its_agency.pk))
    if form.is_valid():
        add_team(actor=request.actor, agency=its_agency, title=form.cleaned_data["title"])
        messages.success(request, "The team is added. Put people into it on their own pages.")
        return redirect("staff:agency", code=code)
    return render(request, "staff/team.html", {"agency": its_agency, "form": form})


@require_http_methods(["GET", "POST"])
def team(request: SignedInRequest, team_id: int) -> HttpResponse:
    """Rename a team."""
    require_administrator(request.actor, TEAM_RENAMED)
    found = team_here(request.actor, team_id, TEAM_RENAMED)
    require_manage(request.actor, TEAM_RENAMED, found.agency)
    others = teams_of(found.agency_id).exclude(pk=team_id)
    form = TeamForm(request.POST or None, initial={"title": found.title}, others=others)
    if form.is_valid():
        rename_team(actor=request.actor, team=found, title=form.cleaned_data["title"])
        messages.success(request, "The team has its new name.")
        return redirect("staff:agency", code=found.agency.code)
    return render(request, "staff/team.html", {"agency": found.agency, "team": found, "form": form})


def _agency_page(request: SignedInRequest, of: Agency) -> HttpResponse:
    left = "left" in request.GET
    page = {
        "agency": of,
        "left": left,
        "page": staff_of(request.actor, of, left=left, after=id_asked_for(request, "after")),
        "teams": teams_of(of.pk),
        "may_manage": may_manage_people(request.actor, of),
        "every_agency": reads_every_agency(request.actor),
    }
    return render(request, "staff/agency.html", page)
