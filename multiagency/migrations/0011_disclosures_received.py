"""What comes after a disclosure: openings, notices, reviews, and what was asked and answered."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import vault.fields
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('casework', '0047_shares_on_terms'),
        ('multiagency', '0010_referrals_sent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('item_kind', models.CharField(max_length=24)),
                ('item_id', models.UUIDField()),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32)),
                ('purpose', models.CharField(choices=[('OFFENDER_MANAGEMENT', 'Managing somebody who offends'), ('MAPPA', 'Multi-agency public protection arrangements'), ('SERIOUS_VIOLENCE_PREVENTION', 'Preventing serious violence'), ('ASB_CASE_REVIEW', 'Review of an anti-social behaviour case'), ('DA_SAFEGUARDING', 'Keeping people safe from domestic abuse'), ('CHILD_SAFEGUARDING', 'Keeping children safe'), ('ADULT_SAFEGUARDING', 'Keeping adults at risk safe'), ('VICTIM_SUPPORT', 'Supporting somebody who was harmed'), ('VICTIM_INFORMATION_RIGHTS', 'Telling victims what they have a right to know'), ('PUBLIC_PROTECTION_DISCLOSURE', 'Disclosure to protect the public'), ('DVDS', 'Domestic violence disclosure scheme'), ('CSODS', 'Child sex offender disclosure scheme'), ('RESETTLEMENT_HOUSING', 'Resettlement and housing'), ('TREATMENT_REFERRAL', 'Referral to treatment'), ('INVESTIGATION', 'Investigation'), ('PROCEEDINGS', 'Proceedings in court'), ('EMERGENCY_RESPONSE', 'Responding to an emergency'), ('REVIEW_HOMICIDE_OR_PRACTICE', 'Review of a death or of practice'), ('PLANNING_ANALYSIS', 'Planning services'), ('RESEARCH_EVALUATION', 'Research and evaluation'), ('IG_AUDIT', 'Audit of information governance'), ('RIGHTS_REQUEST', "Answering a request about somebody's rights")], max_length=32)),
                ('gateway', models.CharField(blank=True, max_length=32)),
                ('decider', models.CharField(choices=[('SECOND', 'A second authoriser'), ('CALDICOTT', 'The Caldicott guardian'), ('IG_LEAD', 'The information-governance lead'), ('MANAGER', 'A manager of the discloser'), ('VICTIM_LEAD', 'The victim lead'), ('OWNER', 'The agency that owns it'), ('ORIGINATOR', 'Whoever gave it')], max_length=12)),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), size=None)),
                ('words', vault.fields.SealedJSONField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
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
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('outcome', models.CharField(choices=[('GRANTED', 'It may go'), ('REFUSED', 'It must not go')], max_length=8)),
                ('conf_basis', models.CharField(blank=True, max_length=16)),
                ('ends_on', models.DateField(null=True)),
                ('words', vault.fields.SealedJSONField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('ask', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='multiagency.ask')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='EmergencyReview',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('outcome', models.CharField(choices=[('OK', 'Justified'), ('QUERY', 'Questions remain'), ('UNJUSTIFIED', 'Not justified'), ('BREACH', 'A personal data breach')], max_length=12)),
                ('words', vault.fields.SealedTextField()),
                ('disclosed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disclosure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='emergency_review', to='multiagency.disclosure')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='multiagency.disclosure')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('why', models.CharField(choices=[('CORRECTED', 'It was corrected'), ('WITHDRAWN', 'It was withdrawn: it was wrong, or about somebody else'), ('RESTRICTED', 'Its use is restricted'), ('SENT_WRONGLY', 'It should not have been sent'), ('CONSENT_WITHDRAWN', 'The consent that it was sent by was withdrawn')], max_length=20)),
                ('words', vault.fields.SealedTextField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='multiagency.disclosure')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='multiagency.discloseditem')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Acknowledged',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('done', models.CharField(choices=[('DELETED', 'We deleted our copy'), ('CORRECTED', 'We corrected what we hold'), ('STOPPED', 'We stopped using it'), ('KEPT', 'We keep it, because we must')], max_length=12)),
                ('acknowledged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('recall', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledged', to='multiagency.recall')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='ask',
            index=models.Index(fields=['case', 'agency', 'purpose'], name='ask_for'),
        ),
        migrations.AddIndex(
            model_name='ask',
            index=models.Index(fields=['asked_of', '-id'], name='ask_waiting'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('decider__in', ['SECOND', 'CALDICOTT', 'IG_LEAD', 'MANAGER', 'VICTIM_LEAD', 'OWNER', 'ORIGINATOR'])), name='ask_decider'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['IDENTITY', 'ALIAS_LINKS', 'CONTACT', 'ADDRESS', 'VICTIM_LOCATION', 'SAFE_CONTACT', 'FAMILY_RELATIONSHIPS', 'CHILDREN_IN_HOUSEHOLD', 'EMPLOYMENT_EDUCATION', 'HOUSING_TENANCY', 'FINANCE_BENEFITS', 'IMMIGRATION_STATUS', 'ETHNICITY', 'RELIGION', 'SEXUAL_LIFE', 'BIOMETRIC', 'HEALTH_PHYSICAL', 'HEALTH_MENTAL', 'SUBSTANCE_TREATMENT', 'COUNSELLING', 'DISABILITY_NEEDS', 'OFFENDING_HISTORY', 'ALLEGATION', 'INTELLIGENCE', 'SENTENCE_LICENCE', 'ORDERS_CONDITIONS', 'CUSTODY_RELEASE', 'RISK_ASSESSMENT', 'VULNERABILITY_ASSESSMENT', 'ASB_INCIDENT', 'DA_INCIDENT', 'SAFEGUARDING_CONCERN', 'WEAPONS_WARNING', 'IMAGES_MEDIA', 'INTERVENTION_RECORD', 'PROFESSIONAL_CONTACT', 'COMPLAINT', 'AGGREGATE'])), name='ask_category'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['OFFENDER_MANAGEMENT', 'MAPPA', 'SERIOUS_VIOLENCE_PREVENTION', 'ASB_CASE_REVIEW', 'DA_SAFEGUARDING', 'CHILD_SAFEGUARDING', 'ADULT_SAFEGUARDING', 'VICTIM_SUPPORT', 'VICTIM_INFORMATION_RIGHTS', 'PUBLIC_PROTECTION_DISCLOSURE', 'DVDS', 'CSODS', 'RESETTLEMENT_HOUSING', 'TREATMENT_REFERRAL', 'INVESTIGATION', 'PROCEEDINGS', 'EMERGENCY_RESPONSE', 'REVIEW_HOMICIDE_OR_PRACTICE', 'PLANNING_ANALYSIS', 'RESEARCH_EVALUATION', 'IG_AUDIT', 'RIGHTS_REQUEST'])), name='ask_purpose'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='ask_about_another_agency'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['GRANTED', 'REFUSED'])), name='answer_outcome'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by', models.F('asked_by')), _negated=True), name='answer_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('conf_basis', ''), ('ends_on', None), ('outcome', 'REFUSED')), models.Q(('ends_on__isnull', False), ('outcome', 'GRANTED')), _connector='OR'), name='answer_granted_until_a_day'),
        ),
        migrations.AddConstraint(
            model_name='emergencyreview',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['OK', 'QUERY', 'UNJUSTIFIED', 'BREACH'])), name='emergencyreview_outcome'),
        ),
        migrations.AddConstraint(
            model_name='emergencyreview',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('disclosed_by')), _negated=True), name='emergencyreview_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.UniqueConstraint(fields=('disclosure', 'opened_by'), name='opening_once'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('why__in', ['CORRECTED', 'WITHDRAWN', 'RESTRICTED', 'SENT_WRONGLY', 'CONSENT_WITHDRAWN'])), name='recall_why'),
        ),
        migrations.AddConstraint(
            model_name='acknowledged',
            constraint=models.CheckConstraint(condition=models.Q(('done__in', ['DELETED', 'CORRECTED', 'STOPPED', 'KEPT'])), name='acknowledged_done'),
        ),
        migrations.AddConstraint(
            model_name='acknowledged',
            constraint=models.CheckConstraint(condition=models.Q(('sender', models.F('owner')), _negated=True), name='acknowledged_to_the_sender'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix('.sql').read_text(), migrations.RunSQL.noop),
    ]
