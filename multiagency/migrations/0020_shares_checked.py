"""The question whether what is shared rests on decisions, which the nightly check asks."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("casework", "0049_handling"), ("multiagency", "0015_flows"))
    operations = (
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), "DROP FUNCTION shares_undecided()"),
    )
