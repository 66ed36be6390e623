"""The database counts what waits with each team, for rules that ask whether there is room."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("multiagency", "0012_packages"),)
    operations = (
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), "DROP FUNCTION referrals_open_by_team()"
        ),
    )
