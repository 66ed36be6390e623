"""Lines of a chronology behind the walls, and the walls of what hangs on a case in one call each."""

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
        ('casework', '0016_not_for_services'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChronologyEvent',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32)),
                ('kind', models.CharField(choices=[('CASE', 'The case itself'), ('PERSON', "The person's details"), ('STANDING', 'Rating, engagement and scores'), ('LISTING', 'Place on a cohort'), ('ORDER', 'Orders and conditions'), ('INCIDENT', 'Incident'), ('SUPPORT', 'Support and rights'), ('CONTACT_DETAILS', 'Contact details'), ('CONSENT', 'Consent, agreement and wishes'), ('ASSESSMENT', 'Assessment'), ('PLAN', 'Plan'), ('POWER', 'Powers considered'), ('RELATIONSHIP', 'Relationships'), ('INTELLIGENCE', 'Intelligence'), ('EVENT', 'Event')], max_length=16)),
                ('statement', models.CharField(choices=[('FACT', 'Fact'), ('ASSESSMENT', 'Assessment'), ('REPORTED', 'Reported')], max_length=10)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('source_id', models.UUIDField(help_text='The row that it tells of, in the table of its room.', null=True)),
                ('withdrawn_at', models.DateTimeField(help_text='Since when it is shown to nobody on a case.', null=True)),
                ('words', vault.fields.SealedTextField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='chronology', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['case', '-occurred_at', '-id'], name='chronologyevent_in_order'), models.Index(condition=models.Q(('source_id__isnull', False)), fields=['source_id'], name='chronologyevent_source')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['CASE', 'PERSON', 'STANDING', 'LISTING', 'ORDER', 'INCIDENT', 'SUPPORT', 'CONTACT_DETAILS', 'CONSENT', 'ASSESSMENT', 'PLAN', 'POWER', 'RELATIONSHIP', 'INTELLIGENCE', 'EVENT'])), name='chronologyevent_kind'), models.CheckConstraint(condition=models.Q(('statement__in', ['FACT', 'ASSESSMENT', 'REPORTED'])), name='chronologyevent_statement')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
