"""Who was named to read what of a case stays on record, so no case goes from under them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0013_safe_contact'),
    ]

    operations = [
        migrations.AlterField(
            model_name='namedreader',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named_readers', to='casework.case'),
        ),
    ]
