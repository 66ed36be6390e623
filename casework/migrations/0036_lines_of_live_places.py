"""What the chronology tells of a place on a cohort goes with the place."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('casework', '0035_material_requests')]

    operations = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop)]
