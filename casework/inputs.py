"""What forms of casework are made of: long words, and saving a form once."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from casework.dates import NotADate, PartialDate, read_birth_date
from vault.ids import uuid7

WORDS = 20_000
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and marks that turn the direction in which text is read, so that it may say something else than
what is stored. The marks with which Arabic and Hebrew are written beside figures (200E, 200F, 061C) stay."""

TAKEN_OUT = (
    "This text held hidden characters, as pasting can bring along, that change how it reads. We took them out: check "
    "that it still says what you mean, and save again."
)
TOO_LONG = (
    "This has {there:,} characters; this box holds {most:,}. Nothing was lost: shorten it, or attach it as a file."
)


class WordsArea(forms.Textarea):
    """A box that shows words without hidden characters, which whoever types could not see to delete."""

    def format_value(self, value: Any) -> str | None:
        """The words as they can be read."""
        text: str | None = super().format_value(value)
        return HIDDEN.sub("", text) if text else text


class Line(forms.TextInput):
    """A box of one line that shows words without hidden characters."""

    def format_value(self, value: Any) -> str | None:
        """The words as they can be read."""
        text: str | None = super().format_value(value)
        return HIDDEN.sub("", text) if text else text


class LineField(forms.CharField):
    """A line of words. Refuses hidden characters, as `WordsField` does."""

    widget = Line

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [each for each in self.validators if not isinstance(each, ProhibitNullCharactersValidator)]

    def validate(self, value: Any) -> None:
        """Refuse what cannot be stored as it is meant."""
        super().validate(value)
        if HIDDEN.search(value):
            raise forms.ValidationError(TAKEN_OUT, code="hidden")


class WordsField(forms.CharField):
    """As many words as somebody needs, in a box of some rows.

    Refuses hidden characters, which the box no longer shows after that, and more than it holds; both in words, with
    what was typed still there. It alters nothing by itself.
    """

    def __init__(self, *, rows: int, **options: Any) -> None:
        self.most = options.pop("max_length", WORDS)
        super().__init__(widget=WordsArea(attrs={"rows": rows}), **options)
        self.validators = [each for each in self.validators if not isinstance(each, ProhibitNullCharactersValidator)]

    def validate(self, value: Any) -> None:
        """Refuse what cannot be stored as it is meant."""
        super().validate(value)
        if HIDDEN.search(value):
            raise forms.ValidationError(TAKEN_OUT, code="hidden")
        if len(value) > self.most:
            raise forms.ValidationError(TOO_LONG.format(there=len(value), most=self.most), code="too_long")


def birth_date(typed: str) -> PartialDate | None:
    """A date of birth as far as it is known, None where nothing was typed; refuses what is no date, in words."""
    if not typed.strip():
        return None
    born = read_birth_date(typed, timezone.localdate())
    if isinstance(born, NotADate):
        raise forms.ValidationError(born.message)
    return born


class DraftedForm(forms.Form):
    """A form whose draft is kept (`casework.drafts`): what was typed and not saved is shown again, unjudged."""

    is_draft = False
    draft: object = None
    """What a page needs to keep the form's draft, once its view has taken it up."""

    def fill_in(self, sent: QueryDict) -> None:
        """Show what was typed before as it was sent, without judging it yet."""
        self.is_bound, self.data, self.is_draft = True, sent, True
        self._errors = ErrorDict()

    def is_valid(self) -> bool:
        """Whether it was sent and everything in it can be saved; what is shown again as a draft was not sent."""
        return not self.is_draft and super().is_valid()


class OnceForm(DraftedForm):
    """A form with a hidden id that becomes the row's, so that sending it twice saves it once."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("id", uuid7())

    def fill_in(self, sent: QueryDict) -> None:
        """Show what was typed before; a draft that was kept without the hidden id gets one."""
        sent.setdefault("id", str(uuid7()))
        super().fill_in(sent)

    def ask_again(self, next_step: str) -> None:
        """Say that the id has been used for other words, and give the form a fresh one; what was typed stays."""
        self.put(id=uuid7())
        self.add_error(None, f"This form was already saved once, with other words. {next_step}")

    def put(self, **hidden: UUID | int | str | None) -> None:
        """Give hidden fields other values, and leave what was typed and ticked as it is."""
        data = self.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict, or a dict in a test
        for name, value in hidden.items():
            data[name] = "" if value is None else str(value)
        self.data = data


def id_sent(request: HttpRequest) -> UUID | None:
    """The hidden id with which a form was sent; None where there is none, or no id."""
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return None
