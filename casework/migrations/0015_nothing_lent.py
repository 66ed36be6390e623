"""No trigger of the owner's can be hung on another table, and no other table says what was reviewed."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Run the SQL beside this file."""

    dependencies = (("casework", "0014_readers_stay"),)
    operations = (migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),)
