"""A grant names its subject, so that the agency it is for can wrap it anew without the owner (subjects_of_grants.sql)."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    """The column is filled from the keys, under declared maintenance: the owner sees no row otherwise."""

    dependencies = [("vault", "0002_walls")]

    operations = [
        migrations.AddField(
            model_name="keygrant", name="subject_id", field=models.UUIDField(null=True)
        ),
        migrations.RunSQL(
            Path(__file__).with_name("subjects_of_grants.sql").read_text(), migrations.RunSQL.noop
        ),
        migrations.AlterField(model_name="keygrant", name="subject_id", field=models.UUIDField()),
    ]
