"""Pages of the routing rules: those in force, a draft of the next version, its dry-run, and what teams can take."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.denials import NotKnown
from accounts.people.selectors import teams_of_agency
from accounts.requests import SignedInRequest
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import ChangedMeanwhile
from multiagency.acts import (
    ROUTING_DRAFT_CHANGED,
    ROUTING_DRAFT_DISCARDED,
    ROUTING_DRY_RUN,
    ROUTING_PUBLISHED,
    TEAM_CAPACITY_SET,
)
from multiagency.routing.drafting import discard_draft, remove_rule, save_rule, set_desk, start_draft
from multiagency.routing.forms import CapacityForm, EditionForm, PlaceForm, PublishForm, RuleForm, said_of
from multiagency.routing.models import RoutingRule, RuleSet
from multiagency.routing.places import place_of, places
from multiagency.routing.policies import may_change_rules, require_capacity, require_rules_change, require_rules_read
from multiagency.routing.publishing import BeginsTooEarly, NotTried, dry_run, publish, tried
from multiagency.routing.selectors import (
    find_draft,
    find_rule,
    find_version,
    last_published,
    limits_of,
    rows_of,
    version_in_force,
    versions,
)
from multiagency.routing.services import set_capacity
from multiagency.routing.wording import asks, difference

MEANWHILE = "Somebody changed the draft meanwhile, so nothing of yours was saved. Look at it as it is now."
NOT_TRIED = (
    "The draft has no dry-run as it is now, so it was not published. Try it, look at the difference, then publish."
)
TOO_EARLY = "Begin today at once, or on a day to come after the version before has begun."


@require_GET
def rules(request: SignedInRequest) -> HttpResponse:
    """The rules in force, and every version."""
    require_rules_read(request.actor)
    now = version_in_force(request.actor, timezone.now())
    page = {
        "now": now, "rows": shown_rules(now), "versions": versions(request.actor),
        "last": last_published(request.actor), "may_change": may_change_rules(request.actor),
    }  # fmt: skip
    return render(request, "multiagency/routing.html", page)


@require_GET
def version(request: SignedInRequest, version_number: int) -> HttpResponse:
    """One version as it was published, with the dry-run before it."""
    require_rules_read(request.actor)
    found = find_version(request.actor, version_number)
    run = found.dry_runs.order_by("-created_at").first()
    found_by_run = difference(run, places(request.actor)) if run else None
    page = {"version": found, "rows": shown_rules(found), "difference": found_by_run}
    return render(request, "multiagency/routing_version.html", page)


@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest) -> HttpResponse:
    """The draft of the next version, with what it would change; sent, it begins one."""
    require_rules_change(request.actor, ROUTING_DRAFT_CHANGED)
    if request.method == "POST":
        return _begin(request)
    found = find_draft(request.actor)
    run = tried(found, last_published(request.actor))
    page = {
        "version": found, "rows": shown_rules(found),
        "difference": difference(run, places(request.actor)) if run else None,
    }  # fmt: skip
    return render(request, "multiagency/routing_draft.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def rule_add(request: SignedInRequest) -> HttpResponse:
    """Add a rule to the draft."""
    require_rules_change(request.actor, ROUTING_DRAFT_CHANGED)
    found = find_draft(request.actor)
    form = RuleForm(request.POST or None, places=places(request.actor).choices, initial={"edition": found.edition})
    take_up(request, form)

    def save() -> None:
        save_rule(actor=request.actor, draft=found, edition=form.cleaned_data["edition"], new=form.new_rule())

    return _answer(request, form, save, "Add a rule", "The rule is added. Try the draft to see what it changes.")


@require_http_methods(["GET", "POST"])
@keeps_draft
def rule(request: SignedInRequest, rule_code: str) -> HttpResponse:
    """Change a rule of the draft."""
    require_rules_change(request.actor, ROUTING_DRAFT_CHANGED)
    found = find_draft(request.actor)
    row = find_rule(found, rule_code)
    initial = {**said_of(row), "edition": found.edition}
    form = RuleForm(request.POST or None, places=places(request.actor).choices, initial=initial)
    take_up(request, form)

    def save() -> None:
        said = form.cleaned_data
        save_rule(actor=request.actor, draft=found, edition=said["edition"], new=form.new_rule(), code=row.code)

    return _answer(request, form, save, f"Change rule {row.code}", "The rule is changed.")


@require_POST
def rule_remove(request: SignedInRequest, rule_code: str) -> HttpResponse:
    """Take a rule out of the draft."""
    require_rules_change(request.actor, ROUTING_DRAFT_CHANGED)
    found = find_draft(request.actor)
    row = find_rule(found, rule_code)

    def remove(edition: int) -> None:
        remove_rule(actor=request.actor, draft=found, edition=edition, code=row.code)

    return _do(request, remove, f"Rule {row.code} is taken out of the draft.", "multiagency:routing-draft")


@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest) -> HttpResponse:
    """Say which desk decides by hand where no rule does."""
    require_rules_change(request.actor, ROUTING_DRAFT_CHANGED)
    found = find_draft(request.actor)
    now = {
        "edition": found.edition, "panel": found.fallback_panel,
        "place": place_of(found.fallback_agency_id, found.fallback_team_id),
    }  # fmt: skip
    form = PlaceForm(request.POST or None, places=places(request.actor).choices, initial=now)

    def save() -> None:
        set_desk(actor=request.actor, draft=found, edition=form.cleaned_data["edition"], desk=form.target())

    return _answer(request, form, save, "Where no rule holds", "The desk is changed.")


@require_POST
def try_out(request: SignedInRequest) -> HttpResponse:
    """Try the draft on the referrals of the last three months."""
    require_rules_change(request.actor, ROUTING_DRY_RUN)
    found = find_draft(request.actor)

    def go(edition: int) -> None:
        dry_run(actor=request.actor, draft=found, edition=edition)

    return _do(request, go, "The draft was tried. What it would have changed is below.", "multiagency:routing-draft")


@require_http_methods(["GET", "POST"])
def put_in_force(request: SignedInRequest) -> HttpResponse:
    """Publish the draft, at once or from a day on."""
    require_rules_change(request.actor, ROUTING_PUBLISHED)
    found = find_draft(request.actor)
    form = PublishForm(request.POST or None, initial={"edition": found.edition})
    if form.is_valid():
        said = form.cleaned_data
        try:
            publish(actor=request.actor, draft=found, edition=said["edition"], begins=said["begins"])
        except ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
        except NotTried:
            form.add_error(None, NOT_TRIED)
        except BeginsTooEarly:
            form.add_error("begins", TOO_EARLY)
        else:
            messages.success(request, f"Version {found.number} is published.")
            return redirect("multiagency:routing")
    run = tried(found, last_published(request.actor))
    page = {
        "form": form, "title": f"Publish version {found.number}", "button": "Publish", "run": run, "publishing": True,
    }  # fmt: skip
    return render(request, "multiagency/routing_form.html", page)


@require_POST
def discard(request: SignedInRequest) -> HttpResponse:
    """Throw the draft away."""
    require_rules_change(request.actor, ROUTING_DRAFT_DISCARDED)
    found = find_draft(request.actor)

    def throw(edition: int) -> None:
        discard_draft(actor=request.actor, draft=found, edition=edition)

    return _do(request, throw, "The draft is thrown away. The rules in force stay.", "multiagency:routing")


@require_GET
def capacity(request: SignedInRequest) -> HttpResponse:
    """How many open referrals each team of one's agency takes at once."""
    require_capacity(request.actor)
    page = {"teams": teams_of_agency(request.actor), "limits": limits_of(request.actor)}
    return render(request, "multiagency/routing_capacity.html", page)


