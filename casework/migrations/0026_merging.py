"""Merging two rows of one human being, undoing it, and keeping two rows apart."""

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
        ('casework', '0025_last_looks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptApart',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('why', vault.fields.SealedTextField()),
                ('lifted_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('state', models.CharField(choices=[('PROPOSED', 'Proposed'), ('DECLINED', 'Declined'), ('DONE', 'Merged'), ('UNDONE', 'Undone')], default='PROPOSED', max_length=8)),
                ('why', vault.fields.SealedTextField()),
                ('done', vault.fields.SealedJSONField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('kept_version', models.PositiveIntegerField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='MergedRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=40)),
                ('row_id', models.UUIDField()),
            ],
        ),
        migrations.AddField(
            model_name='conflict',
            name='declared_about',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.person'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='person_not_into_itself'),
        ),
        migrations.AddField(
            model_name='keptapart',
            name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keptapart',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.person'),
        ),
        migrations.AddField(
            model_name='keptapart',
            name='other',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casework.person'),
        ),
        migrations.AddField(
            model_name='keptapart',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='keptapart',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='keptapart',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='merged',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='merge',
            name='partnership',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='merge',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mergedrow',
            name='merge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moved', to='casework.merge'),
        ),
        migrations.AddConstraint(
            model_name='keptapart',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('one', 'other'), name='keptapart_once'),
        ),
        migrations.AddConstraint(
            model_name='keptapart',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='keptapart_of_two'),
        ),
        migrations.AddConstraint(
            model_name='keptapart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='keptapart_lifted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'PROPOSED')), fields=('kept', 'merged'), name='merge_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'DONE')), fields=('merged',), name='merge_into_one'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='merge_of_two'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['PROPOSED', 'DECLINED', 'DONE', 'UNDONE'])), name='merge_state'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'PROPOSED')), models.Q(models.Q(('state', 'PROPOSED'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='merge_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='merge_by_two_people'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='conflict',
            name='declared_about',
            field=models.UUIDField(editable=False),
        ),
    ]
