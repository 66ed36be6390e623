"""A service: a job that reads across agencies by grants that can be revoked, never by a way past the walls."""

from django.db import models

from accounts.agencies.models import Agency, Partnership
from vault.ids import uuid7


class ServicePrincipal(models.Model):
    """A named job of a partnership, such as finding repeat victims; it has no password and signs in nowhere."""

    CLEAR = frozenset({"name", "made_at", "closed_at"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    name = models.SlugField(max_length=40)
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "name"), name="service_name_once"),)

    def __str__(self) -> str:
        return self.name


class ServiceGrant(models.Model):
    """That a service may use what one agency holds under one data category; revoked, its row is gone."""

    CLEAR = frozenset({"category", "given_at"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    service = models.ForeignKey(ServicePrincipal, on_delete=models.CASCADE, related_name="grants")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=32)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("service", "agency", "category"), name="service_grant_once"),
            models.CheckConstraint(condition=models.Q(category__regex="^[A-Z_]+$"), name="service_grant_category"),
        )

    def __str__(self) -> str:
        return f"grant {self.pk}"
