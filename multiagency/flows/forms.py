"""What is asked for on the page of flows."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import Agency
from multiagency.flows.findings import TO_LOOK_AT, Finding, Row
from multiagency.flows.quarters import Quarter

LOOK_AT = "LOOK_AT"


class FlowsForm(forms.Form):
    """Which quarter, which finding and which agency; last quarter and what asks for something where none is chosen."""

    quiet_optional = True

    quarter = forms.ChoiceField(label="Quarter", required=False)
    finding = forms.ChoiceField(
        label="Found", required=False,
        choices=[
            (LOOK_AT, "Whatever is to be looked at"), *((one.name, one.label) for one in Finding),
            ("ALL", "Everything"),
        ],
    )  # fmt: skip
    agency = forms.ChoiceField(label="Agency", required=False)

    def __init__(self, *args: Any, quarters: list[Quarter], agencies: Iterable[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.quarters = {one.code: one for one in quarters}
        self.usual = quarters[1]
        quarter, agency = self.fields["quarter"], self.fields["agency"]
        quarter.choices = [(one.code, one.label) for one in quarters]  # type: ignore[attr-defined]
        quarter.initial = self.usual.code
        agency.choices = [("", "Any"), *((one.code, one.name) for one in agencies)]  # type: ignore[attr-defined]

    def chosen(self) -> Quarter:
        """The quarter; the last whole one where none was chosen, or nonsense."""
        return self.quarters.get(self._said("quarter"), self.usual)

    def shows(self, row: Row) -> bool:
        """Whether a flow is asked for."""
        finding, agency = self._said("finding") or LOOK_AT, self._said("agency")
        found = row.finding in TO_LOOK_AT if finding == LOOK_AT else finding in {"ALL", row.finding.name}
        return found and (not agency or agency in {row.sender.code, row.receiver.code})

    def _said(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")
