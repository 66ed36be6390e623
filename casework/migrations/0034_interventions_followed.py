"""Interventions are counted, superseded, signed off, and mention colleagues."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0033_victims'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('seen_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='intervention',
            name='reach',
            field=models.CharField(choices=[('CONTACT', 'Contact'), ('CAME', 'They got in touch'), ('ATTEMPT', 'Attempt'), ('NONE', 'No contact meant'), ('UNKNOWN', 'Not known')], default='UNKNOWN', max_length=8),
        ),
        migrations.AddField(
            model_name='intervention',
            name='supersedes',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='casework.intervention'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('reach__in', ['CONTACT', 'CAME', 'ATTEMPT', 'NONE', 'UNKNOWN'])), name='intervention_reach'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('supersedes', models.F('id')), _negated=True), name='intervention_not_itself'),
        ),
        migrations.AddField(
            model_name='mention',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='mention',
            name='intervention',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='casework.intervention'),
        ),
        migrations.AddField(
            model_name='mention',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='mention',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='mention',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signoff',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='intervention',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sign_off', to='casework.intervention'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='signed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['user', '-id'], name='mention_newest'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('intervention', 'user'), name='mention_once'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
