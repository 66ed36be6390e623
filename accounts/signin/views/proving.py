"""What every page shares that asks for a code or a passkey."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth
from django.views.generic import FormView

from accounts.people.models import User
from accounts.signin.forms import CodeForm, PasskeyForm


# the framework's view takes no argument at run time
class AsksForProof(FormView):  # type: ignore[type-arg]
    """Takes whichever of two forms was sent: a code's, or that of a passkey, offered to whoever has one."""

    code_form: type[CodeForm]
    passkey_form: type[PasskeyForm]

    def get_form_class(self) -> type[CodeForm] | type[PasskeyForm]:
        """The form that was sent; to begin with, that of a code."""
        return self.passkey_form if "credential" in self.request.POST else self.code_form

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form belongs to whoever is to prove who they are."""
        return {**super().get_form_kwargs(), "user": self.whose()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both forms, of which `form` is the one that was sent, and the passkey's challenge, for scripts to read."""
        context = super().get_context_data(**kwargs)
        user, sent = self.whose(), context["form"]
        context["code_form"] = sent if isinstance(sent, CodeForm) else self.code_form(user=user)
        if is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]):
            context["passkey_form"] = self.passkey_form(user=user, auto_id="passkey-%s")
            context["passkey"] = {"request_options": auth.begin_authentication(user)}
        return context

    def whose(self) -> User:
        """Who is to prove who they are."""
        raise NotImplementedError
