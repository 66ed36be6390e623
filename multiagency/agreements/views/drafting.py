"""Pages on which a draft is written: what it is called, each of its sections, its clauses, and putting it forward."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.agencies.selectors import agencies_here
from accounts.denials import NotKnown
from accounts.requests import SignedInRequest
from audit.ledger.events import Subject
from casework.refusals import ChangedMeanwhile
from multiagency.acts import AGREEMENT_EDITED, AGREEMENT_VERSION_MADE
from multiagency.agreements.answering import REFUSED, AgreementForm, answer
from multiagency.agreements.forms.deciding import RenewForm
from multiagency.agreements.forms.drafting import (
    BasesForm,
    ClauseForm,
    DpiaForm,
    EditForm,
    PartiesForm,
    SectionForm,
    StartForm,
    TermForm,
)
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.policies import require_start, require_write
from multiagency.agreements.readiness import blank_sections
from multiagency.agreements.sections import QUESTIONS, Section
from multiagency.agreements.selectors import draft_of, find_agreement, version_of
from multiagency.agreements.services.clauses import add_clauses, remove_clause
from multiagency.agreements.services.drafting import (
    offer,
    start_agreement,
    write_dpia,
    write_parties,
    write_section,
    write_term,
)
from multiagency.agreements.services.editing import Edit, SignedAlready
from multiagency.agreements.services.versions import make_version

IN_CLAUSES: Final = (Section.ITEMS, Section.GATEWAYS)


@require_http_methods(["GET", "POST"])
def agreement_start(request: SignedInRequest) -> HttpResponse:
    """Begin an agreement."""
    require_start(request.actor)
    form = StartForm(request.POST or None, actor=request.actor)
    page = AgreementForm(
        title="Begin an agreement", button="Begin", done="The draft is begun. Write each of its sections.",
        back=reverse("multiagency:agreement-register"),
        words="Your agency owns it. Nobody signs it before every section is written and you put it forward.",
    )  # fmt: skip

    def save() -> None:
        start_agreement(actor=request.actor, new=form.new_agreement(request.user))

    return answer(request, form, save, page)


@require_http_methods(["GET", "POST"])
def agreement_renew(request: SignedInRequest, agreement: str) -> HttpResponse:
    """Make a new version from the newest one."""
    found = find_agreement(request.actor, agreement, AGREEMENT_VERSION_MADE)
    require_write(request.actor, AGREEMENT_VERSION_MADE, found.row)
    form = RenewForm(request.POST or None)
    page = AgreementForm(
        title="Make a new version", caption=found.row.reference, button="Make a new version",
        words="It begins with all that the newest one says. That one stays in force until every party has signed the"
        " new one and its first day has come.",
        done="The new version is a draft. Change what is to be different.", back=_draft(agreement),
    )  # fmt: skip

    def save() -> None:
        make_version(actor=request.actor, agreement=found.row, version_id=form.cleaned_data["id"])

    return answer(request, form, save, page)


@require_http_methods(["GET", "POST"])
def agreement_draft(request: SignedInRequest, agreement: str) -> HttpResponse:
    """What of a draft is written and what is blank; it is put forward here."""
    found = find_agreement(request.actor, agreement, AGREEMENT_EDITED)
    version = draft_of(request.actor, found)
    problems: list[str] = []
    if request.method == "POST":
        try:
            offer(actor=request.actor, edit=Edit(version_id=version.pk, edition=_edition(request)))
        except ValidationError as refusal:
            problems = refusal.messages
        except (ChangedMeanwhile, SignedAlready) as refusal:
            problems = [REFUSED[type(refusal)]]
        else:
            messages.success(request, "It is put forward. Every party can sign it now.")
            return redirect("multiagency:agreement", agreement=agreement)
    blank = blank_sections(version, version.parties.all(), version.clauses.all())
    page = {
        "agreement": found.row, "version": version, "problems": problems,
        "sections": [(section, section in blank, section in IN_CLAUSES) for section in Section], "blank": blank,
    }  # fmt: skip
    return render(request, "multiagency/agreement_draft.html", page)


@require_http_methods(["GET", "POST"])
def agreement_section(request: SignedInRequest, agreement: str, section: str) -> HttpResponse:
    """Write one section of a draft."""
    found = find_agreement(request.actor, agreement, AGREEMENT_EDITED)
    version = draft_of(request.actor, found)
    which = _section(section)
    form, write = _written(request, version, which)
    page = AgreementForm(
        title=which.label, caption=f"{found.row.reference}, version {version.number}", done="It is saved in the draft.",
        back=_draft(agreement),
    )  # fmt: skip
    return _edited(request, form, write, page)


@require_http_methods(["GET", "POST"])
def agreement_clauses(request: SignedInRequest, agreement: str) -> HttpResponse:
    """The clauses of a draft, and more of them added."""
    found = find_agreement(request.actor, agreement, AGREEMENT_EDITED)
    version = draft_of(request.actor, found)
    form = ClauseForm(request.POST or None, version=version)
    page = AgreementForm(
        title="What is shared, and by which legal power", caption=f"{found.row.reference}, version {version.number}",
        button="Add to the clauses", done="The clauses are added.",
        back=reverse("multiagency:agreement-clauses", args=[agreement]), template="multiagency/agreement_clauses.html",
        more={"clauses": version.clauses.all(), "edition": version.edition, "agreement": agreement},
    )  # fmt: skip

    def write() -> None:
        add_clauses(actor=request.actor, edit=form.edit(), new=form.new_clauses())

    return _edited(request, form, write, page)


@require_POST
def agreement_clause_remove(request: SignedInRequest, agreement: str, clause: int) -> HttpResponse:
    """Take a clause out of a draft."""
    found = find_agreement(request.actor, agreement, AGREEMENT_EDITED)
    version = draft_of(request.actor, found)
    try:
        remove_clause(
            actor=request.actor, edit=Edit(version_id=version.pk, edition=_edition(request)), number=clause
        )  # fmt: skip
    except (ChangedMeanwhile, SignedAlready) as refusal:
        messages.error(request, REFUSED[type(refusal)])
    else:
        messages.success(request, f"Clause {clause} is removed.")
    return redirect("multiagency:agreement-clauses", agreement=agreement)


def _edited(
    request: SignedInRequest, form: EditForm, write: Callable[[], object], page: AgreementForm
) -> HttpResponse:  # fmt: skip
    """Answer a form that edits a draft; what a second click sends again is saved already."""

    def save() -> None:
        try:
            write()
        except ChangedMeanwhile:
            form.version = version_of(request.actor, form.version.pk, AGREEMENT_EDITED)
            if not form.says_the_same():
                form.show_again()
                raise

    return answer(request, form, save, page)


def _written(
    request: SignedInRequest, version: AgreementVersion, section: Section
) -> tuple[EditForm, Callable[[], object]]:  # fmt: skip
    """The form of a section, and what saves it."""
    sent, actor = request.POST or None, request.actor
    if section is Section.PARTIES:
        parties = PartiesForm(sent, version=version, agencies=list(agencies_here(actor)))
        return parties, lambda: write_parties(actor=actor, edit=parties.edit(), parties=parties.parties())
    if section is Section.BASES:
        bases = BasesForm(sent, version=version)
        return bases, lambda: write_parties(actor=actor, edit=bases.edit(), parties=bases.parties())
    if section is Section.TERM:
        term = TermForm(sent, version=version)
        return term, lambda: write_term(actor=actor, edit=term.edit(), term=term.term())
    if section is Section.DPIA:
        dpia = DpiaForm(sent, version=version)
        return dpia, lambda: write_dpia(actor=actor, edit=dpia.edit(), said=dpia.assessed())
    words = SectionForm(sent, version=version, section=section)
    return words, lambda: write_section(
        actor=actor, edit=words.edit(), section=section, words=words.cleaned_data["words"]
    )


def _section(code: str) -> Section:
    """The section of this code that has a form of its own; refuses (NotKnown) any other."""
    if code not in {*QUESTIONS, Section.PARTIES, Section.BASES, Section.TERM, Section.DPIA}:
        raise NotKnown(AGREEMENT_EDITED, Subject("agreement_section"))
    return Section(code)


def _draft(agreement: str) -> str:
    return reverse("multiagency:agreement-draft", args=[agreement])


def _edition(request: SignedInRequest) -> int:
    """The edition that a button was shown with; none is never the one that counts."""
    sent = request.POST.get("edition", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0  # noqa: PLR2004
