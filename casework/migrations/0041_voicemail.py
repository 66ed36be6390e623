"""A voicemail is a way of contact of its own, acknowledged by itself."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0040_case_reviews'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='acknowledgement',
            name='acknowledgement_approach',
        ),
        migrations.AlterField(
            model_name='acknowledgement',
            name='approach',
            field=models.CharField(choices=[('CALL', 'Call'), ('VOICE', 'Leave a voicemail'), ('TEXT', 'Send a text message'), ('EMAIL', 'Send an e-mail'), ('LETTER', 'Send a letter'), ('VISIT', 'Visit or meet')], max_length=6),
        ),
        migrations.AddConstraint(
            model_name='acknowledgement',
            constraint=models.CheckConstraint(condition=models.Q(('approach__in', ['CALL', 'VOICE', 'TEXT', 'EMAIL', 'LETTER', 'VISIT'])), name='acknowledgement_approach'),
        ),
    ]
