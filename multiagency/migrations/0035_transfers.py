"""Transfer packs between areas behind the walls, their papers and their moves; a case stays open until one is acknowledged."""

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
        ('casework', '0049_handling'),
        ('multiagency', '0025_escalations_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TransferPack',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('role', models.CharField(choices=[('OFFENDER', 'Offender'), ('VICTIM', 'Victim')], editable=False, max_length=8)),
                ('term', models.CharField(choices=[('FOR_GOOD', 'For good'), ('FOR_A_TIME', 'For a time')], max_length=10)),
                ('until', models.DateField(help_text='Until when they move, where it is for a time.', null=True)),
                ('answers', vault.fields.SealedJSONField()),
                ('body', models.BinaryField(max_length=32)),
                ('state', models.CharField(choices=[('SENT', 'Sent, not acknowledged yet'), ('ASKED', 'Waiting for papers that are missing'), ('ACKNOWLEDGED', 'Acknowledged'), ('CLOSED', 'Handed over'), ('RETURNED', 'Not taken on'), ('WITHDRAWN', 'Withdrawn')], default='SENT', max_length=12)),
                ('version', models.PositiveSmallIntegerField(default=0)),
                ('addressee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('disclosure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='multiagency.disclosure')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.person')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='TransferMove',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('move', models.CharField(choices=[('ASK', 'Asked for papers that are missing'), ('SUPPLY', 'Said where the papers are'), ('ACKNOWLEDGE', 'Acknowledged'), ('HEARD_BACK', 'Acknowledged outside this system'), ('RETURN', 'Not taken on'), ('WITHDRAW', 'Withdrawn'), ('TALK', 'Talked about the handover'), ('CLOSE', 'Handed over'), ('REMIND', 'Reminded')], max_length=12)),
                ('side', models.CharField(choices=[('SENDER', 'The agency that hands over'), ('RECIPIENT', 'The agency that takes over')], max_length=9)),
                ('from_state', models.CharField(choices=[('SENT', 'Sent, not acknowledged yet'), ('ASKED', 'Waiting for papers that are missing'), ('ACKNOWLEDGED', 'Acknowledged'), ('CLOSED', 'Handed over'), ('RETURNED', 'Not taken on'), ('WITHDRAWN', 'Withdrawn')], max_length=12)),
                ('to_state', models.CharField(choices=[('SENT', 'Sent, not acknowledged yet'), ('ASKED', 'Waiting for papers that are missing'), ('ACKNOWLEDGED', 'Acknowledged'), ('CLOSED', 'Handed over'), ('RETURNED', 'Not taken on'), ('WITHDRAWN', 'Withdrawn')], max_length=12)),
                ('conversation', models.CharField(blank=True, max_length=20)),
                ('who', vault.fields.SealedTextField(null=True)),
                ('words', vault.fields.SealedTextField(null=True)),
                ('moved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='multiagency.transferpack')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='TransferPaper',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('paper', models.CharField(max_length=20)),
                ('how', models.CharField(choices=[('INCLUDED', 'Goes'), ('IN_PART', 'Goes in part'), ('NOT_HELD', 'Not held'), ('WITHHELD', 'Kept back')], max_length=8)),
                ('why', models.CharField(blank=True, choices=[('NOT_RELEVANT', 'Not needed there'), ('DISPROPORTIONATE', 'More than the move calls for'), ('THIRD_PARTY', 'It is about other people'), ('LIVE_INVESTIGATION', 'A live investigation'), ('LEGAL_PRIVILEGE', 'Legal privilege'), ('UNSAFE', 'It would put somebody at risk'), ('NOT_ALLOWED', 'The sharing decision keeps it back')], max_length=20)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='multiagency.transferpack')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='transferpack',
            index=models.Index(fields=['agency', 'state', '-id'], name='transferpack_came'),
        ),
        migrations.AddConstraint(
            model_name='transferpack',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['SENT', 'ASKED', 'ACKNOWLEDGED', 'CLOSED', 'RETURNED', 'WITHDRAWN'])), name='transferpack_state'),
        ),
        migrations.AddConstraint(
            model_name='transferpack',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='transferpack_to_another'),
        ),
        migrations.AddConstraint(
            model_name='transferpack',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('term', 'FOR_GOOD'), ('until', None)), models.Q(('term', 'FOR_A_TIME'), ('until__isnull', False)), _connector='OR'), name='transferpack_ends_where_it_is_for_a_time'),
        ),
        migrations.AddConstraint(
            model_name='transferpack',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['ACKNOWLEDGED', 'ASKED', 'SENT'])), fields=('case',), name='transferpack_one_open'),
        ),
        migrations.AddConstraint(
            model_name='transfermove',
            constraint=models.UniqueConstraint(fields=('pack', 'number'), name='transfermove_one_after_another'),
        ),
        migrations.AddConstraint(
            model_name='transfermove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_state', 'ASKED'), ('move', 'ACKNOWLEDGE'), ('side__in', ['RECIPIENT']), ('to_state', 'ACKNOWLEDGED')), models.Q(('from_state', 'SENT'), ('move', 'ACKNOWLEDGE'), ('side__in', ['RECIPIENT']), ('to_state', 'ACKNOWLEDGED')), models.Q(('from_state', 'ASKED'), ('move', 'HEARD_BACK'), ('side__in', ['SENDER']), ('to_state', 'ACKNOWLEDGED')), models.Q(('from_state', 'SENT'), ('move', 'HEARD_BACK'), ('side__in', ['SENDER']), ('to_state', 'ACKNOWLEDGED')), models.Q(('from_state', 'SENT'), ('move', 'ASK'), ('side__in', ['RECIPIENT']), ('to_state', 'ASKED')), models.Q(('from_state', 'ASKED'), ('move', 'SUPPLY'), ('side__in', ['SENDER']), ('to_state', 'SENT')), models.Q(('from_state', 'ACKNOWLEDGED'), ('move', 'TALK'), ('side__in', ['RECIPIENT', 'SENDER']), ('to_state', 'ACKNOWLEDGED')), models.Q(('from_state', 'ASKED'), ('move', 'TALK'), ('side__in', ['RECIPIENT', 'SENDER']), ('to_state', 'ASKED')), models.Q(('from_state', 'SENT'), ('move', 'TALK'), ('side__in', ['RECIPIENT', 'SENDER']), ('to_state', 'SENT')), models.Q(('from_state', 'ACKNOWLEDGED'), ('move', 'CLOSE'), ('side__in', ['SENDER']), ('to_state', 'CLOSED')), models.Q(('from_state', 'ASKED'), ('move', 'RETURN'), ('side__in', ['RECIPIENT']), ('to_state', 'RETURNED')), models.Q(('from_state', 'SENT'), ('move', 'RETURN'), ('side__in', ['RECIPIENT']), ('to_state', 'RETURNED')), models.Q(('from_state', 'ASKED'), ('move', 'WITHDRAW'), ('side__in', ['SENDER']), ('to_state', 'WITHDRAWN')), models.Q(('from_state', 'SENT'), ('move', 'WITHDRAW'), ('side__in', ['SENDER']), ('to_state', 'WITHDRAWN')), models.Q(('from_state', 'SENT'), ('move', 'REMIND'), ('side__in', ['SENDER']), ('to_state', 'SENT')), _connector='OR'), name='transfermove_in_the_table'),
        ),
        migrations.AddConstraint(
            model_name='transfermove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('move__in', ['REMIND']), ('moved_by', None)), models.Q(models.Q(('move__in', ['REMIND']), _negated=True), ('moved_by__isnull', False)), _connector='OR'), name='transfermove_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='transfermove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('move__in', ['ASK', 'SUPPLY', 'TALK', 'RETURN', 'WITHDRAW']), _negated=True), ('words__isnull', False), _connector='OR'), name='transfermove_words'),
        ),
        migrations.AddConstraint(
            model_name='transfermove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('move__in', ['HEARD_BACK', 'TALK']), _negated=True), ('who__isnull', False), _connector='OR'), name='transfermove_who'),
        ),
        migrations.AddConstraint(
            model_name='transfermove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('move__in', ['TALK']), _negated=True), models.Q(('conversation', ''), _negated=True), _connector='OR'), name='transfermove_conversation'),
        ),
        migrations.AddConstraint(
            model_name='transferpaper',
            constraint=models.UniqueConstraint(fields=('pack', 'number'), name='transferpaper_in_order'),
        ),
        migrations.AddConstraint(
            model_name='transferpaper',
            constraint=models.UniqueConstraint(fields=('pack', 'paper'), name='transferpaper_once'),
        ),
        migrations.AddConstraint(
            model_name='transferpaper',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['INCLUDED', 'IN_PART', 'NOT_HELD', 'WITHHELD'])), name='transferpaper_how'),
        ),
        migrations.AddConstraint(
            model_name='transferpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', 'WITHHELD'), ('why__in', ['NOT_RELEVANT', 'DISPROPORTIONATE', 'THIRD_PARTY', 'LIVE_INVESTIGATION', 'LEGAL_PRIVILEGE', 'UNSAFE', 'NOT_ALLOWED'])), models.Q(models.Q(('how', 'WITHHELD'), _negated=True), ('why', '')), _connector='OR'), name='transferpaper_kept_back_for_a_reason'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
