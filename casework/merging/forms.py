"""Forms of merging: why two rows are one or two, and whose word holds."""

from collections.abc import Iterable
from typing import Any

from django import forms

from casework.inputs import WordsField
from casework.merging.selectors import PartBeside
from casework.merging.sides import Side
from casework.particulars.vocabulary import Part


class PairForm(forms.Form):
    """Another row, whether it is the same human being, and why."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    same = forms.ChoiceField(label="Are these two the same human being?", widget=forms.RadioSelect)
    why = WordsField(label="How do you know?", rows=3)

    def __init__(self, *args: Any, same: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["same"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
            ("yes", f"The same: {same}"),
            ("no", "Not the same: keep them apart for good"),
        ]


class MergeForm(forms.Form):
    """For each part of which both rows say something else: whose word holds. Nothing is chosen beforehand."""

    def __init__(self, *args: Any, asks: Iterable[PartBeside], **options: Any) -> None:
        super().__init__(*args, **options)
        for beside in asks:
            self.fields[beside.part.slug] = forms.ChoiceField(
                label=beside.part.label,
                choices=[(Side.KEPT, _in_one_line(beside.kept)), (Side.MERGED, _in_one_line(beside.merged))],
                widget=forms.RadioSelect,
                help_text="The first is what the older record says.",
            )

    def chosen(self) -> dict[Part, Side]:
        """What was chosen, ready for the service."""
        by_slug = {part.slug: part for part in Part}
        return {by_slug[slug]: Side(side) for slug, side in self.cleaned_data.items()}


def _in_one_line(lines: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{label}: {text}" for label, text in lines) or "As recorded on a page of its own"
