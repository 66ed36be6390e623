"""What somebody is typing, behind a wall of its own."""

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
        ('casework', '0020_standing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('subject_id', models.UUIDField()),
                ('place', models.UUIDField(help_text='Made of the address at which the form stands.')),
                ('form', models.CharField(help_text='The name of that address.', max_length=40)),
                ('page', models.UUIDField()),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('words', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['saved_at'], name='draft_saved_at')],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'owner', 'user', 'place'), name='draft_once'), models.CheckConstraint(condition=models.Q(('subject_id', models.F('case_id')), models.Q(('case', None), ('subject_id', models.F('user_id'))), _connector='OR'), name='draft_subject')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
