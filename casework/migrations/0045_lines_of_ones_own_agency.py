"""What is an agency's alone is told to no other by the chronology."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0044_appointments_counted'),
    ]

    operations = [
        migrations.AddField(
            model_name='chronologyevent',
            name='own_agency',
            field=models.BooleanField(default=False, help_text='Told to no other agency, as the row that it tells of.'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
