"""Refusing what must not be copied into the record: minutes of MAPPA meetings and entries of ViSOR.

They belong to their own national systems and are passed on by their chair's permission alone (MAPPA Guidance; Criminal
Justice Act 2003 s.325). This is as far as words show what they are: whoever retypes minutes without their headings is
not stopped, so that every form asks for a reference instead of content.
"""

import re
from typing import Any, Final

from django import forms

SIGNS: Final = (
    r"\bmappa\s*[- ]?\s*(?:form\s*)?b\b", r"\bminutes\s+of\s+(?:a|the)?\b", r"\bmappa\b.{0,40}\bminutes\b",
    r"\bminutes\b.{0,40}\bmappa\b", r"\bofficial[- ]sensitive\b", r"\bapologies\b", r"\battend(?:ees|ance)\s*:",
    r"\bmatters\s+arising\b", r"\brisk\s+management\s+plan\s*:", r"\bdisclosure\s+(?:decision|considered)\b",
    r"\bvisor\s+(?:nominal|record|entry|log|activity|risk)\b", r"\blevel\s+[123]\s+meeting\b",
)  # fmt: skip
"""How minutes and entries look: one sign may be said in passing, two are a copy."""
FOUND: Final = [re.compile(sign, re.IGNORECASE | re.DOTALL) for sign in SIGNS]
COPIED: Final = 2
REFUSAL: Final = (
    "This looks like minutes of a MAPPA meeting or an entry of ViSOR. They are not kept here. Say in your own words "
    "what your agency knows or did, and give only the reference. Whoever chairs the meeting decides who else gets its "
    "minutes."
)


def looks_pasted(text: str) -> bool:
    """Whether a text bears at least two signs of minutes or of an entry."""
    return sum(1 for sign in FOUND if sign.search(text)) >= COPIED


class NoMinutesForm(forms.Form):
    """A form that takes no pasted minutes in any of its boxes; what was typed stays."""

    def clean(self) -> dict[str, Any]:
        """Refuse every box whose words look pasted."""
        said = super().clean() or self.cleaned_data
        for name, value in list(said.items()):
            if isinstance(value, str) and looks_pasted(value):
                self.add_error(name, REFUSAL)
        return said
