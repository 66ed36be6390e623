"""Row security on case data, the ledger's guards, and what only SQL can hold together."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (
        ("casework", "0001_initial"),
        ("ledger", "0002_append_only"),
        ("auditlog", "__latest__"),
    )
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
