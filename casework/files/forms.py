"""The form for adding a file to a case."""

from typing import Final
from uuid import UUID

from django import forms

from casework.categories import Category
from casework.files.cleaning.kinds import ENDINGS, TAKEN
from casework.files.services import NewFile
from casework.inputs import OnceForm, WordsField

LARGEST: Final = 20 * 1024 * 1024
LONGEST_NOTE: Final = 500

KEPT_UNDER: Final = (
    Category.INTERVENTION_RECORD, Category.RISK_ASSESSMENT, Category.ORDERS_CONDITIONS, Category.SENTENCE_LICENCE,
    Category.ASB_INCIDENT, Category.DA_INCIDENT, Category.SAFEGUARDING_CONCERN, Category.HOUSING_TENANCY,
    Category.HEALTH_MENTAL, Category.HEALTH_PHYSICAL, Category.SUBSTANCE_TREATMENT, Category.EMPLOYMENT_EDUCATION,
    Category.PROFESSIONAL_CONTACT, Category.COMPLAINT, Category.IMAGES_MEDIA,
)  # fmt: skip
"""What files are about. Where a victim is, and how to reach them, is never kept in a file: it has its own place."""


class AddFileForm(OnceForm):
    """A file, what it is about, and a note."""

    file = forms.FileField(
        label="File", max_length=200, widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=f"{TAKEN}; at most 20 MB. Where and by whom it was made is taken out of pictures and documents. "
        "Where a victim lives or how to reach them does not belong in a file.",
        error_messages={
            "required": "Choose the file.",
            "empty": "This file is empty. Choose it again; on a phone, wait until it has been saved.",
            "max_length": "The file's name is too long. Give it a shorter name and choose it again.",
        },
    )  # fmt: skip
    category = forms.ChoiceField(
        label="What is it about?",
        choices=[("", "Choose what it is about"), *((one.value, one.label) for one in KEPT_UNDER)],
        help_text="Whoever the case is shared with sees it only if this is shared with them.",
        error_messages={"required": "Choose what the file is about: that decides who else may see it."},
    )  # fmt: skip
    note = WordsField(label="What does it show?", rows=2, required=False, max_length=LONGEST_NOTE)

    def clean_file(self) -> object:
        """The file; refuses more than 20 MB."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 20 MB. Make it smaller, or add it in parts.")
        return file

    def new_file(self, intervention_id: UUID | None = None) -> NewFile:
        """What was sent, ready for the service; for an entry of the timeline where one is named."""
        said = self.cleaned_data
        return NewFile(
            id=said["id"], name=str(said["file"].name), content=bytes(said["file"].read()),
            category=Category(said["category"]), note=said["note"],
            intervention_id=intervention_id,
        )  # fmt: skip
