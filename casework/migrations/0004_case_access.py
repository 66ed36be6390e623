"""Whom a case reaches: the projection that lists read, the view that says what it should hold, and its triggers."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_imported_files'),
        ('accounts', '0003_guarded'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseAccess',
            fields=[
                ('pk', models.CompositePrimaryKey('case_id', 'principal', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('principal', models.UUIDField()),
                ('agency_id', models.UUIDField()),
                ('partnership_id', models.UUIDField()),
                ('person_id', models.UUIDField()),
                ('role', models.CharField(choices=[('OFFENDER', 'Offender'), ('VICTIM', 'Victim')], max_length=8)),
                ('state', models.CharField(choices=[('ACTIVE', 'Active'), ('DORMANT', 'Dormant'), ('CLOSED', 'Closed')], max_length=8)),
                ('closed', models.BooleanField()),
                ('priority', models.PositiveSmallIntegerField(choices=[(4, 'Immediate'), (3, 'High'), (2, 'Medium'), (1, 'Standard')])),
                ('until', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['principal', 'partnership_id', 'closed', '-priority', '-case_id'], include=('until', 'agency_id', 'person_id', 'role', 'state'), name='caseaccess_front')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
