"""What a report of a fault may say: where it happened and with what kinds of thing, never with what content."""

from collections.abc import ItemsView
from types import FrameType

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class KindsAlone(SafeExceptionReporterFilter):
    """Leaves out what was typed and what any variable held, in debugging too: either may be somebody's record."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always, also where the technical page is switched on."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        """The names of the fields that were sent."""
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> ItemsView[str, str]:
        """Each variable's name and the type of what it held."""
        return {name: f"<{type(value).__qualname__}>" for name, value in tb_frame.f_locals.items()}.items()