@require_http_methods(["GET", "POST"])
def team_capacity(request: SignedInRequest, team_id: int) -> HttpResponse:
    """Say how many open referrals a team of one's agency takes at once."""
    require_capacity(request.actor)
    team = teams_of_agency(request.actor).filter(pk=team_id).first()
    if team is None:
        raise NotKnown(TEAM_CAPACITY_SET)
    form = CapacityForm(request.POST or None)
    if form.is_valid():
        set_capacity(actor=request.actor, team=team, **form.cleaned_data)
        messages.success(request, "The limit is saved.")
        return redirect("multiagency:routing-capacity")
    return render(request, "multiagency/routing_team_capacity.html", {"form": form, "team": team})


def shown_rules(found: RuleSet | None) -> list[tuple[RoutingRule, str]]:
    """The rules of a version with what each asks, in words."""
    return [(row, asks(row.conditions)) for row in rows_of(found)] if found else []


def _begin(request: SignedInRequest) -> HttpResponse:
    """Begin a draft after the version that the page showed last; refused where another was published meanwhile."""
    last = last_published(request.actor)
    if request.POST.get("after") != str(last.number if last else 0):
        messages.warning(request, "Somebody published another version meanwhile. Look at it before you change it.")
        return redirect("multiagency:routing")
    start_draft(actor=request.actor)
    return redirect("multiagency:routing-draft")


def _answer(request: SignedInRequest, form: PlaceForm, save: Callable[[], None], title: str, done: str) -> HttpResponse:
    """Save what was sent about the draft and lead back to it; where that is refused the form says why."""
    if form.is_valid():
        try:
            save()
        except ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, done)
            return redirect("multiagency:routing-draft")
    page = {"form": form, "title": title, "button": "Save"}
    return render(request, "multiagency/routing_form.html", page)


def _do(request: SignedInRequest, act: Callable[[int], None], done: str, to: str) -> HttpResponse:
    """Do one thing with the draft as it was when its page was shown, and lead on; refused, say why and lead back."""
    form = EditionForm(request.POST)
    seen = form.cleaned_data["edition"] if form.is_valid() else 0
    try:
        act(seen)
    except ChangedMeanwhile:
        messages.warning(request, MEANWHILE)
        return redirect("multiagency:routing-draft")
    messages.success(request, done)
    return redirect(to)
