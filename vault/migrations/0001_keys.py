"""The tables of keys and grants."""

import django.db.models.deletion
from django.db import migrations, models

import vault.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexKey",
            fields=[
                ("partnership_id", models.UUIDField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="AgencyKey",
            fields=[
                ("id", models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("partnership_id", models.UUIDField()),
                ("agency_id", models.UUIDField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("active", models.BooleanField(default=True)),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership_id", "agency_id", "version"), name="vault_agencykey_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("active", True)),
                        fields=("partnership_id", "agency_id"),
                        name="vault_agencykey_one_active",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("partnership_id", models.UUIDField()),
                ("subject_id", models.UUIDField()),
                ("owner_id", models.UUIDField()),
                ("active", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("active", True)),
                        fields=("subject_id", "owner_id", "partnership_id"),
                        name="vault_datakey_one_active",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyGrant",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key_id", "agency_id", "category", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("agency_id", models.UUIDField()),
                ("category", models.CharField(blank=True, default="", max_length=40)),
                ("partnership_id", models.UUIDField()),
                ("owner_id", models.UUIDField()),
                ("wrapped", models.BinaryField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="vault.agencykey"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="vault.datakey"
                    ),
                ),
            ],
        ),
    ]
