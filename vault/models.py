"""Where keys are kept, each wrapped by the one above it: root, agency, data key.

No table here holds a key that opens anything by itself. Agencies, partnerships and subjects are known by id alone.
"""

from typing import ClassVar

from django.db import models

from vault.ids import uuid7

CATEGORY_LENGTH = 40


class AgencyKey(models.Model):
    """An agency's key in one partnership, wrapped by the root key; a new version replaces it when keys are rotated."""

    CLEAR: ClassVar[frozenset[str]] = frozenset({"version", "active", "wrapped", "made_at"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership_id = models.UUIDField()
    agency_id = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    active = models.BooleanField(default=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["partnership_id", "agency_id", "version"], name="vault_agencykey_version"),
            models.UniqueConstraint(
                fields=["partnership_id", "agency_id"],
                condition=models.Q(active=True),
                name="vault_agencykey_one_active",
            ),
        )

    def __str__(self) -> str:
        return f"agency key {self.pk}"


class DataKey(models.Model):
    """The one data key of what an owner holds about a subject; its bytes stand only in its grants."""

    CLEAR: ClassVar[frozenset[str]] = frozenset({"active", "made_at"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership_id = models.UUIDField()
    subject_id = models.UUIDField()
    owner_id = models.UUIDField()
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["subject_id", "owner_id", "partnership_id"],
                condition=models.Q(active=True),
                name="vault_datakey_one_active",
            ),
        )

    def __str__(self) -> str:
        return f"data key {self.pk}"

    @property
    def holder(self) -> bytes:
        """Whose key this is, as bytes: partnership 16, subject 16, owner 16."""
        return self.partnership_id.bytes + self.subject_id.bytes + self.owner_id.bytes


class KeyGrant(models.Model):
    """A key wrapped for one agency: the data key itself (category '', the owner's), or one category's derived key.

    Partnership, owner and subject are copies, so that neither the walls nor the agency that wraps its grants anew need
    the data key's row; the wrapped key is bound to the truth.
    """

    CLEAR: ClassVar[frozenset[str]] = frozenset({"category", "wrapped", "ends_at"})

    pk = models.CompositePrimaryKey("key_id", "agency_id", "category")
    key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="grants")
    agency_id = models.UUIDField()
    category = models.CharField(max_length=CATEGORY_LENGTH, default="", blank=True)
    partnership_id = models.UUIDField()
    owner_id = models.UUIDField()
    subject_id = models.UUIDField()
    agency_key = models.ForeignKey(AgencyKey, on_delete=models.PROTECT, related_name="grants")
    wrapped = models.BinaryField()
    ends_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"grant of {self.key_id}"

    @property
    def holder(self) -> bytes:
        """Whose key this is, as bytes: partnership 16, subject 16, owner 16."""
        return self.partnership_id.bytes + self.subject_id.bytes + self.owner_id.bytes


class IndexKey(models.Model):
    """The key of a partnership's blind indexes, wrapped by the root key."""

    CLEAR: ClassVar[frozenset[str]] = frozenset({"wrapped", "made_at"})

    partnership_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"index key of {self.partnership_id}"
