"""A third party was told about somebody who offends, or it was decided not to tell them."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.fields
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0049_handling'),
        ('multiagency', '0022_whole_categories_asked_about'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ThirdPartyDisclosure',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('role', models.CharField(choices=[('OFFENDER', 'Offender'), ('VICTIM', 'Victim')], default='OFFENDER', editable=False, max_length=8)),
                ('decided_on', models.DateField()),
                ('review_on', models.DateField()),
                ('decision', models.CharField(choices=[('DISCLOSED', 'They were told'), ('NOT_DISCLOSED', 'They are not told')], max_length=16)),
                ('presumption', models.BooleanField()),
                ('words', vault.fields.SealedJSONField()),
                ('authorised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('role', 'OFFENDER')), name='thirdparty_about_who_offends'), models.CheckConstraint(condition=models.Q(('decision__in', ['DISCLOSED', 'NOT_DISCLOSED'])), name='thirdparty_decision'), models.CheckConstraint(condition=models.Q(('review_on__gt', models.F('decided_on'))), name='thirdparty_reviewed_later'), models.CheckConstraint(condition=models.Q(('authorised_by', models.F('recorded_by')), _negated=True), name='thirdparty_by_two')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
