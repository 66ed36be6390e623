"""Forms of standing shares: what to share with whom, for what, by which power, until when."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.day_fields import DayField
from accounts.models import Agency
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.inputs import LineField, OnceForm, WordsField
from casework.purposes import NEVER_ASKED_FOR, Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.asked_decisions.forms import ReasonsForm
from multiagency.asked_decisions.services import Reasons
from multiagency.sharing.claims import Claims
from multiagency.standing_shares.services import Wanted

NEVER_SHARED = FOR_NAMED_PEOPLE | {Category.AGGREGATE}
CATEGORIES = [choice for choice in Category.choices if choice[0] not in NEVER_SHARED]
PURPOSES = [choice for choice in Purpose.choices if choice[0] not in NEVER_ASKED_FOR]
CONFIDENTIALITY = {
    "CONSENT": "They agree",
    "STATUTORY_DUTY": "A law says that it must be shared",
    "COURT_ORDER": "A court has ordered it",
    "PUBLIC_INTEREST": "The public interest is stronger",
    "BEST_INTERESTS": "It is in the best interests of somebody who cannot decide",
    "DIRECT_CARE": "It is for their own care",
}
USUALLY, LONGEST = timedelta(days=182), timedelta(days=366)
MANY = {"class": "govuk-checkboxes--small rt-columns"}


class AgencyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """One agency by name."""

    def label_from_instance(self, obj: Agency) -> str:
        """The name."""
        return obj.name


class ShareForm(OnceForm):
    """What is shared with which agency; what the law asks of it is said here, and everything else is looked up."""

    agency = AgencyField(label="With which agency?", queryset=Agency.objects.none(), empty_label="Choose an agency")
    categories = forms.MultipleChoiceField(
        label="What would they see?", choices=CATEGORIES, widget=forms.CheckboxSelectMultiple(MANY),
        help_text="Everything of a kind that is on the case, and what is added until the sharing ends.",
    )  # fmt: skip
    purpose = forms.ChoiceField(label="For what?", choices=[("", "Choose a purpose"), *PURPOSES])
    gateway = forms.ChoiceField(
        label="Which legal power lets your agency share it?", choices=[("", "Choose a power"), *Gateway.choices],
        required=False, help_text="An agreement, an exemption or a wish is not a power.",
    )  # fmt: skip
    gateway_request = forms.BooleanField(
        label="The written request that this power needs is on file", required=False
    )  # fmt: skip
    conf_basis = forms.ChoiceField(
        label="If health information is shared: why may confidentiality give way?", required=False,
        choices=[("", "No health information"), *CONFIDENTIALITY.items()],
    )  # fmt: skip
    le_citation = LineField(
        label="If police data is used for something else: which law allows that?", max_length=200, required=False
    )
    last_day = DayField(label="Until which day?", help_text="It ends earlier where an agreement or their consent does.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("last_day", timezone.localdate() + USUALLY)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_last_day(self) -> date:
        """Refuse a day that has passed, and one in the far future: what is shared is looked at again."""
        day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError("Choose a day from today on, within a year.")
        return day

    def wanted(self) -> Wanted:
        """What was chosen, ready for the service."""
        said = self.cleaned_data
        claims = Claims(
            purpose=Purpose(said["purpose"]), gateway=said["gateway"], gateway_request=said["gateway_request"],
            conf_basis=said["conf_basis"], le_citation=said["le_citation"],
        )  # fmt: skip
        categories = frozenset(map(Category, said["categories"]))
        return Wanted(said["agency"], categories, claims, said["last_day"], said["id"])


class AskShareForm(ReasonsForm, ShareForm):
    """What is put to a second authoriser: what is to be shared, why they need it, and the three reasons."""

    OWN = ("why", *ReasonsForm.OWN)

    why = WordsField(
        label="What does the other agency need it for?", rows=2, min_length=20,
        error_messages={"required": "Say what they need it for."},
    )  # fmt: skip

    def reasons(self) -> Reasons:
        """Why it should be shared."""
        return self.reasons_for(self.cleaned_data["why"])


class EndForm(forms.Form):
    """One category with one agency, as a button of the page says it."""

    agency = AgencyField(queryset=Agency.objects.none())
    category = forms.ChoiceField(choices=CATEGORIES)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
