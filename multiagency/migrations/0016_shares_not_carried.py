"""The database says which standing shares a new version of an agreement no longer carries."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("casework", "0049_handling"), ("multiagency", "0020_shares_checked"))
    operations = (
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), "DROP FUNCTION shares_not_carried(uuid)"),
    )
