"""What is shared rests on a sharing decision, and what was stopped says why."""

from pathlib import Path

from audit.ledger.maintenance import Maintenance
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0045_lines_of_ones_own_agency'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseshare',
            name='stopped_for',
            field=models.CharField(blank=True, choices=[('CONSENT', "The person's consent no longer covers it"), ('AGREEMENT', 'The agreement between the agencies is not in force'), ('RESTRICTION', 'Use of this record is restricted'), ('OBJECTION', 'The person objects, and that is being looked at'), ('DECISION', 'A fact changed, and the sharing decision no longer allows it'), ('ENDED', 'The agency that holds it ended the sharing')], default='', max_length=11),
            preserve_default=False,
        ),
        Maintenance('shares-stopped'),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='caseshare',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stopped_for', ''), ('suspended_at', None)), models.Q(('stopped_for__in', ['CONSENT', 'AGREEMENT', 'RESTRICTION', 'OBJECTION', 'DECISION', 'ENDED']), ('suspended_at__isnull', False)), _connector='OR'), name='caseshare_stopped_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='caseshare',
            constraint=models.CheckConstraint(condition=models.Q(('suspended_at__isnull', False), ('decision_id__isnull', False), _connector='OR'), name='caseshare_seen_by_decision'),
        ),
        migrations.RunSQL("SELECT ledger_guard('casework_caseshare')", migrations.RunSQL.noop),
    ]
