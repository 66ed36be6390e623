"""What other agencies were asked about a case, and what they answered."""

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
        ('casework', '0049_handling'),
        ('multiagency', '0036_known_to_silenced'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InformationAsk',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('asked_on', models.DateField()),
                ('purpose', models.CharField(choices=[('OFFENDER_MANAGEMENT', 'Managing somebody who offends'), ('MAPPA', 'Multi-agency public protection arrangements'), ('SERIOUS_VIOLENCE_PREVENTION', 'Preventing serious violence'), ('ASB_CASE_REVIEW', 'Review of an anti-social behaviour case'), ('DA_SAFEGUARDING', 'Keeping people safe from domestic abuse'), ('CHILD_SAFEGUARDING', 'Keeping children safe'), ('ADULT_SAFEGUARDING', 'Keeping adults at risk safe'), ('VICTIM_SUPPORT', 'Supporting somebody who was harmed'), ('VICTIM_INFORMATION_RIGHTS', 'Telling victims what they have a right to know'), ('PUBLIC_PROTECTION_DISCLOSURE', 'Disclosure to protect the public'), ('DVDS', 'Domestic violence disclosure scheme'), ('CSODS', 'Child sex offender disclosure scheme'), ('RESETTLEMENT_HOUSING', 'Resettlement and housing'), ('TREATMENT_REFERRAL', 'Referral to treatment'), ('INVESTIGATION', 'Investigation'), ('PROCEEDINGS', 'Proceedings in court'), ('EMERGENCY_RESPONSE', 'Responding to an emergency'), ('REVIEW_HOMICIDE_OR_PRACTICE', 'Review of a death or of practice'), ('PLANNING_ANALYSIS', 'Planning services'), ('RESEARCH_EVALUATION', 'Research and evaluation'), ('IG_AUDIT', 'Audit of information governance'), ('RIGHTS_REQUEST', "Answering a request about somebody's rights")], max_length=32)),
                ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], max_length=32), size=None)),
                ('outcome', models.CharField(choices=[('SHARED', 'They shared it'), ('NOTHING_HELD', 'They hold nothing'), ('DECLINED', 'They declined to share'), ('NO_ANSWER', 'They have not answered')], max_length=12)),
                ('reason', models.CharField(blank=True, choices=[('NO_POWER', 'No legal power to share it'), ('NO_AGREEMENT', 'No agreement lets it be shared'), ('NO_CONSENT', 'The person does not agree'), ('NOT_NEEDED', 'Not necessary, or more than is needed'), ('CONFIDENTIAL', 'Confidential or privileged'), ('HARM', 'Somebody could come to harm'), ('NOT_SAID', 'They gave no reason')], max_length=12)),
                ('words', vault.fields.SealedJSONField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='informationask_of_another_agency'), models.CheckConstraint(condition=models.Q(('purpose__in', ['OFFENDER_MANAGEMENT', 'MAPPA', 'SERIOUS_VIOLENCE_PREVENTION', 'ASB_CASE_REVIEW', 'DA_SAFEGUARDING', 'CHILD_SAFEGUARDING', 'ADULT_SAFEGUARDING', 'VICTIM_SUPPORT', 'VICTIM_INFORMATION_RIGHTS', 'PUBLIC_PROTECTION_DISCLOSURE', 'DVDS', 'CSODS', 'RESETTLEMENT_HOUSING', 'TREATMENT_REFERRAL', 'INVESTIGATION', 'PROCEEDINGS', 'EMERGENCY_RESPONSE', 'REVIEW_HOMICIDE_OR_PRACTICE', 'PLANNING_ANALYSIS', 'RESEARCH_EVALUATION', 'IG_AUDIT', 'RIGHTS_REQUEST'])), name='informationask_purpose'), models.CheckConstraint(condition=models.Q(('categories__len__gt', 0)), name='informationask_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'DECLINED'), ('reason__in', ['NO_POWER', 'NO_AGREEMENT', 'NO_CONSENT', 'NOT_NEEDED', 'CONFIDENTIAL', 'HARM', 'NOT_SAID'])), models.Q(('outcome__in', ['SHARED', 'NOTHING_HELD', 'NO_ANSWER']), ('reason', '')), _connector='OR'), name='informationask_declined_for_a_reason')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
