"""How far work on keys has come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_invitations")]

    operations = [
        migrations.AddField(
            model_name="keywork",
            name="done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="keywork",
            name="total",
            field=models.PositiveIntegerField(help_text="How many grants or records there were to do when it began."),
        ),
        migrations.RunSQL("SELECT ledger_guard('accounts_keywork')", migrations.RunSQL.noop),
    ]
