"""Answering one form about a case: its page, and what comes of what was sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import SignedInRequest
from casework.cases.selectors import OpenedCase
from casework.drafts.keeping import let_go, take_up
from casework.inputs import OnceForm
from casework.refusals import AlreadySent

Refused = Mapping[type[Exception], tuple[str | None, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What the page of a form says; `refused` gives the field and the words for what the room's service refuses."""

    title: str
    button: str = "Save"
    template: str = "casework/case_form.html"
    more: Mapping[str, object] = field(default_factory=dict)
    done: str
    back: str
    again: str = "Save again to add what is typed here as well."
    refused: Refused = field(default_factory=dict)


def form_page(request: SignedInRequest, opened: OpenedCase, form: forms.Form, page: FormPage) -> HttpResponse:
    """Show a form about a case that was opened, with what is wrong in it."""
    shown = {"opened": opened, "form": form, "title": page.title, "button": page.button, **page.more}
    return render(request, page.template, shown)


def saved(request: SignedInRequest, opened: OpenedCase, page: FormPage) -> HttpResponse:
    """Say that it is saved, let its draft go and lead back, as for what was sent so for the same sent again."""
    let_go(request)
    messages.success(request, page.done)
    return redirect(page.back, reference=opened.case.reference)


def answer(
    request: SignedInRequest, opened: OpenedCase, form: OnceForm, save: Callable[[], object], page: FormPage
) -> HttpResponse:
    """Save what was sent and lead back; where that is refused the form says why, with what was typed.

    Until it is saved what is typed is kept as a draft.

    `save` is called once the form is valid. What it refuses otherwise than in `page.refused`, as sent before with
    other words (AlreadySent) or as wrong (ValidationError) is not caught.
    """
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            save()
        except tuple(page.refused) as refusal:
            form.add_error(*page.refused[type(refusal)])
        except AlreadySent:
            form.ask_again(page.again)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return saved(request, opened, page)
    return form_page(request, opened, form, page)
