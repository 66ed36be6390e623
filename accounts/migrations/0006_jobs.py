from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_keys'),
        ('ledger', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('key', models.UUIDField(help_text='What makes two requests for the same work one.', unique=True)),
                ('actor_kind', models.CharField(max_length=10)),
                ('principal_id', models.UUIDField()),
                ('agency_id', models.UUIDField()),
                ('arguments', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('WAITING', 'Waiting'), ('RUNNING', 'Running'), ('DONE', 'Done'), ('FAILED', 'Failed'), ('REFUSED', 'Refused'), ('DROPPED', 'Dropped')], default='WAITING', max_length=8)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('fault', models.CharField(blank=True, help_text='The kind of fault or refusal, never its words.', max_length=40)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'indexes': [models.Index(fields=['partnership', 'state', '-id'], name='job_of_partnership')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'REFUSED', 'DROPPED'])), name='job_state'), models.CheckConstraint(condition=models.Q(('actor_kind__in', ['user', 'service', 'system'])), name='job_actor_kind')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix('.sql').read_text(), migrations.RunSQL.noop),
    ]
