"""Append-only by privilege and trigger; row security on the ledger; the guard that attaches changed rows."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("ledger", "0001_initial"), ("vault", "0002_walls"))
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
