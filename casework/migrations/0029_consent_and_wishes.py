"""Consent, agreements to take part and wishes, behind the walls; a share says which consent it rests on."""

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
        ('casework', '0028_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CapacityFinding',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('assessed_on', models.DateField()),
                ('holds_until', models.DateField()),
                ('decision', vault.fields.SealedTextField()),
                ('finding', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacity_findings', to='casework.case')),
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
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('wording', models.CharField(max_length=20)),
                ('answered_on', models.DateField()),
                ('expires_on', models.DateField(help_text='The last day on which it holds; then it is asked again.')),
                ('terms', vault.fields.SealedJSONField()),
                ('given', vault.fields.SealedJSONField()),
                ('ability', vault.fields.SealedJSONField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('review_due_at', models.DateTimeField(help_text='Since when it waits to be asked again (rule P18).', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='casework.case')),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.capacityfinding')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='caseshare',
            name='consent',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='casework.consent'),
        ),
        migrations.CreateModel(
            name='ServiceAgreement',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], default='INTERVENTION_RECORD', max_length=32)),
                ('answered_on', models.DateField()),
                ('answer', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Wishes',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], default='VULNERABILITY_ASSESSMENT', max_length=32)),
                ('said_on', models.DateField()),
                ('said', vault.fields.SealedJSONField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='capacityfinding',
            constraint=models.CheckConstraint(condition=models.Q(('holds_until__gte', models.F('assessed_on'))), name='capacityfinding_holds_after_it_was_made'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(fields=('id', 'case'), name='consent_of_case'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('wording', ''), _negated=True), name='consent_in_words'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('expires_on__gt', models.F('answered_on'))), name='consent_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='consent_withdrawn_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='serviceagreement',
            index=models.Index(fields=['case', '-answered_on', '-id'], name='serviceagreement_in_order'),
        ),
        migrations.AddIndex(
            model_name='wishes',
            index=models.Index(fields=['case', '-said_on', '-id'], name='wishes_in_order'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
