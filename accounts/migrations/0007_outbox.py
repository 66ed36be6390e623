from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_jobs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('notice', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('WAITING', 'Waiting'), ('SENDING', 'On its way'), ('SENT', 'Sent'), ('DROPPED', 'Not sent: the account is closed')], default='WAITING', max_length=8)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('sent_at', models.DateTimeField(null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-id'], name='message_of_user')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['WAITING', 'SENDING', 'SENT', 'DROPPED'])), name='message_state'), models.UniqueConstraint(condition=models.Q(('state', 'WAITING')), fields=('user', 'notice', 'partnership'), name='message_once_waiting')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix('.sql').read_text(), migrations.RunSQL.noop),
    ]
