"""The register of conditions, read by every agency of the partnership and written by each for itself."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('multiagency', '0004_referrals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reliance',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('entry', models.UUIDField()),
                ('condition', models.CharField(help_text='A code of the catalogue of conditions.', max_length=20)),
                ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32), size=None)),
                ('reference', models.CharField(blank=True, help_text='What the policy document is called.', max_length=40)),
                ('procedures', models.TextField(blank=True, help_text='How the principles of data protection are kept.')),
                ('retention', models.TextField(blank=True, help_text='How long data is kept, and how it is erased.')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('review_on', models.DateField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('keeper', models.ForeignKey(help_text='Who answers for the document.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('replaced_at', None)), fields=['owner', 'partnership'], name='reliance_now')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('entry',), name='reliance_counts_once'), models.CheckConstraint(condition=models.Q(('categories__len__gt', 0)), name='reliance_for_something'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='reliance_ends_later'), models.CheckConstraint(condition=models.Q(('review_on__gte', models.F('from_on'))), name='reliance_reviewed_later')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
