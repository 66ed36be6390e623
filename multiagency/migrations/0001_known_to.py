"""The database answers which agencies know somebody, and nothing else of them."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("casework", "0045_lines_of_ones_own_agency"), ("ledger", "0004_nothing_lent"))
    operations = (
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            "DROP FUNCTION known_to(bytea[], bytea[], bytea[], uuid[])",
        ),
    )
