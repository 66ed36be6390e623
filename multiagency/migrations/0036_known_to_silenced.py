"""An agency answers nothing about somebody whose data it may not use: restricted, objected to, barred or marked."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("multiagency", "0035_transfers"), ("casework", "0049_handling"))
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
