"""Assessments behind the walls, and the sets of questions that a partnership installed."""

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
        ('casework', '0023_relationships'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32)),
                ('assessed_on', models.DateField()),
                ('due_next', models.DateField()),
                ('raised_by', models.SmallIntegerField(default=0)),
                ('words', vault.fields.SealedJSONField()),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='casework.assessment')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['case', '-assessed_on', '-id'], name='assessment_history')],
                'constraints': [models.CheckConstraint(condition=models.Q(('raised_by__gte', 0)), name='assessment_never_lowered'), models.CheckConstraint(condition=models.Q(('due_next__gt', models.F('assessed_on'))), name='assessment_due_after_it_was_made'), models.CheckConstraint(condition=models.Q(('category__in', ['RISK_ASSESSMENT', 'VULNERABILITY_ASSESSMENT'])), name='assessment_category'), models.UniqueConstraint(fields=('supersedes',), name='assessment_superseded_once')],
            },
        ),
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('version', models.CharField(max_length=40)),
                ('in_force_from', models.DateField()),
                ('definition', models.TextField()),
                ('installed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'code', 'version'), name='questionset_version'), models.UniqueConstraint(fields=('partnership', 'code', 'in_force_from'), name='questionset_day')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
