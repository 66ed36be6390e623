"""Codes of names, behind the walls; family names alone are no longer found by a hash of their own."""

from pathlib import Path

import django.db.models.deletion
from audit.ledger.maintenance import Maintenance
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_guarded'),
        ('casework', '0004_case_access'),
    ]

    operations = [
        Maintenance('name-codes'),
        migrations.RunSQL("DELETE FROM casework_personindex WHERE field = 'FAMILY_NAME'", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='personindex',
            name='field',
            field=models.CharField(choices=[('FULL_NAME', 'All names together'), ('BIRTH', 'Date of birth'), ('IDENTIFIER', 'Identifier'), ('IMPORTED', 'The row of a file they came from')], max_length=12),
        ),
        migrations.CreateModel(
            name='NameCodes',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('category', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('start_start', models.BinaryField(max_length=5)),
                ('start_end', models.BinaryField(max_length=5)),
                ('end_start', models.BinaryField(max_length=5)),
                ('end_end', models.BinaryField(max_length=5)),
                ('sounds', models.BinaryField(max_length=5)),
                ('sound', models.BinaryField(max_length=5)),
                ('initial', models.BinaryField(max_length=5)),
                ('year', models.BinaryField(max_length=5, null=True)),
                ('birth', models.BinaryField(max_length=5, null=True)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_codes', to='casework.person')),
            ],
            options={
                'indexes': [models.Index(fields=['start_start'], name='namecodes_start_start'), models.Index(fields=['start_end'], name='namecodes_start_end'), models.Index(fields=['end_start'], name='namecodes_end_start'), models.Index(fields=['end_end'], name='namecodes_end_end'), models.Index(fields=['sounds'], name='namecodes_sounds'), models.Index(fields=['sound'], name='namecodes_sound'), models.Index(fields=['initial'], name='namecodes_initial'), models.Index(fields=['year'], name='namecodes_year'), models.Index(fields=['birth'], name='namecodes_birth')],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
