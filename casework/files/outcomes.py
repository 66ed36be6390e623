"""What became of a file, in words for whoever added it."""

from django.contrib import messages

from accounts.requests import SignedInRequest
from casework.files.models import State


def say_what_came(request: SignedInRequest, state: State) -> None:
    """Say whether a file that was added may be opened, and what to do where it may not."""
    if state == State.KEPT:
        messages.success(request, "The file is added. It was checked, and what it said about its maker taken out.")
    elif state == State.WAITING:
        messages.warning(
            request, "The file is added. It can be opened once the virus check, which is out of reach now, has seen it."
        )
    else:
        messages.error(
            request, "The virus check found something in this file, so it is held back. Your information-governance"
            " officer has been told. Do not open it where you have it; tell whoever sent it to you."
        )  # fmt: skip
