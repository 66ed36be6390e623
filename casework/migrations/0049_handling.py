"""Marks on how a case or an item of it may be handled, behind the walls."""

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
        ('casework', '0048_shares_end_with'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HandlingMark',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('kind', models.CharField(choices=[('RESTRICTED_PROCESSING', 'Processing restricted'), ('OBJECTION', 'Objection'), ('DISPUTED', 'Disputed by the person'), ('STATUTORY_BAR', 'Barred by law'), ('COURT_ORDER_BAR', 'Barred by a court order'), ('LPP', 'Legally privileged'), ('OFFICIAL_SENSITIVE', 'OFFICIAL-SENSITIVE'), ('DO_NOT_INFORM', 'Do not tell the person'), ('HANDLING_C', 'Only as the originator approves'), ('OPT_OUT_NDO', 'National data opt-out'), ('PR_HOLDER_ALLEGED_PERPETRATOR', 'Do not ask the parent')], max_length=32)),
                ('category', models.CharField(choices=[('IDENTITY', 'Name, date of birth and identifiers'), ('ALIAS_LINKS', 'Other names'), ('CONTACT', 'Contact details'), ('ADDRESS', 'Addresses'), ('VICTIM_LOCATION', 'Where a victim is'), ('SAFE_CONTACT', 'How a victim may safely be contacted'), ('FAMILY_RELATIONSHIPS', 'Family and relationships'), ('CHILDREN_IN_HOUSEHOLD', 'Children in the household'), ('EMPLOYMENT_EDUCATION', 'Employment and education'), ('HOUSING_TENANCY', 'Housing and tenancy'), ('FINANCE_BENEFITS', 'Money and benefits'), ('IMMIGRATION_STATUS', 'Immigration status'), ('ETHNICITY', 'Ethnicity'), ('RELIGION', 'Religion or belief'), ('SEXUAL_LIFE', 'Sexual life and orientation'), ('BIOMETRIC', 'Biometric data'), ('HEALTH_PHYSICAL', 'Physical health'), ('HEALTH_MENTAL', 'Mental health'), ('SUBSTANCE_TREATMENT', 'Drug and alcohol treatment'), ('COUNSELLING', 'Counselling records'), ('DISABILITY_NEEDS', 'Disability and access needs'), ('OFFENDING_HISTORY', 'Offending history'), ('ALLEGATION', 'Allegations'), ('INTELLIGENCE', 'Intelligence'), ('SENTENCE_LICENCE', 'Sentence and licence'), ('ORDERS_CONDITIONS', 'Orders and conditions'), ('CUSTODY_RELEASE', 'Custody and release'), ('RISK_ASSESSMENT', 'Risk assessment'), ('VULNERABILITY_ASSESSMENT', 'Vulnerability assessment'), ('ASB_INCIDENT', 'Anti-social behaviour incidents'), ('DA_INCIDENT', 'Domestic abuse incidents'), ('SAFEGUARDING_CONCERN', 'Safeguarding concerns'), ('WEAPONS_WARNING', 'Warnings about danger'), ('IMAGES_MEDIA', 'Images and media'), ('INTERVENTION_RECORD', 'Interventions'), ('PROFESSIONAL_CONTACT', 'Professionals involved'), ('COMPLAINT', 'Complaints'), ('AGGREGATE', 'Figures about no one person')], default='PROFESSIONAL_CONTACT', max_length=32)),
                ('item_kind', models.CharField(blank=True, help_text='What kind of item; empty for the whole case.', max_length=16)),
                ('item_id', models.UUIDField(null=True)),
                ('since', models.DateField()),
                ('until', models.DateField(help_text='The last day on which it holds.', null=True)),
                ('review_on', models.DateField(null=True)),
                ('words', vault.fields.SealedJSONField()),
                ('upheld', models.BooleanField(help_text='Whether an objection was upheld; null while it waits.', null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision', vault.fields.SealedTextField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifting', vault.fields.SealedTextField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='handling', to='casework.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('lifted_at', None)), fields=['case', 'kind'], name='handlingmark_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['RESTRICTED_PROCESSING', 'OBJECTION', 'DISPUTED', 'STATUTORY_BAR', 'COURT_ORDER_BAR', 'LPP', 'OFFICIAL_SENSITIVE', 'DO_NOT_INFORM', 'HANDLING_C', 'OPT_OUT_NDO', 'PR_HOLDER_ALLEGED_PERPETRATOR'])), name='handlingmark_kind'), models.CheckConstraint(condition=models.Q(models.Q(('item_id', None), ('item_kind', '')), models.Q(models.Q(('item_kind', ''), _negated=True), ('item_id__isnull', False)), _connector='OR'), name='handlingmark_item'), models.CheckConstraint(condition=models.Q(('category__in', ['SAFE_CONTACT', 'VICTIM_LOCATION']), _negated=True), name='handlingmark_not_for_named_people'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('DISPUTED', 'HANDLING_C')), _negated=True), ('item_id__isnull', False), _connector='OR'), name='handlingmark_of_an_item'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'DO_NOT_INFORM'), _negated=True), ('until__isnull', False), _connector='OR'), name='handlingmark_until'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'OFFICIAL_SENSITIVE'), _negated=True), ('review_on__isnull', False), _connector='OR'), name='handlingmark_review'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='handlingmark_ends_later'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decision__isnull', True), ('upheld', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('decision__isnull', False), ('kind', 'OBJECTION'), ('upheld__isnull', False)), _connector='OR'), name='handlingmark_decided_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None), ('lifting__isnull', True)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), ('lifting__isnull', False)), _connector='OR'), name='handlingmark_lifted_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('upheld', False), _negated=True), ('lifted_at__isnull', False), _connector='OR'), name='handlingmark_not_upheld_is_lifted'), models.UniqueConstraint(condition=models.Q(('lifted_at', None), models.Q(('kind__in', ('STATUTORY_BAR', 'COURT_ORDER_BAR')), _negated=True)), fields=('case', 'kind', 'item_id'), name='handlingmark_once', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
