"""Imports of cases, what their rows became, and which import brought a case or a timeline entry in."""

from pathlib import Path

import casework.case_import.models
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import vault.fields
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_guarded'),
        ('casework', '0008_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseImportFile',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('kind', models.CharField(choices=[('SENT', 'Sent to be brought in'), ('REJECTED', 'Rows that were not brought in')], max_length=8)),
                ('place', models.PositiveSmallIntegerField()),
                ('piece', models.PositiveSmallIntegerField()),
                ('name', vault.fields.SealedTextField()),
                ('content', vault.fields.SealedTextField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CaseImportPage',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('lines', vault.fields.SealedJSONField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('kind', models.CharField(choices=[('PEOPLE', 'People'), ('CASES', 'Cases'), ('LEADS', 'Leads of cases'), ('NOTES', 'Notes'), ('ACTIONS', 'Actions'), ('NOTHING', 'Do not bring in')], max_length=8)),
                ('token', models.BinaryField(max_length=32)),
                ('said', models.BinaryField(max_length=32)),
                ('was_here', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AlterField(
            model_name='intervention',
            name='logged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='CaseImport',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('reference', models.CharField(default=casework.case_import.models.new_reference, editable=False, max_length=12)),
                ('state', models.CharField(choices=[('WAITING', 'Waiting for you'), ('RUNNING', 'Being brought in'), ('STOPPED', 'Stopped part-way'), ('DONE', 'Brought in')], default='WAITING', max_length=8)),
                ('source', vault.fields.SealedTextField()),
                ('options', vault.fields.SealedJSONField()),
                ('result', vault.fields.SealedJSONField()),
                ('run', models.UUIDField(null=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('beat_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('rows_read', models.PositiveIntegerField(default=0)),
                ('added', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('left_out', models.PositiveIntegerField(default=0)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='case',
            name='brought_in',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.caseimport'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='brought_in',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.caseimport'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('logged_by__isnull', False), ('brought_in__isnull', False), _connector='OR'), name='intervention_by_somebody'),
        ),
        migrations.AddField(
            model_name='caseimportfile',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='casework.caseimport'),
        ),
        migrations.AddField(
            model_name='caseimportfile',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='caseimportfile',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='caseimportpage',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='casework.caseimport'),
        ),
        migrations.AddField(
            model_name='caseimportpage',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='caseimportpage',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='casework.caseimport'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='intervention',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.intervention'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.person'),
        ),
        migrations.AddIndex(
            model_name='caseimport',
            index=models.Index(fields=['owner', '-id'], name='caseimport_recent'),
        ),
        migrations.AddConstraint(
            model_name='caseimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['WAITING', 'RUNNING', 'STOPPED', 'DONE'])), name='caseimport_state'),
        ),
        migrations.AddConstraint(
            model_name='caseimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DONE'), _negated=True), ('rows_read', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('added'), '+', models.F('unchanged')), '+', models.F('rejected')), '+', models.F('left_out'))), _connector='OR'), name='caseimport_reconciled'),
        ),
        migrations.AddConstraint(
            model_name='caseimport',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'RUNNING')), fields=('owner', 'partnership'), name='caseimport_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='caseimport',
            constraint=models.UniqueConstraint(fields=('partnership', 'reference'), name='caseimport_reference'),
        ),
        migrations.AddConstraint(
            model_name='caseimportfile',
            constraint=models.UniqueConstraint(fields=('batch', 'kind', 'place', 'piece'), name='caseimportfile_once'),
        ),
        migrations.AddConstraint(
            model_name='caseimportfile',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['SENT', 'REJECTED'])), name='caseimportfile_kind'),
        ),
        migrations.AddConstraint(
            model_name='caseimportpage',
            constraint=models.UniqueConstraint(fields=('batch', 'place', 'number'), name='caseimportpage_once'),
        ),
        migrations.AddIndex(
            model_name='importedrow',
            index=models.Index(fields=['batch', 'kind'], name='importedrow_counted'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.UniqueConstraint(fields=('owner', 'partnership', 'token'), name='importedrow_once'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('intervention', None), ('kind', 'PEOPLE'), ('person__isnull', False)), models.Q(('case__isnull', False), ('intervention', None), ('kind__in', ['CASES', 'LEADS']), ('person', None)), models.Q(('case__isnull', False), ('intervention__isnull', False), ('kind__in', ['NOTES', 'ACTIONS']), ('person', None)), _connector='OR'), name='importedrow_became_one_thing'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
