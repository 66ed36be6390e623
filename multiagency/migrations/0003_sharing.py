"""Sharing decisions, disclosures with their copies, and approvals, behind the walls and unchangeable."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.fields
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0047_shares_on_terms'),
        ('multiagency', '0002_agreements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('purpose', models.CharField(choices=[('OFFENDER_MANAGEMENT', 'Managing somebody who offends'), ('MAPPA', 'Multi-agency public protection arrangements'), ('SERIOUS_VIOLENCE_PREVENTION', 'Preventing serious violence'), ('ASB_CASE_REVIEW', 'Review of an anti-social behaviour case'), ('DA_SAFEGUARDING', 'Keeping people safe from domestic abuse'), ('CHILD_SAFEGUARDING', 'Keeping children safe'), ('ADULT_SAFEGUARDING', 'Keeping adults at risk safe'), ('VICTIM_SUPPORT', 'Supporting somebody who was harmed'), ('VICTIM_INFORMATION_RIGHTS', 'Telling victims what they have a right to know'), ('PUBLIC_PROTECTION_DISCLOSURE', 'Disclosure to protect the public'), ('DVDS', 'Domestic violence disclosure scheme'), ('CSODS', 'Child sex offender disclosure scheme'), ('RESETTLEMENT_HOUSING', 'Resettlement and housing'), ('TREATMENT_REFERRAL', 'Referral to treatment'), ('INVESTIGATION', 'Investigation'), ('PROCEEDINGS', 'Proceedings in court'), ('EMERGENCY_RESPONSE', 'Responding to an emergency'), ('REVIEW_HOMICIDE_OR_PRACTICE', 'Review of a death or of practice'), ('PLANNING_ANALYSIS', 'Planning services'), ('RESEARCH_EVALUATION', 'Research and evaluation'), ('IG_AUDIT', 'Audit of information governance'), ('RIGHTS_REQUEST', "Answering a request about somebody's rights")], max_length=32)),
                ('gateway', models.CharField(max_length=32)),
                ('channel', models.CharField(choices=[('PORTAL', 'On this system'), ('REFERRAL', 'With a referral'), ('MEETING', 'At a meeting'), ('EMAIL', 'By e-mail'), ('PHONE', 'By telephone'), ('VERBAL', 'In person'), ('PACKAGE', 'As a sealed package')], max_length=8)),
                ('emergency', models.BooleanField(default=False)),
                ('review_due_on', models.DateField(help_text='By when an emergency is reviewed.', null=True)),
                ('cover', vault.fields.SealedJSONField()),
                ('reasons', vault.fields.SealedJSONField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='casework.case')),
                ('disclosed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SharingDecision',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('item_kind', models.CharField(blank=True, max_length=24)),
                ('item_id', models.UUIDField(null=True)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32)),
                ('purpose', models.CharField(choices=[('OFFENDER_MANAGEMENT', 'Managing somebody who offends'), ('MAPPA', 'Multi-agency public protection arrangements'), ('SERIOUS_VIOLENCE_PREVENTION', 'Preventing serious violence'), ('ASB_CASE_REVIEW', 'Review of an anti-social behaviour case'), ('DA_SAFEGUARDING', 'Keeping people safe from domestic abuse'), ('CHILD_SAFEGUARDING', 'Keeping children safe'), ('ADULT_SAFEGUARDING', 'Keeping adults at risk safe'), ('VICTIM_SUPPORT', 'Supporting somebody who was harmed'), ('VICTIM_INFORMATION_RIGHTS', 'Telling victims what they have a right to know'), ('PUBLIC_PROTECTION_DISCLOSURE', 'Disclosure to protect the public'), ('DVDS', 'Domestic violence disclosure scheme'), ('CSODS', 'Child sex offender disclosure scheme'), ('RESETTLEMENT_HOUSING', 'Resettlement and housing'), ('TREATMENT_REFERRAL', 'Referral to treatment'), ('INVESTIGATION', 'Investigation'), ('PROCEEDINGS', 'Proceedings in court'), ('EMERGENCY_RESPONSE', 'Responding to an emergency'), ('REVIEW_HOMICIDE_OR_PRACTICE', 'Review of a death or of practice'), ('PLANNING_ANALYSIS', 'Planning services'), ('RESEARCH_EVALUATION', 'Research and evaluation'), ('IG_AUDIT', 'Audit of information governance'), ('RIGHTS_REQUEST', "Answering a request about somebody's rights")], max_length=32)),
                ('gateway', models.CharField(blank=True, max_length=32)),
                ('agreement_version_id', models.UUIDField(null=True)),
                ('policy', models.CharField(max_length=16)),
                ('facts', models.JSONField()),
                ('rules', models.JSONField()),
                ('released', models.JSONField()),
                ('outcome', models.CharField(max_length=20)),
                ('override', vault.fields.SealedJSONField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharing_decisions', to='casework.case')),
                ('disclosure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='multiagency.disclosure')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='DisclosedItem',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('item_kind', models.CharField(max_length=24)),
                ('item_id', models.UUIDField()),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32)),
                ('digest', models.CharField(max_length=64)),
                ('copy', vault.fields.SealedJSONField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='multiagency.disclosure')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='multiagency.sharingdecision')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('rule', models.CharField(max_length=4)),
                ('case_id', models.UUIDField(help_text="The discloser's case.")),
                ('item_id', models.UUIDField(null=True)),
                ('purpose', models.CharField(choices=[('OFFENDER_MANAGEMENT', 'Managing somebody who offends'), ('MAPPA', 'Multi-agency public protection arrangements'), ('SERIOUS_VIOLENCE_PREVENTION', 'Preventing serious violence'), ('ASB_CASE_REVIEW', 'Review of an anti-social behaviour case'), ('DA_SAFEGUARDING', 'Keeping people safe from domestic abuse'), ('CHILD_SAFEGUARDING', 'Keeping children safe'), ('ADULT_SAFEGUARDING', 'Keeping adults at risk safe'), ('VICTIM_SUPPORT', 'Supporting somebody who was harmed'), ('VICTIM_INFORMATION_RIGHTS', 'Telling victims what they have a right to know'), ('PUBLIC_PROTECTION_DISCLOSURE', 'Disclosure to protect the public'), ('DVDS', 'Domestic violence disclosure scheme'), ('CSODS', 'Child sex offender disclosure scheme'), ('RESETTLEMENT_HOUSING', 'Resettlement and housing'), ('TREATMENT_REFERRAL', 'Referral to treatment'), ('INVESTIGATION', 'Investigation'), ('PROCEEDINGS', 'Proceedings in court'), ('EMERGENCY_RESPONSE', 'Responding to an emergency'), ('REVIEW_HOMICIDE_OR_PRACTICE', 'Review of a death or of practice'), ('PLANNING_ANALYSIS', 'Planning services'), ('RESEARCH_EVALUATION', 'Research and evaluation'), ('IG_AUDIT', 'Audit of information governance'), ('RIGHTS_REQUEST', "Answering a request about somebody's rights")], max_length=32)),
                ('ends_on', models.DateField(help_text='The last day on which it holds.')),
                ('reason', vault.fields.SealedJSONField()),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('for_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['case_id', 'to_agency', 'purpose'], name='approval_for')],
                'constraints': [models.CheckConstraint(condition=models.Q(('rule__in', ('R10', 'R58', 'R61', 'R62', 'R66'))), name='approval_of_what_can_be_approved'), models.CheckConstraint(condition=models.Q(('purpose__in', ['OFFENDER_MANAGEMENT', 'MAPPA', 'SERIOUS_VIOLENCE_PREVENTION', 'ASB_CASE_REVIEW', 'DA_SAFEGUARDING', 'CHILD_SAFEGUARDING', 'ADULT_SAFEGUARDING', 'VICTIM_SUPPORT', 'VICTIM_INFORMATION_RIGHTS', 'PUBLIC_PROTECTION_DISCLOSURE', 'DVDS', 'CSODS', 'RESETTLEMENT_HOUSING', 'TREATMENT_REFERRAL', 'INVESTIGATION', 'PROCEEDINGS', 'EMERGENCY_RESPONSE', 'REVIEW_HOMICIDE_OR_PRACTICE', 'PLANNING_ANALYSIS', 'RESEARCH_EVALUATION', 'IG_AUDIT', 'RIGHTS_REQUEST'])), name='approval_purpose')],
            },
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['agency', '-id'], name='disclosure_received'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='disclosure_to_another_agency'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['OFFENDER_MANAGEMENT', 'MAPPA', 'SERIOUS_VIOLENCE_PREVENTION', 'ASB_CASE_REVIEW', 'DA_SAFEGUARDING', 'CHILD_SAFEGUARDING', 'ADULT_SAFEGUARDING', 'VICTIM_SUPPORT', 'VICTIM_INFORMATION_RIGHTS', 'PUBLIC_PROTECTION_DISCLOSURE', 'DVDS', 'CSODS', 'RESETTLEMENT_HOUSING', 'TREATMENT_REFERRAL', 'INVESTIGATION', 'PROCEEDINGS', 'EMERGENCY_RESPONSE', 'REVIEW_HOMICIDE_OR_PRACTICE', 'PLANNING_ANALYSIS', 'RESEARCH_EVALUATION', 'IG_AUDIT', 'RIGHTS_REQUEST'])), name='disclosure_purpose'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['PORTAL', 'REFERRAL', 'MEETING', 'EMAIL', 'PHONE', 'VERBAL', 'PACKAGE'])), name='disclosure_channel'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('emergency', False), ('review_due_on', None)), models.Q(('emergency', True), ('review_due_on__isnull', False)), _connector='OR'), name='disclosure_in_emergency_is_reviewed'),
        ),
        migrations.AddIndex(
            model_name='sharingdecision',
            index=models.Index(fields=['case', '-id'], name='sharingdecision_of_case'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='sharingdecision_about_another_agency'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['BLOCK', 'BLOCK_OVERRIDABLE', 'REFER', 'ALLOW_OVERRIDE', 'ALLOW_CONDITIONS', 'ALLOW'])), name='sharingdecision_outcome'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['IDENTITY', 'ALIAS_LINKS', 'CONTACT', 'ADDRESS', 'VICTIM_LOCATION', 'SAFE_CONTACT', 'FAMILY_RELATIONSHIPS', 'CHILDREN_IN_HOUSEHOLD', 'EMPLOYMENT_EDUCATION', 'HOUSING_TENANCY', 'FINANCE_BENEFITS', 'IMMIGRATION_STATUS', 'ETHNICITY', 'RELIGION', 'SEXUAL_LIFE', 'BIOMETRIC', 'HEALTH_PHYSICAL', 'HEALTH_MENTAL', 'SUBSTANCE_TREATMENT', 'COUNSELLING', 'DISABILITY_NEEDS', 'OFFENDING_HISTORY', 'ALLEGATION', 'INTELLIGENCE', 'SENTENCE_LICENCE', 'ORDERS_CONDITIONS', 'CUSTODY_RELEASE', 'RISK_ASSESSMENT', 'VULNERABILITY_ASSESSMENT', 'ASB_INCIDENT', 'DA_INCIDENT', 'SAFEGUARDING_CONCERN', 'WEAPONS_WARNING', 'IMAGES_MEDIA', 'INTERVENTION_RECORD', 'PROFESSIONAL_CONTACT', 'COMPLAINT', 'AGGREGATE'])), name='sharingdecision_category'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['OFFENDER_MANAGEMENT', 'MAPPA', 'SERIOUS_VIOLENCE_PREVENTION', 'ASB_CASE_REVIEW', 'DA_SAFEGUARDING', 'CHILD_SAFEGUARDING', 'ADULT_SAFEGUARDING', 'VICTIM_SUPPORT', 'VICTIM_INFORMATION_RIGHTS', 'PUBLIC_PROTECTION_DISCLOSURE', 'DVDS', 'CSODS', 'RESETTLEMENT_HOUSING', 'TREATMENT_REFERRAL', 'INVESTIGATION', 'PROCEEDINGS', 'EMERGENCY_RESPONSE', 'REVIEW_HOMICIDE_OR_PRACTICE', 'PLANNING_ANALYSIS', 'RESEARCH_EVALUATION', 'IG_AUDIT', 'RIGHTS_REQUEST'])), name='sharingdecision_purpose'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item_id', None), ('item_kind', '')), models.Q(models.Q(('item_kind', ''), _negated=True), ('item_id__isnull', False)), _connector='OR'), name='sharingdecision_of_an_item_or_a_category'),
        ),
        migrations.AddConstraint(
            model_name='sharingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('disclosure', None), ('outcome__in', ['ALLOW', 'ALLOW_CONDITIONS', 'ALLOW_OVERRIDE']), _connector='OR'), name='sharingdecision_sends_what_is_allowed'),
        ),
        migrations.AddIndex(
            model_name='discloseditem',
            index=models.Index(fields=['item_id'], name='discloseditem_item'),
        ),
        migrations.AddConstraint(
            model_name='discloseditem',
            constraint=models.UniqueConstraint(fields=('disclosure', 'number'), name='discloseditem_number'),
        ),
        migrations.AddConstraint(
            model_name='discloseditem',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['IDENTITY', 'ALIAS_LINKS', 'CONTACT', 'ADDRESS', 'VICTIM_LOCATION', 'SAFE_CONTACT', 'FAMILY_RELATIONSHIPS', 'CHILDREN_IN_HOUSEHOLD', 'EMPLOYMENT_EDUCATION', 'HOUSING_TENANCY', 'FINANCE_BENEFITS', 'IMMIGRATION_STATUS', 'ETHNICITY', 'RELIGION', 'SEXUAL_LIFE', 'BIOMETRIC', 'HEALTH_PHYSICAL', 'HEALTH_MENTAL', 'SUBSTANCE_TREATMENT', 'COUNSELLING', 'DISABILITY_NEEDS', 'OFFENDING_HISTORY', 'ALLEGATION', 'INTELLIGENCE', 'SENTENCE_LICENCE', 'ORDERS_CONDITIONS', 'CUSTODY_RELEASE', 'RISK_ASSESSMENT', 'VULNERABILITY_ASSESSMENT', 'ASB_INCIDENT', 'DA_INCIDENT', 'SAFEGUARDING_CONCERN', 'WEAPONS_WARNING', 'IMAGES_MEDIA', 'INTERVENTION_RECORD', 'PROFESSIONAL_CONTACT', 'COMPLAINT', 'AGGREGATE'])), name='discloseditem_category'),
        ),
        migrations.AddConstraint(
            model_name='discloseditem',
            constraint=models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='discloseditem_digest'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
