"""What a conflict says may be sealed under a new key: a column that nobody may store again would keep its key for ever."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_imported_cases")]

    operations = [
        migrations.RunSQL("GRANT UPDATE (detail) ON casework_conflict TO rt_app", migrations.RunSQL.noop)
    ]
