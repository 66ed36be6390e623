"""Services and what they may use; nothing of it changes without an event."""

import django.db.models.deletion
import vault.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_sign_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServicePrincipal',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.SlugField(max_length=40)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
        ),
        migrations.CreateModel(
            name='ServiceGrant',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('category', models.CharField(max_length=32)),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='accounts.serviceprincipal')),
            ],
        ),
        migrations.AddConstraint(
            model_name='serviceprincipal',
            constraint=models.UniqueConstraint(fields=('partnership', 'name'), name='service_name_once'),
        ),
        migrations.AddConstraint(
            model_name='servicegrant',
            constraint=models.UniqueConstraint(fields=('service', 'agency', 'category'), name='service_grant_once'),
        ),
        migrations.AddConstraint(
            model_name='servicegrant',
            constraint=models.CheckConstraint(condition=models.Q(('category__regex', '^[A-Z_]+$')), name='service_grant_category'),
        ),
        migrations.RunSQL(
            "SELECT ledger_guard(t) FROM unnest('{accounts_serviceprincipal,accounts_servicegrant}'::regclass[]) t",
            migrations.RunSQL.noop,
        ),
    ]
