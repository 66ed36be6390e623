"""The database says by which rows one human being is known."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0036_lines_of_live_places")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            "DROP FUNCTION rows_of_human(uuid)",
        ),
    ]
