"""Pages of an import of cases: the files, what each sheet holds, what will happen to each row, and what did."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.jobs.services import ask
from accounts.people.selectors import colleagues, teams_of_agency
from accounts.requests import SignedInRequest
from accounts.signin.session import asked_by_itself
from casework.case_import.forms import (
    DoubtsForm,
    FilesForm,
    NamesForm,
    SheetsForm,
    StartForm,
    answers_in_words,
)
from casework.case_import.models import State
from casework.case_import.selectors import (
    OpenedImport,
    known_in,
    open_import,
    open_page,
    open_rejected,
    recent_imports,
)
from casework.case_import.services import UnderWay, begin, discard, settle, take_files
from casework.case_import.work import work
from casework.importing.mapping import MappingRefused
from casework.importing.table import FileRefused

ROWS_ON_PAGE = 20
UNDER_WAY = "An import of your agency is being brought in, or this one has been. Nothing was changed."
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def imports(request: SignedInRequest) -> HttpResponse:
    """The newest imports, and files to bring in."""
    recent = recent_imports(request.actor)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                batch = take_files(actor=request.actor, source=form.cleaned_data["source"], files=form.content())
            except FileRefused as refused:
                form.add_error("sent", refused.message)
            else:
                return redirect("casework:case-import-sheets", import_id=batch.pk)
    return render(request, "casework/case_imports.html", {"form": form, "recent": recent})


@require_http_methods(["GET", "POST"])
def sheets(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """What each sheet is and each of its columns holds."""
    opened = open_import(request.actor, import_id)
    if opened.running or opened.batch.state == State.DONE:
        return redirect("casework:case-import", import_id=import_id)
    form = SheetsForm(
        request.POST or None, sheets=opened.facts["sheets"], teams=list(teams_of_agency(request.actor)),
        team=str(opened.options.get("team") or ""),
    )  # fmt: skip
    if form.is_valid():
        try:
            settle(actor=request.actor, import_id=import_id, changes=form.changes())
        except MappingRefused as refused:
            for problem in refused.problems:
                form.add_error(None, problem)
        except UnderWay:
            return _under_way(request, import_id)
        else:
            changed = form.changed_kind()
            return redirect("casework:case-import-sheets" if changed else "casework:case-import", import_id=import_id)
    return render(request, "casework/case_import_sheets.html", {"opened": opened, "form": form})


@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """What will happen, or how far it is, or what came of it."""
    opened = open_import(request.actor, import_id)
    if opened.batch.state == State.DONE:
        return render(request, "casework/case_import_done.html", {"opened": opened})
    if opened.running:
        asked_by_itself(request)
        return render(request, "casework/case_import_running.html", {"opened": opened})
    if request.method == "POST":
        return _decided(request, opened)
    return _preview(request, opened, _start_form(opened, None))


@require_GET
def rows(request: SignedInRequest, import_id: UUID, place: int) -> HttpResponse:
    """What happens to each row of one sheet, those that need a person first."""
    opened = open_import(request.actor, import_id)
    listed = opened.facts.get("sheets", [])
    if place >= len(listed):
        raise Http404
    number = int(text) if (text := request.GET.get("page", "")).isdecimal() and len(text) < len("1000000") else 1
    lines = open_page(request.actor, opened, place, number)
    page = {"opened": opened, "sheet": listed[place], "lines": lines, "number": number}
    return render(request, "casework/case_import_rows.html", page)


@require_POST
def start(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """Begin to bring the import in, or go on with it; the work goes on beside the pages."""
    opened = open_import(request.actor, import_id)
    if opened.batch.state == State.DONE or opened.running:
        return _under_way(request, import_id)
    form = _start_form(opened, request.POST)
    if not form.is_valid():
        return _preview(request, opened, form)
    try:
        run = begin(actor=request.actor, import_id=import_id)
    except UnderWay:
        return _under_way(request, import_id)
    ask(work, actor=request.actor, import_id=import_id, run_id=run)
    return redirect("casework:case-import", import_id=import_id)


@require_POST
def throw_away(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """Throw an import away of which nothing was brought in."""
    try:
        discard(actor=request.actor, import_id=import_id)
    except UnderWay:
        return _under_way(request, import_id)
    messages.success(request, "The files were thrown away. Nothing was brought in from them.")
    return redirect("casework:case-imports")


@require_GET
def rejected(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """The rows that were not brought in, as a workbook to correct and send again."""
    name, content = open_rejected(request.actor, import_id)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=WORKBOOK, headers=headers)


def _decided(request: SignedInRequest, opened: OpenedImport) -> HttpResponse:
    """Keep who is who, or what was chosen about people who may be there already."""
    changes = _names_said(request, opened) if "names" in request.POST else _doubts_said(request, opened)
    if changes is None:
        messages.error(request, "Choose one of the answers for each row.")
        return redirect(request.get_full_path())
    try:
        settle(actor=request.actor, import_id=opened.batch.pk, changes=changes)
    except UnderWay:
        return _under_way(request, opened.batch.pk)
    messages.success(request, "Your choices are saved, and every row was looked at again.")
    return redirect(request.get_full_path())


def _names_said(request: SignedInRequest, opened: OpenedImport) -> dict[str, Any] | None:
    form = _names_form(request, opened, request.POST)
    return {"meant": opened.options.get("meant", {}) | form.meant()} if form.is_valid() else None


def _doubts_said(request: SignedInRequest, opened: OpenedImport) -> dict[str, Any] | None:
    form = DoubtsForm(request.POST, rows=opened.facts.get("asked", []))
    if not form.is_valid():
        return None
    kept = opened.options.get("choices", {}) | form.choices()
    return {"choices": kept, "every": form.cleaned_data["every"] or opened.options.get("every", "")}


def _preview(request: SignedInRequest, opened: OpenedImport, form: StartForm) -> HttpResponse:
    asked = Paginator(opened.facts.get("asked", []), ROWS_ON_PAGE).get_page(request.GET.get("people"))
    known = known_in(request.actor, opened, list(asked.object_list))
    choices, every = opened.options.get("choices", {}), opened.options.get("every", "")
    doubtful = [
        row
        | {
            "known": [known.get(pk) for pk in row["people"]],
            "choice": choices.get(str(row["row"]), every),
            "choices": answers_in_words(row),
        }
        for row in asked.object_list
    ]
    page = {
        "opened": opened, "form": form, "asked": asked, "doubtful": doubtful,
        "names": _names_form(request, opened, None),
    }  # fmt: skip
    return render(request, "casework/case_import.html", page)


def _names_form(request: SignedInRequest, opened: OpenedImport, data: Any) -> NamesForm:
    names = [name for name, _ in opened.facts.get("unmatched", [])]
    return NamesForm(data, names=names, people=list(colleagues(request.actor)) if names else [])


def _start_form(opened: OpenedImport, data: Any) -> StartForm:
    return StartForm(
        data, rejected=opened.count("REJECTED"), undecided=opened.undecided, problems=opened.facts.get("problems", [])
    )


def _under_way(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    messages.error(request, UNDER_WAY)
    return redirect("casework:case-import", import_id=import_id)
