"""What is asked of a person beside their name, part by part; every question can be answered with "Not known".

No answer is ever assumed: a part that nobody has recorded has no row, and a choice has no default.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models

from casework.categories import Category


class Part(models.TextChoices):
    """What is read and changed together, sealed under one data category."""

    NAME = "NAME", "Name and date of birth"
    OTHER_NAMES = "OTHER_NAMES", "Other names"
    BACKGROUND = "BACKGROUND", "Sex, language and death"
    ETHNICITY = "ETHNICITY", "Ethnicity"
    RELIGION = "RELIGION", "Religion or belief"
    GENDER = "GENDER", "Gender identity and sexual orientation"
    DISABILITY = "DISABILITY", "Disability and needs"
    IMMIGRATION = "IMMIGRATION", "Nationality and immigration status"

    @property
    def slug(self) -> str:
        """How an address names it."""
        return self.value.lower().replace("_", "-")


class Entity(models.TextChoices):
    """What somebody harmed may be; a business and a venue have neither birth nor particulars."""

    PERSON = "PERSON", "A person"
    BUSINESS = "BUSINESS", "A business"
    VENUE = "VENUE", "A venue"


CATEGORIES: Final = {
    Part.NAME: Category.IDENTITY,
    Part.OTHER_NAMES: Category.ALIAS_LINKS,
    Part.BACKGROUND: Category.IDENTITY,
    Part.ETHNICITY: Category.ETHNICITY,
    Part.RELIGION: Category.RELIGION,
    Part.GENDER: Category.SEXUAL_LIFE,
    Part.DISABILITY: Category.DISABILITY_NEEDS,
    Part.IMMIGRATION: Category.IMMIGRATION_STATUS,
}
ON_PERSON: Final = (Part.NAME, Part.OTHER_NAMES)
"""Parts of which the person's own row says what holds now, because lists and searches read it."""
RESTRICTED: Final = frozenset({Part.IMMIGRATION})
"""Parts that are opened on a page of their own alone, each time as an event of its own."""

NOT_KNOWN: Final = {"NOT_KNOWN": "Not known"}
NOT_SAID: Final = {"NOT_SAID": "Prefers not to say"}
YES_OR_NO: Final = {"YES": "Yes", "NO": "No", **NOT_KNOWN}
ETHNICITIES: Final = {
    "W1": "White: English, Welsh, Scottish, Northern Irish or British",
    "W2": "White: Irish",
    "W3": "White: Gypsy or Irish Traveller",
    "W9": "White: any other background",
    "M1": "Mixed: White and Black Caribbean",
    "M2": "Mixed: White and Black African",
    "M3": "Mixed: White and Asian",
    "M9": "Mixed: any other background",
    "A1": "Asian or Asian British: Indian",
    "A2": "Asian or Asian British: Pakistani",
    "A3": "Asian or Asian British: Bangladeshi",
    "A4": "Asian or Asian British: Chinese",
    "A9": "Asian or Asian British: any other background",
    "B1": "Black or Black British: Caribbean",
    "B2": "Black or Black British: African",
    "B9": "Black or Black British: any other background",
    "O1": "Arab",
    "O9": "Any other ethnic group",
    "NS": "Not stated: asked, and would not say",
    **NOT_KNOWN,
}
"""The 18 groups of the Office for National Statistics (census of 2011), and "not stated"; unasked is not known."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a part: answered by a choice, or in words where there are none; `day` asks for a date."""

    name: str
    label: str
    choices: Mapping[str, str] | None = None
    day: bool = False
    hint: str = ""

    def in_words(self, answer: object) -> str:
        """An answer as people read it."""
        if self.day and answer:
            day = date.fromisoformat(str(answer))
            return f"{day.day} {day:%B %Y}"
        return self.choices.get(str(answer), "") if self.choices else str(answer or "")


QUESTIONS: Final[Mapping[Part, tuple[Question, ...]]] = {
    Part.BACKGROUND: (
        Question("sex", "Sex", {"FEMALE": "Female", "MALE": "Male", "OTHER": "Neither", **NOT_KNOWN}),
        Question("language", "First language", hint="Leave it empty if it is not known."),
        Question("interpreter", "Is an interpreter needed?", YES_OR_NO),
        Question("died", "Have they died?", YES_OR_NO),
        Question("died_on", "Date of death", day=True, hint="Only where they have died and the day is known."),
    ),
    Part.ETHNICITY: (
        Question("group", "Ethnic group", ETHNICITIES),
        Question("source", "Who says so?", {"SELF": "They say so themselves", "STAFF": "Staff, by sight", **NOT_KNOWN}),
    ),
    Part.RELIGION: (
        Question(
            "religion",
            "Religion or belief",
            {
                "NONE": "None", "BUDDHIST": "Buddhist", "CHRISTIAN": "Christian", "HINDU": "Hindu", "JEWISH": "Jewish",
                "MUSLIM": "Muslim", "SIKH": "Sikh", "OTHER": "Another", **NOT_SAID, **NOT_KNOWN,
            },
        ),
    ),
    Part.GENDER: (
        Question(
            "gender",
            "Gender identity",
            {
                "SAME": "The same as the sex registered at birth", "WOMAN": "Woman, registered otherwise at birth",
                "MAN": "Man, registered otherwise at birth", "NON_BINARY": "Non-binary", "OTHER": "Another",
                **NOT_SAID, **NOT_KNOWN,
            },
        ),
        Question(
            "orientation",
            "Sexual orientation",
            {
                "HETEROSEXUAL": "Heterosexual", "GAY": "Gay or lesbian", "BISEXUAL": "Bisexual", "OTHER": "Another",
                **NOT_SAID, **NOT_KNOWN,
            },
        ),
    ),
    Part.DISABILITY: (
        Question("disabled", "Are they disabled?", YES_OR_NO),
        Question("needs", "What do they need?", hint="For example large print, step-free access, a named carer."),
    ),
    Part.IMMIGRATION: (
        Question("nationality", "Nationality", hint="Leave it empty if it is not known."),
        Question(
            "status",
            "Immigration status",
            {
                "CITIZEN": "British or Irish citizen", "SETTLED": "Settled, or leave without an end",
                "PRE_SETTLED": "Pre-settled", "LIMITED": "Leave with an end",
                "ASYLUM": "Waits for a decision on asylum",
                "PROTECTED": "Refugee or other protection", "NO_LEAVE": "No leave to be in the country",
                **NOT_SAID, **NOT_KNOWN,
            },
        ),
        Question("funds", "Have they no recourse to public funds?", YES_OR_NO),
    ),
}  # fmt: skip
