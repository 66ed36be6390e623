"""Partnerships and agencies: every row of case data belongs to one of each."""

from django.db import models

from audit.ledger.events import Subject
from vault.ids import uuid7


class AgencyType(models.TextChoices):
    """What kind of body an agency is; the law of sharing turns on it."""

    POLICE = "POLICE", "Police"
    COUNCIL_COMMUNITY_SAFETY = "COUNCIL_COMMUNITY_SAFETY", "Council community safety"
    HOUSING = "HOUSING", "Council housing"
    CSC = "CSC", "Children's social care"
    ASC = "ASC", "Adult social care"
    YJS = "YJS", "Youth justice service"
    PROBATION = "PROBATION", "Probation"
    PRISON = "PRISON", "Prison"
    NHS_MH = "NHS_MH", "NHS mental health"
    NHS_ACUTE = "NHS_ACUTE", "NHS acute hospital"
    GP_ICB = "GP_ICB", "Primary care or integrated care board"
    SUBSTANCE = "SUBSTANCE", "Drug and alcohol treatment"
    FIRE = "FIRE", "Fire and rescue"
    IDVA = "IDVA", "Independent domestic-violence advocacy"
    ISVA = "ISVA", "Independent sexual-violence advocacy"
    VICTIM_SERVICE = "VICTIM_SERVICE", "Victim service"
    OUTREACH = "OUTREACH", "Street outreach"
    EDUCATION = "EDUCATION", "Education"
    LANDLORD = "LANDLORD", "Registered social landlord"
    BID = "BID", "Business improvement district"
    PERP_PROGRAMME = "PERP_PROGRAMME", "Perpetrator programme"
    BY_AND_FOR = "BY_AND_FOR", "By-and-for specialist service"


class Partnership(models.Model):
    """A community safety partnership: the tenant. Two partnerships never see each other's rows."""

    CLEAR = frozenset({"slug", "founded_at"})
    STAFF = frozenset({"name"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40, unique=True)
    founded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class Agency(models.Model):
    """A controller of what its staff record; it may serve several partnerships."""

    CLEAR = frozenset({"code", "type", "added_at"})
    STAFF = frozenset({"name", "liaison"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=24, unique=True)
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=24, choices=AgencyType)
    liaison = models.CharField(
        max_length=160, help_text="Whom to ask for a sealed value: a role or a desk, never a person's name."
    )
    partnerships = models.ManyToManyField(Partnership, through="AgencyInPartnership", related_name="agencies")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(type__in=AgencyType.values), name="agency_type_known"),
            models.CheckConstraint(condition=~models.Q(liaison=""), name="agency_says_whom_to_ask"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> Subject:
        """The agency as the ledger names it."""
        return Subject("agency", self.pk, self.pk)


class AgencyInPartnership(models.Model):
    """That an agency serves a partnership, and since when."""

    CLEAR = frozenset({"since"})

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "partnership"), name="agency_once_in_partnership"),)

    def __str__(self) -> str:
        return f"{self.agency_id} in {self.partnership_id}"
