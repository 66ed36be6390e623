"""Break-glass and its reviews, behind the walls."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import vault.fields
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_keys'),
        ('casework', '0011_leavers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BreakGlass',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('reason', models.CharField(choices=[('SERIOUS_HARM', 'To prevent serious physical harm to somebody'), ('LOSS_OF_LIFE', 'To prevent loss of life'), ('SAFEGUARDING', 'To safeguard a child or an adult at risk'), ('EMERGENCY_RESPONSE', 'To respond to an emergency'), ('PUBLIC_HEALTH', 'To protect public health'), ('NATIONAL_SECURITY', 'To protect national security')], max_length=20)),
                ('words', vault.fields.SealedTextField()),
                ('ends_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('review_due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='break_glass', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='break_glass', to='casework.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='BreakGlassReview',
            fields=[
                ('id', models.UUIDField(default=vault.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('outcome', models.CharField(choices=[('OK', 'Justified'), ('QUERY', 'Questions remain'), ('UNJUSTIFIED', 'Not justified'), ('BREACH', 'A personal data breach')], max_length=12)),
                ('words', vault.fields.SealedTextField()),
                ('break_glass', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='casework.breakglass')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='breakglass',
            index=models.Index(fields=['person'], name='breakglass_person'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['SERIOUS_HARM', 'LOSS_OF_LIFE', 'SAFEGUARDING', 'EMERGENCY_RESPONSE', 'PUBLIC_HEALTH', 'NATIONAL_SECURITY'])), name='breakglass_reason'),
        ),
        migrations.AddConstraint(
            model_name='breakglassreview',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['OK', 'QUERY', 'UNJUSTIFIED', 'BREACH'])), name='breakglassreview_outcome'),
        ),
        migrations.AddConstraint(
            model_name='breakglassreview',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('opened_by')), _negated=True), name='breakglassreview_by_somebody_else'),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
