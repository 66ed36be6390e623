"""Versions of a partnership's routing rules, dry-runs of them, decisions by them, and how much each team can take.

Codes, ids, numbers and rules' own words; none says who a referral is about. A version that was published, a dry-run and
a decision never change: the database refuses it (ADR 0033).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Agency, Partnership, Team, User
from multiagency.routing.route import Outcome, Target, Urgency
from vault.ids import uuid7

LONGEST_WORDS = 200
URGENCIES = {Urgency.ROUTINE.value: "Routine", Urgency.URGENT.value: "Urgent", Urgency.IMMEDIATE.value: "Immediate"}
OUTCOMES = {
    Outcome.MATCHED.value: "By a rule",
    Outcome.NO_RULE.value: "No rule held: by hand",
    Outcome.LOOP.value: "Would have gone in a circle: by hand",
}


class OfPartnership(models.Model):
    """A row of a partnership, and when it was made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class RuleSet(OfPartnership):
    """One version of a partnership's rules: a draft until it is published, in force from its day until the next one.

    `edition` is counted on by the database with every change of the draft, so that a dry-run says which draft it tried.
    """

    CLEAR: ClassVar[set[str]] = {"created_at", "number", "edition", "fallback_panel", "published_at", "in_force_from"}

    number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    fallback_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    fallback_team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    fallback_panel = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    in_force_from = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["partnership", "number"], name="ruleset_number"),
            models.UniqueConstraint(fields=["partnership"], condition=Q(published_at=None), name="ruleset_one_draft"),
            models.UniqueConstraint(fields=["partnership", "in_force_from"], name="ruleset_one_in_force"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None, in_force_from=None)
                | Q(published_at__isnull=False, published_by__isnull=False, in_force_from__gte=F("published_at")),
                name="ruleset_published",
            ),
        )

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed, and decides nothing."""
        return self.published_at is None

    @property
    def is_to_come(self) -> bool:
        """Whether it is published and begins later."""
        return self.in_force_from is not None and self.in_force_from > timezone.now()

    @property
    def fallback(self) -> Target:
        """The desk that decides by hand where no rule does."""
        return Target(self.fallback_agency_id, self.fallback_team_id, self.fallback_panel)


class RoutingRule(OfPartnership):
    """One rule of one version. `code` is its name in decisions, the same from version to version."""

    CLEAR: ClassVar[set[str]] = {"created_at", "code", "priority", "conditions", "panel", "urgency", "words"}

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="rules")
    code = models.CharField(max_length=8)
    priority = models.PositiveSmallIntegerField()
    conditions = models.JSONField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    panel = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=12, choices=[*URGENCIES.items()])
    words = models.CharField(max_length=LONGEST_WORDS)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["rule_set", "code"], name="routingrule_code"),
            models.CheckConstraint(condition=Q(urgency__in=[*URGENCIES]), name="routingrule_urgency"),
            models.CheckConstraint(condition=~Q(words=""), name="routingrule_says_why"),
        )


class DryRun(OfPartnership):
    """What a draft would have changed: the stored decisions since a day, asked again, and which came out otherwise.

    `changes` lists, for each, the decision and what it was and would be: [agency, team, panel, urgency, rules].
    """

    CLEAR: ClassVar[set[str]] = {"created_at", "edition", "since", "tried", "changed", "changes"}

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="dry_runs")
    edition = models.PositiveIntegerField()
    against = models.ForeignKey(RuleSet, models.PROTECT, related_name="+", null=True)
    ran_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateField()
    tried = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    changes = models.JSONField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(changed__lte=F("tried")), name="dryrun_changed_of_tried"),)


class RoutingDecision(OfPartnership):
    """Where a referral went, by which rules of which version, from which facts: to be asked again, never changed.

    `owner` is the agency that sent it. Without a version in force there is no `rule_set`, and without anybody to whom
    rules may send it there is no `agency`: then a person chooses.
    """

    CLEAR: ClassVar[set[str]] = {"created_at", "inputs", "panel", "urgency", "rule_ids", "outcome"}

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    subject_id = models.UUIDField()
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+", null=True)
    inputs = models.JSONField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    panel = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=12, choices=[*URGENCIES.items()])
    rule_ids = models.JSONField()
    outcome = models.CharField(max_length=12, choices=[*OUTCOMES.items()])

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(urgency__in=[*URGENCIES]), name="routingdecision_urgency"),
            models.CheckConstraint(
                condition=Q(outcome__in=[Outcome.NO_RULE.value, Outcome.LOOP.value])
                | Q(outcome=Outcome.MATCHED.value, agency__isnull=False, rule_set__isnull=False),
                name="routingdecision_outcome",
            ),
        )
        indexes = (
            models.Index(fields=["partnership", "created_at"], name="routingdecision_since"),
            models.Index(fields=["subject_id", "created_at"], name="routingdecision_of_subject"),
        )


class TeamCapacity(OfPartnership):
    """How many open referrals a team takes at once, from a day on; no number is no limit. The newest counts."""

    CLEAR: ClassVar[set[str]] = {"created_at", "most_open", "from_day"}

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    most_open = models.PositiveSmallIntegerField(null=True)
    from_day = models.DateField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["team", "-from_day", "-id"], name="teamcapacity_newest"),)
