"""Routing rules in versions, dry-runs, decisions, and what teams can take, behind the walls."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('multiagency', '0006_references_shared'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('number', models.PositiveIntegerField()),
                ('edition', models.PositiveIntegerField(default=1)),
                ('fallback_panel', models.CharField(blank=True, max_length=40)),
                ('published_at', models.DateTimeField(null=True)),
                ('in_force_from', models.DateTimeField(null=True)),
                ('fallback_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('fallback_team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('code', models.CharField(max_length=8)),
                ('priority', models.PositiveSmallIntegerField()),
                ('conditions', models.JSONField()),
                ('panel', models.CharField(blank=True, max_length=40)),
                ('urgency', models.CharField(choices=[('ROUTINE', 'Routine'), ('URGENT', 'Urgent'), ('IMMEDIATE', 'Immediate')], max_length=12)),
                ('words', models.CharField(max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='multiagency.ruleset')),
            ],
        ),
        migrations.CreateModel(
            name='RoutingDecision',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('subject_id', models.UUIDField()),
                ('inputs', models.JSONField()),
                ('panel', models.CharField(blank=True, max_length=40)),
                ('urgency', models.CharField(choices=[('ROUTINE', 'Routine'), ('URGENT', 'Urgent'), ('IMMEDIATE', 'Immediate')], max_length=12)),
                ('rule_ids', models.JSONField()),
                ('outcome', models.CharField(choices=[('MATCHED', 'By a rule'), ('NO_RULE', 'No rule held: by hand'), ('LOOP', 'Would have gone in a circle: by hand')], max_length=12)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('rule_set', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='multiagency.ruleset')),
            ],
        ),
        migrations.CreateModel(
            name='DryRun',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('edition', models.PositiveIntegerField()),
                ('since', models.DateField()),
                ('tried', models.PositiveIntegerField()),
                ('changed', models.PositiveIntegerField()),
                ('changes', models.JSONField()),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('ran_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('against', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='multiagency.ruleset')),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dry_runs', to='multiagency.ruleset')),
            ],
        ),
        migrations.CreateModel(
            name='TeamCapacity',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('most_open', models.PositiveSmallIntegerField(null=True)),
                ('from_day', models.DateField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.UniqueConstraint(fields=('partnership', 'number'), name='ruleset_number'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('partnership',), name='ruleset_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.UniqueConstraint(fields=('partnership', 'in_force_from'), name='ruleset_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('in_force_from', None), ('published_at', None), ('published_by', None)), models.Q(('in_force_from__gte', models.F('published_at')), ('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='ruleset_published'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.UniqueConstraint(fields=('rule_set', 'code'), name='routingrule_code'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['ROUTINE', 'URGENT', 'IMMEDIATE'])), name='routingrule_urgency'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='routingrule_says_why'),
        ),
        migrations.AddIndex(
            model_name='routingdecision',
            index=models.Index(fields=['partnership', 'created_at'], name='routingdecision_since'),
        ),
        migrations.AddIndex(
            model_name='routingdecision',
            index=models.Index(fields=['subject_id', 'created_at'], name='routingdecision_of_subject'),
        ),
        migrations.AddConstraint(
            model_name='routingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['ROUTINE', 'URGENT', 'IMMEDIATE'])), name='routingdecision_urgency'),
        ),
        migrations.AddConstraint(
            model_name='routingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['NO_RULE', 'LOOP']), models.Q(('agency__isnull', False), ('outcome', 'MATCHED'), ('rule_set__isnull', False)), _connector='OR'), name='routingdecision_outcome'),
        ),
        migrations.AddConstraint(
            model_name='dryrun',
            constraint=models.CheckConstraint(condition=models.Q(('changed__lte', models.F('tried'))), name='dryrun_changed_of_tried'),
        ),
        migrations.AddIndex(
            model_name='teamcapacity',
            index=models.Index(fields=['team', '-from_day', '-id'], name='teamcapacity_newest'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
