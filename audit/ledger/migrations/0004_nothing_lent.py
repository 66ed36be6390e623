"""No trigger of the owner's can be hung on another table, and no other table stands in for the ledger."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("ledger", "0003_own_events"),)
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
