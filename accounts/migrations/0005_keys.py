"""Work on keys, from its beginning to its end."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import vault.ids


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_memberships")]

    operations = [
        migrations.CreateModel(
            name="KeyWork",
            fields=[
                ("id", models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ROTATION", "Turning the agency's key"), ("REKEY", "Sealing records anew")],
                        max_length=10,
                    ),
                ),
                (
                    "total",
                    models.PositiveIntegerField(
                        help_text="How many grants or data keys there were to do when it began."
                    ),
                ),
                ("begun_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("agency", "partnership", "kind"),
                        name="keywork_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.RunSQL("SELECT ledger_guard('accounts_keywork')", migrations.RunSQL.noop),
    ]
