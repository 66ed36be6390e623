"""The question whether gates 1 to 3 agree, which the nightly check asks."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("casework", "0006_conflicts"), ("vault", "0003_subjects_of_grants"))
    operations = (
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), "DROP FUNCTION gates_disagree()"),
    )
