"""What forms of casework are made of: long words, and saving a form once."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from vault.ids import uuid7

WORDS = 20_000


class WordsField(forms.CharField):
    """As many words as somebody needs, in a box of some rows."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(max_length=WORDS, widget=forms.Textarea(attrs={"rows": rows}), **options)


class OnceForm(forms.Form):
    """A form with a hidden id that becomes the row's, so that sending it twice saves it once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    is_draft = False
    draft: object = None
    """What a page needs to keep the form's draft, where it keeps one (`casework.drafts`)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("id", uuid7())

    def fill_in(self, sent: QueryDict) -> None:
        """Show what was typed before as it was sent, without judging it yet."""
        sent.setdefault("id", str(uuid7()))
        self.is_bound, self.data, self.is_draft = True, sent, True
        self._errors = ErrorDict()

    def is_valid(self) -> bool:
        """Whether it was sent and everything in it can be saved; what is shown again as a draft was not sent."""
        return not self.is_draft and super().is_valid()

    def ask_again(self, next_step: str) -> None:
        """Say that the id has been used for other words, and give the form a fresh one; what was typed stays."""
        self.put(id=uuid7())
        self.add_error(None, f"This form was already saved once, with other words. {next_step}")

    def put(self, **hidden: UUID) -> None:
        """Give hidden fields other values, and leave what was typed and ticked as it is."""
        data = self.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict, or a dict in a test
        for name, value in hidden.items():
            data[name] = str(value)
        self.data = data


def id_sent(request: HttpRequest) -> UUID | None:
    """The hidden id with which a form was sent; None where there is none, or no id."""
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return None
