"""A user may be at work in several partnerships, with roles in each; training and vetting have a last day."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.ledger.maintenance import Maintenance

FILL, HOLD = Path(__file__).with_suffix(".sql").read_text().split("\n\n")


class Migration(migrations.Migration):
    """Add the table and the columns, fill them from what was there, and hold them together."""

    dependencies = (("accounts", "0003_guarded"),)
    operations = (
        migrations.CreateModel(
            "Membership",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnership"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": (models.UniqueConstraint(fields=("user", "partnership"), name="membership_once"),)
            },
        ),
        migrations.AddField(
            "roleheld",
            "partnership",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnership"
            ),
        ),
        migrations.AddField(
            "user",
            "trained_until",
            models.DateField(blank=True, help_text="The last day on which their training counts.", null=True),
        ),
        migrations.AddField(
            "user",
            "vetted_until",
            models.DateField(blank=True, help_text="The last day on which their vetting counts.", null=True),
        ),
        migrations.AddField(
            "user",
            "partnerships",
            models.ManyToManyField(related_name="staff", through="accounts.Membership", to="accounts.partnership"),
        ),
        migrations.AlterField(
            "user",
            "partnership",
            models.ForeignKey(
                help_text="Where they are at work now, or were last.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.partnership",
            ),
        ),
        migrations.RunSQL(
            "SELECT ledger_guard(t) FROM unnest('{accounts_user,accounts_roleheld,accounts_membership}'::regclass[]) t",
            migrations.RunSQL.noop,
        ),
        Maintenance("memberships"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            "roleheld",
            "partnership",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnership"
            ),
        ),
        migrations.RemoveConstraint("roleheld", "role_held_once"),
        migrations.AddConstraint(
            "roleheld",
            models.UniqueConstraint(fields=("user", "partnership", "role"), name="role_held_once"),
        ),
        migrations.RunSQL(HOLD, migrations.RunSQL.noop),
    )
