"""Who is the designated liaison officer of an agency, and who deputises."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from multiagency.agreements.models import Kept


class Place(models.TextChoices):
    """Which of the two."""

    OFFICER = "OFFICER", "Designated liaison officer"
    DEPUTY = "DEPUTY", "Deputy"


class LiaisonOfficer(Kept):
    """That somebody is their agency's liaison officer or deputy, from when it was made until it was ended.

    Every agency of the partnership reads it. There is one of each place at a time, and nobody holds both.
    """

    CLEAR: ClassVar[set[str]] = {"made_at", "place", "ended_at"}

    place = models.CharField(max_length=8, choices=Place)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["partnership", "owner", "place"], condition=Q(ended_at=None), name="liaisonofficer_one_a_place"
            ),
            models.UniqueConstraint(
                fields=["partnership", "owner", "user"], condition=Q(ended_at=None), name="liaisonofficer_one_a_person"
            ),
            models.CheckConstraint(condition=Q(place__in=Place.values), name="liaisonofficer_place"),
        )

    def __str__(self) -> str:
        return f"Liaison officer {self.pk}"
