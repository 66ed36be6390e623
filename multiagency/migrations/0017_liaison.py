"""Each agency of the partnership says who its liaison officer and the deputy are."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_jobs_in_ones_own_kind'),
        ('multiagency', '0016_shares_not_carried'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LiaisonOfficer',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('place', models.CharField(choices=[('OFFICER', 'Designated liaison officer'), ('DEPUTY', 'Deputy')], max_length=8)),
                ('ended_at', models.DateTimeField(null=True)),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('partnership', 'owner', 'place'), name='liaisonofficer_one_a_place'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('partnership', 'owner', 'user'), name='liaisonofficer_one_a_person'), models.CheckConstraint(condition=models.Q(('place__in', ['OFFICER', 'DEPUTY'])), name='liaisonofficer_place')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
