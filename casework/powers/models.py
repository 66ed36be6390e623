"""What was decided about each power, and the checks that an answer to harm was a whole one."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Power(models.TextChoices):
    """Tools and powers against harm; codes are kept for ever."""

    WARNING = "WARNING", "Warning"
    ABC = "ABC", "Acceptable behaviour contract"
    CPW = "CPW", "Community protection warning"
    CPN = "CPN", "Community protection notice"
    CIVIL_INJUNCTION = "CIVIL_INJUNCTION", "Civil injunction"
    CBO = "CBO", "Criminal behaviour order"
    CLOSURE = "CLOSURE", "Closure notice or order"
    DISPERSAL = "DISPERSAL", "Dispersal"
    PSPO = "PSPO", "Public spaces protection order"
    POSSESSION = "POSSESSION", "Possession of a home"
    DVPN = "DVPN", "Domestic violence protection notice"
    DVPO = "DVPO", "Domestic violence protection order"
    DAPO = "DAPO", "Domestic abuse protection order"
    STALKING_PO = "STALKING_PO", "Stalking protection order"
    RESTRAINING = "RESTRAINING", "Restraining order"
    NON_MOLESTATION = "NON_MOLESTATION", "Non-molestation order"
    CAWN = "CAWN", "Child abduction warning notice"
    SHPO = "SHPO", "Sexual harm prevention order"
    KCPO = "KCPO", "Knife crime prevention order"


class Decision(models.TextChoices):
    """What was decided about a power."""

    CONSIDERED = "CONSIDERED", "Being considered"
    USED = "USED", "Used"
    NOT_USED = "NOT_USED", "Not used"


class Done(models.TextChoices):
    """Whether something was done; not known is an answer of its own and never a yes or a no."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class PowerDecision(Record):
    """What was decided about a power on a day, and why. A later decision about it counts instead; this one is kept."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "decided_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="powers", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.ORDERS_CONDITIONS)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="casework.powerdecision.words", category_from="category")

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["case", "-decided_on"], name="powerdecision_in_order"),)

    def __str__(self) -> str:
        return f"Power decision {self.pk}"


class ResponseCheck(Record):
    """Whether support was offered and witnesses approached safely, as found on a day; the latest counts."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "checked_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="response_checks", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.INTERVENTION_RECORD)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="casework.responsecheck.words", category_from="category")

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["case", "-checked_on"], name="responsecheck_in_order"),)

    def __str__(self) -> str:
        return f"Response check {self.pk}"
