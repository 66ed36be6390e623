"""An agency reads by which reference it knew what is shared with it no more."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0048_shares_end_with'),
        ('multiagency', '0005_conditions'),
    ]

    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
