"""The database counts what agencies sent each other, so that it can be laid beside what they agreed."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("multiagency", "0014_disclosed_to_a_team"),)
    operations = (
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            "DROP FUNCTION flows_counted(timestamptz, timestamptz, text[], boolean)",
        ),
    )
