"""Intelligence behind the wall that asks the originator, and lawful bases."""

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
        ('casework', '0031_orders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IntelligenceItem',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], default='INTELLIGENCE', editable=False, max_length=32)),
                ('statement', models.CharField(choices=[('FACT', 'Fact'), ('ASSESSMENT', 'Assessment'), ('REPORTED', 'Reported')], max_length=10)),
                ('handling', models.CharField(choices=[('P', 'P: Lawful sharing permitted'), ('C', 'C: Sharing with conditions, and only as the originator approves')], max_length=1)),
                ('received_on', models.DateField()),
                ('item', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='intelligence', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='IntelligenceApproval',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='casework.intelligenceitem')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='LawfulBasis',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('choice', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bases', to='casework.case')),
                ('chosen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='intelligenceitem',
            index=models.Index(fields=['case', '-received_on', '-id'], name='intelligenceitem_in_order'),
        ),
        migrations.AddConstraint(
            model_name='intelligenceitem',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'INTELLIGENCE')), name='intelligenceitem_category'),
        ),
        migrations.AddConstraint(
            model_name='intelligenceitem',
            constraint=models.CheckConstraint(condition=models.Q(('statement__in', ['FACT', 'ASSESSMENT', 'REPORTED'])), name='intelligenceitem_statement'),
        ),
        migrations.AddConstraint(
            model_name='intelligenceitem',
            constraint=models.CheckConstraint(condition=models.Q(('handling__in', ['P', 'C'])), name='intelligenceitem_handling'),
        ),
        migrations.AddConstraint(
            model_name='intelligenceapproval',
            constraint=models.UniqueConstraint(fields=('item', 'agency'), name='intelligenceapproval_once'),
        ),
        migrations.AddConstraint(
            model_name='intelligenceapproval',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='intelligenceapproval_other_agency'),
        ),
        migrations.AddConstraint(
            model_name='lawfulbasis',
            constraint=models.CheckConstraint(condition=models.Q(('requested_by', models.F('chosen_by')), _negated=True), name='lawfulbasis_overridden_by_another'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
