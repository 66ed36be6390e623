"""What became of an appointment is counted without opening what was said."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0043_consent_asked_again_within_a_year'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='intervention',
            name='appointment',
            field=models.CharField(choices=[('CAME', 'Came'), ('LATE', 'Came late'), ('EXCUSED', 'Missed for an acceptable reason'), ('UNEXCUSED', 'Missed for no acceptable reason'), ('MISSED', 'Missed'), ('OURS', 'Did not happen, on our side'), ('NONE', 'No appointment'), ('UNKNOWN', 'Not known')], default='UNKNOWN', max_length=9),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('appointment__in', ['CAME', 'LATE', 'EXCUSED', 'UNEXCUSED', 'MISSED', 'OURS', 'NONE', 'UNKNOWN'])), name='intervention_appointment'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
