"""Places on cohorts, which nobody sees once they have ended or expired."""

from pathlib import Path

import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import vault.fields
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0026_merging'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('role', models.CharField(choices=[('OFFENDER', 'Offender'), ('VICTIM', 'Victim')], default='OFFENDER', editable=False, max_length=8)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], default='OFFENDING_HISTORY', max_length=32)),
                ('place', models.UUIDField()),
                ('programme', models.BinaryField(max_length=32)),
                ('decided_on', models.DateField()),
                ('review_on', models.DateField()),
                ('expires_on', models.DateField()),
                ('rule', models.PositiveSmallIntegerField(help_text='The version of the rule under which the place began.')),
                ('replaced_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('entry', vault.fields.SealedJSONField()),
                ('ending', vault.fields.SealedJSONField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='casework.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('ended_at', None), ('replaced_at', None)), fields=['partnership', 'programme', 'review_on', 'id'], name='listing_cohort'), models.Index(fields=['place'], name='listing_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role', 'OFFENDER')), name='listing_role'), models.CheckConstraint(condition=models.Q(('review_on__gte', models.F('decided_on'))), name='listing_reviewed_later'), models.CheckConstraint(condition=models.Q(('expires_on__gte', models.F('review_on')), ('expires_on__lte', django.db.models.expressions.CombinedExpression(models.F('decided_on'), '+', models.Value(datetime.timedelta(days=366))))), name='listing_never_open_ended'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('replaced_at', None)), fields=('case', 'programme'), name='listing_once')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
