"""Links between two agencies' rows of one human being, and what became of them."""

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
        ('casework', '0027_listings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonLink',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('why', vault.fields.SealedTextField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casework.person')),
                ('other_case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.person')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='LinkMove',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('move', models.CharField(choices=[('ACCEPTED', 'Accepted'), ('DECLINED', 'Declined'), ('ENDED', 'Ended')], max_length=8)),
                ('why', vault.fields.SealedTextField()),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='casework.personlink')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='personlink',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='personlink_of_two_agencies'),
        ),
        migrations.AddConstraint(
            model_name='personlink',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='personlink_of_two_rows'),
        ),
        migrations.AddConstraint(
            model_name='linkmove',
            constraint=models.UniqueConstraint(fields=('link', 'move'), name='linkmove_once'),
        ),
        migrations.AddConstraint(
            model_name='linkmove',
            constraint=models.CheckConstraint(condition=models.Q(('move__in', ['ACCEPTED', 'DECLINED', 'ENDED'])), name='linkmove_move'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
