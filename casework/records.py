"""What every record of case data has: a tenant, an agency that answers for it, and a time of making."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.models import Agency, Partnership
from vault.fields import SealedModel
from vault.ids import uuid7


class Record(SealedModel):
    """A row of case data. It belongs to one partnership and one agency, the controller of what it says."""

    SAME: ClassVar[frozenset[str] | set[str]] = frozenset()  # clear columns of which a form sent again says the same

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(SealedModel.Meta):
        abstract = True
