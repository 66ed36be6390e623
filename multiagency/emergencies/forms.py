"""What is said in an emergency, and what whoever reviews it says."""

from typing import Final

from django import forms

from casework.inputs import WordsField
from casework.openings.models import Emergency, Outcome
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.disclosures.forms import BY_AGREEMENT, PickingForm
from multiagency.sharing.claims import Claims
from multiagency.sharing.facts import Override
from multiagency.sharing.models import Channel
from multiagency.sharing.sending import Picked, Why

HOW: Final = [(Channel.PORTAL.value, "Send it here"), (Channel.PHONE.value, "I tell them by telephone, now")]


class EmergencyForm(PickingForm):
    """To whom, what, why it cannot wait, and the three reasons; the legal power is still needed."""

    reason = forms.ChoiceField(
        label="Why can it not wait?", choices=Emergency.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say why it cannot wait."},
    )  # fmt: skip
    necessity = WordsField(
        label="What has happened, and what do they need it for?", rows=3, min_length=20,
        error_messages={"required": "Say what has happened."},
    )  # fmt: skip
    proportionality = WordsField(
        label="Why is it worth it?", rows=2, min_length=20, error_messages={"required": "Say why it is worth it."}
    )
    less_intrusive = WordsField(
        label="Why would less not do?", rows=2, min_length=20,
        error_messages={"required": "Say why less would not do."},
    )  # fmt: skip
    gateway = forms.ChoiceField(
        label="Which legal power lets you share it?", choices=[BY_AGREEMENT, *Gateway.choices], required=False,
        help_text="An emergency is no power. Without one nothing goes.",
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label="What is it for?", choices=Purpose.choices, initial=Purpose.EMERGENCY_RESPONSE.value
    )
    how = forms.ChoiceField(
        label="How do they get it?", choices=HOW, widget=forms.RadioSelect, initial=Channel.PORTAL.value
    )

    def picked(self, user_id: object) -> Picked:
        """What was said, by one person who stands by it alone."""
        said = self.cleaned_data
        texts = (said["necessity"], said["proportionality"], said["less_intrusive"])
        claims = Claims(
            purpose=Purpose(said["purpose"]), gateway=said["gateway"], emergency=True,
            override=Override(str(user_id), str(user_id), *texts),
        )  # fmt: skip
        why = Why(necessity=f"{Emergency(said['reason']).label}: {said['necessity']}", told="NOT_REACHED")
        return Picked(self.picked_items, self.audience, claims, why, Channel(said["how"]), said["id"])


class ReviewForm(forms.Form):
    """What was found, and why."""

    outcome = forms.ChoiceField(
        label="What did you find?", choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say what you found."},
    )  # fmt: skip
    words = WordsField(
        label="Why, and what happens next?", rows=4, min_length=20, error_messages={"required": "Say why."}
    )
