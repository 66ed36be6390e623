"""Pages of an import: choosing a file, its columns, what will happen, and what did."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.jobs.services import ask
from accounts.requests import SignedInRequest
from accounts.signin.session import asked_by_itself
from casework.bringing_in.policies import may_bring_in
from casework.importing.forms import CHOICES, ColumnsForm, DecisionsForm, FileForm, StartForm
from casework.importing.mapping import MappingRefused
from casework.importing.models import State
from casework.importing.selectors import (
    OpenedFile,
    known_people,
    mapping_of,
    open_file,
    recent_files,
    suggested_mapping,
)
from casework.importing.services import UnderWay, begin, decide, discard, set_columns, take_file
from casework.importing.table import FileRefused
from casework.importing.work import work

ROWS_ON_PAGE = 20
PROBLEMS_ON_PAGE = 50
UNDER_WAY = "This file is being brought in, or has been. Nothing was changed."


@require_http_methods(["GET", "POST"])
def files(request: SignedInRequest) -> HttpResponse:
    """The newest imports, and a file to bring in."""
    recent = recent_files(request.actor)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            name, content = form.content()
            try:
                file = take_file(actor=request.actor, name=name, content=content)
            except FileRefused as refused:
                form.add_error("file", refused.message)
            else:
                return redirect("casework:import-columns", file_id=file.pk)
    page = {"form": form, "recent": recent, "may_bring_in": may_bring_in(request.actor)}
    return render(request, "casework/import_files.html", page)


@require_http_methods(["GET", "POST"])
def columns(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """What each column of the file holds."""
    opened = open_file(request.actor, file_id)
    if opened.running or opened.file.state == State.DONE:
        return redirect("casework:import-file", file_id=file_id)
    header, samples = opened.facts.get("header", []), opened.facts.get("samples", [])
    mapping, known = suggested_mapping(request.actor, header)
    mapping = mapping_of(opened) if opened.mapping else mapping
    form = ColumnsForm(request.POST or None, header=header, samples=samples, mapping=mapping)
    if form.is_valid():
        try:
            set_columns(actor=request.actor, file_id=file_id, mapping=form.mapping())
        except MappingRefused as refused:
            for problem in refused.problems:
                form.add_error(None, problem)
        except FileRefused as refused:
            form.add_error(None, refused.message)
        except UnderWay:
            return _under_way(request, file_id)
        else:
            return redirect("casework:import-file", file_id=file_id)
    return render(request, "casework/import_columns.html", {"opened": opened, "form": form, "known": known})


@require_http_methods(["GET", "POST"])
def file(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """What will happen to each row, or how far it is, or what came of it."""
    opened = open_file(request.actor, file_id)
    if opened.file.state == State.DONE:
        return render(request, "casework/import_done.html", {"opened": opened, "left_out": _left_out(request, opened)})
    if opened.running:
        asked_by_itself(request)
        return render(request, "casework/import_running.html", {"opened": opened})
    if not opened.mapping:
        return redirect("casework:import-columns", file_id=file_id)
    if request.method == "POST":
        return _decided(request, opened)
    return _preview(request, opened, _start_form(opened, None))


@require_POST
def start(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """Begin to bring the file in; the work goes on beside the pages."""
    opened = open_file(request.actor, file_id)
    if opened.file.state == State.DONE or opened.running:
        return _under_way(request, file_id)
    if not opened.mapping:
        return redirect("casework:import-columns", file_id=file_id)
    form = _start_form(opened, request.POST)
    if not form.is_valid():
        return _preview(request, opened, form)
    try:
        begin(actor=request.actor, opened=opened, skip_bad=bool(form.cleaned_data.get("skip_bad")))
    except UnderWay:
        return _under_way(request, file_id)
    ask(work, actor=request.actor, file_id=file_id)
    return redirect("casework:import-file", file_id=file_id)


@require_POST
def throw_away(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """Throw a file away that is not wanted after all."""
    try:
        discard(actor=request.actor, file_id=file_id)
    except UnderWay:
        return _under_way(request, file_id)
    messages.success(request, "The file was thrown away. Nobody was added from it.")
    return redirect("casework:import")


def _decided(request: SignedInRequest, opened: OpenedFile) -> HttpResponse:
    form = DecisionsForm(request.POST, rows=[row["row"] for row in opened.asked])
    if not form.is_valid():
        messages.error(request, "Choose for each row to add it or to leave it out.")
        return redirect(request.get_full_path())
    try:
        decide(actor=request.actor, opened=opened, rows=form.choices(), every=form.for_every())
    except UnderWay:
        return _under_way(request, opened.file.pk)
    messages.success(request, "Your choices are saved.")
    return redirect(request.get_full_path())


def _preview(request: SignedInRequest, opened: OpenedFile, form: StartForm) -> HttpResponse:
    asked = Paginator(opened.asked, ROWS_ON_PAGE).get_page(request.GET.get("rows"))
    people = known_people(request.actor, opened, list(asked.object_list))
    decided = opened.choices.get("rows", {})
    doubtful = [
        row
        | {
            "known": [people.get(pk) for pk in row["people"]],
            "choice": decided.get(str(row["row"]), ""),
            "choices": CHOICES,
        }
        for row in asked.object_list
    ]
    first = [row | {"choice": decided.get(str(row["row"]), "")} for row in opened.facts.get("first", [])]
    page: dict[str, Any] = {
        "opened": opened, "form": form, "asked": asked, "doubtful": doubtful, "first": first,
        "problems": Paginator(opened.facts.get("problems", []), PROBLEMS_ON_PAGE).get_page(request.GET.get("problems")),
        "questions": opened.facts.get("questions", [])[:PROBLEMS_ON_PAGE], "counts": opened.facts.get("counts", {}),
    }  # fmt: skip
    return render(request, "casework/import_file.html", page)


def _start_form(opened: OpenedFile, data: Any) -> StartForm:
    return StartForm(data, bad=opened.facts.get("counts", {}).get("BAD", 0), undecided=opened.undecided)


def _left_out(request: SignedInRequest, opened: OpenedFile) -> Any:
    return Paginator(opened.facts.get("left_out", []), PROBLEMS_ON_PAGE).get_page(request.GET.get("rows"))


def _under_way(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    messages.error(request, UNDER_WAY)
    return redirect("casework:import-file", file_id=file_id)
