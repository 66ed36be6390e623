"""Pages of a case's files, and the one address from which a file leaves."""

import re
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.acts import FILE_ADDED
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.files.cleaning.kinds import Refused
from casework.files.forms import AddFileForm
from casework.files.models import State
from casework.files.outcomes import say_what_came
from casework.files.selectors import Sending, files_of, listed_file, send_file
from casework.files.services import add_file, withdraw_file
from casework.refusals import AlreadySent

RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")


@require_http_methods(["GET", "POST"])
@keeps_draft
def files(request: SignedInRequest, reference: str) -> HttpResponse:
    """The files of a case, and adding one; sent twice, it is kept once."""
    opened = open_case(request.actor, reference)
    if request.method == "POST":
        require_work(request.actor, FILE_ADDED, opened.case)
    form = AddFileForm(request.POST or None, request.FILES or None)
    if opened.may_work:
        take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            file = add_file(actor=request.actor, case=opened.case, new=form.new_file())
        except Refused as refusal:
            form.add_error("file", refusal.reason.words)
        except AlreadySent:
            form.ask_again("Choose the file again to add it as a second one.")
        else:
            say_what_came(request, State(file.state))
            return redirect("casework:files", reference=reference)
    page = {"opened": opened, "form": form, "files": files_of(request.actor, opened)}
    return render(request, "casework/files.html", page)


@require_GET
def send(request: SignedInRequest, reference: str, case_file_id: UUID) -> HttpResponseBase:
    """Give a file out, as an attachment that no page of ours can run; a part of it where a browser asks for one."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None:
        return _attachment(send_file(request.actor, reference, case_file_id))
    stop = int(asked[2]) + 1 if asked[2] else None
    sending = send_file(request.actor, reference, case_file_id, (int(asked[1]), stop))
    if sending.start == sending.stop:
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{sending.size}"}
        )
    response = _attachment(sending)
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    response.headers["Content-Range"] = f"bytes {sending.start}-{sending.stop - 1}/{sending.size}"
    return response


@require_POST
def withdraw(request: SignedInRequest, reference: str, case_file_id: UUID) -> HttpResponse:
    """Take a file off the case."""
    withdraw_file(actor=request.actor, file=listed_file(request.actor, reference, case_file_id))
    messages.success(request, "The file is withdrawn. It is kept sealed, and nobody can open it from the case.")
    return redirect("casework:files", reference=reference)


def _attachment(sending: Sending) -> StreamingHttpResponse:
    response = StreamingHttpResponse(sending.pieces, content_type=sending.kind.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, sending.name)
    response.headers["Content-Length"] = str(sending.stop - sending.start)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Accept-Ranges"] = "bytes"
    return response
