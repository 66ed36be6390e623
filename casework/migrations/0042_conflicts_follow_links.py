"""A conflict of interest hides every row of the human being, by whatever chain of links they are known."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0041_voicemail")]

    operations = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop)]
