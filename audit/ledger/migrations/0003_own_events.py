"""What is attached to an event is attached by the agency whose event it is, and to others only with a row of theirs."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("ledger", "0002_append_only"),)
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
