"""Forms that met a locked screen, an ended session or the question for a fresh code: kept sealed, to be sent again."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.people.models import User
from accounts.signin.models import KeptForm
from vault.secrets import open_secret, seal_secret

LONGEST_KEPT = timedelta(hours=12)
MOST_KEPT = 5
MOST_CHARACTERS = 1_000_000
SENT_AGAIN = "kept_form"
"""The field by which a form that is sent again says which kept one it was."""

NEVER_KEPT = frozenset({"password", "oldpassword", "password1", "password2", "code", "credential"})
"""A form with one of these fields is not kept: it proves who somebody is, and is for one use."""

_OURS = frozenset({"csrfmiddlewaretoken", SENT_AGAIN})


@dataclass(frozen=True)
class Words:
    """A form as it was sent: where to, its fields, and whether files went with it, which are not kept."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def prose(self) -> list[str]:
        """What looks typed rather than chosen."""
        return [value for _, value in self.fields if " " in value.strip()]


def keep(request: HttpRequest, user: User) -> KeptForm | None:
    """Keep the form that this request sends; None where it has no fields, is too large or holds a secret.

    None too for a script, which stays on its page with what was typed, and sends it again by itself.
    """
    if request.headers.get("Accept") == "application/json":
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _OURS]
    if not fields or NEVER_KEPT & request.POST.keys() or sum(len(value) for _, value in fields) > MOST_CHARACTERS:
        return None
    kept = KeptForm(user=user)
    words = json.dumps({"path": request.get_full_path(), "fields": fields, "had_files": bool(request.FILES)})
    kept.words = seal_secret(words, bound_to(kept))
    kept.save(force_insert=True)
    _sweep(user)
    return kept


def kept_form(user: User, pk: UUID) -> Words | None:
    """A form that this user's request sent; None where there is none, or not any more."""
    kept = _living(user).filter(pk=pk).first()
    if kept is None:
        return None
    words = json.loads(open_secret(kept.words, bound_to(kept)))
    return Words(words["path"], [(name, value) for name, value in words["fields"]], words["had_files"])


def forget(user: User, pk: UUID) -> None:
    """Drop a kept form: it was sent again, or is not wanted."""
    KeptForm.objects.filter(user=user, pk=pk).delete()


def _living(user: User) -> QuerySet[KeptForm]:
    return KeptForm.objects.filter(user=user, kept_at__gt=timezone.now() - LONGEST_KEPT)


def _sweep(user: User) -> None:
    KeptForm.objects.filter(kept_at__lte=timezone.now() - LONGEST_KEPT).delete()
    newest = _living(user).order_by("-kept_at").values("pk")[:MOST_KEPT]
    KeptForm.objects.filter(user=user).exclude(pk__in=newest).delete()


def bound_to(kept: KeptForm) -> str:
    """What a sealed text is bound to: whose it is, and which."""
    return f"accounts.kept_form:{kept.user_id}:{kept.pk}"
