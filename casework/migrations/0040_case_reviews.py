"""The steps of ASB case reviews, behind the walls."""

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
        ('casework', '0039_files_of_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('role', models.CharField(choices=[('OFFENDER', 'Offender'), ('VICTIM', 'Victim')], default='VICTIM', editable=False, max_length=8)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], default='ASB_INCIDENT', editable=False, max_length=32)),
                ('application', models.UUIDField()),
                ('step', models.CharField(choices=[('APPLIED', 'Applied for'), ('ACKNOWLEDGED', 'Application acknowledged'), ('ACCEPTED', 'Accepted: the threshold is met, or it is taken all the same'), ('REFUSED', 'Refused'), ('PAUSED', 'Paused'), ('RESUMED', 'Resumed'), ('PANEL_MET', 'Panel met'), ('OUTCOME_GIVEN', 'Outcome and action plan sent'), ('APPEALED', 'Appealed'), ('APPEAL_DECIDED', 'Appeal decided'), ('WITHDRAWN', 'Withdrawn')], max_length=16)),
                ('taken_on', models.DateField()),
                ('rules_since', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('words', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['case', 'created_at'], name='reviewstep_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role', 'VICTIM')), name='reviewstep_role'), models.CheckConstraint(condition=models.Q(('step__in', ['APPLIED', 'ACKNOWLEDGED', 'ACCEPTED', 'REFUSED', 'PAUSED', 'RESUMED', 'PANEL_MET', 'OUTCOME_GIVEN', 'APPEALED', 'APPEAL_DECIDED', 'WITHDRAWN'])), name='reviewstep_step'), models.CheckConstraint(condition=models.Q(models.Q(('application', models.F('id')), ('step', 'APPLIED')), models.Q(models.Q(('step', 'APPLIED'), _negated=True), models.Q(('application', models.F('id')), _negated=True)), _connector='OR'), name='reviewstep_begins'), models.UniqueConstraint(condition=models.Q(('step__in', ['PAUSED', 'RESUMED']), _negated=True), fields=('application', 'step'), name='reviewstep_once')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
