"""One-time access to what was sent to agencies that are not on this system, behind the walls."""

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
        ('multiagency', '0011_disclosures_received'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('link', models.BinaryField(max_length=32, unique=True)),
                ('code', models.CharField(max_length=128)),
                ('expires_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='multiagency.disclosure')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='PackageUse',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('use', models.CharField(choices=[('MISSED', 'A wrong code was tried'), ('OPENED', 'Opened'), ('REVOKED', 'Taken back')], max_length=8)),
                ('said', vault.fields.SealedJSONField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='multiagency.package')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('owner')), _negated=True), name='package_to_another_agency'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.UniqueConstraint(fields=('id', 'owner', 'partnership'), name='package_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='packageuse',
            constraint=models.UniqueConstraint(fields=('package', 'number'), name='packageuse_one_after_another'),
        ),
        migrations.AddConstraint(
            model_name='packageuse',
            constraint=models.UniqueConstraint(condition=models.Q(('use__in', ('OPENED', 'REVOKED'))), fields=('package',), name='packageuse_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='packageuse',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 6)), name='packageuse_tries'),
        ),
        migrations.AddConstraint(
            model_name='packageuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_by', None), ('said__isnull', True), ('use', 'MISSED')), models.Q(('revoked_by', None), ('said__isnull', False), ('use', 'OPENED')), models.Q(('revoked_by__isnull', False), ('said__isnull', True), ('use', 'REVOKED')), _connector='OR'), name='packageuse_says_who'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
