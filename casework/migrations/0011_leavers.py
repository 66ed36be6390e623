"""What was given by name to somebody goes with them when they leave or move."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("casework", "0010_conflicts_sealed_anew"), ("accounts", "0004_memberships"))
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
