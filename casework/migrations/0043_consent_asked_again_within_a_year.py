"""No consent is kept for longer than a year; what was kept before stays as it was said."""

from datetime import timedelta

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("casework", "0042_conflicts_follow_links")]

    operations = [
        AddConstraintNotValid(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=Q(expires_on__lte=F("answered_on") + timedelta(days=366)),
                name="consent_asked_again_within_a_year",
            ),
        ),
    ]
