"""A share says what ends it when its time has come."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0047_shares_on_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseshare',
            name='ends_with',
            field=models.CharField(choices=[('CHOSEN', 'the day comes that was chosen when it was shared'), ('AGREEMENT', 'the agreement between the agencies ends'), ('CONSENT', 'their consent has to be asked for again'), ('OVERRIDE', 'the override ends')], default='CHOSEN', max_length=9),
        ),
        migrations.AddConstraint(
            model_name='caseshare',
            constraint=models.CheckConstraint(condition=models.Q(('ends_with__in', ['CHOSEN', 'AGREEMENT', 'CONSENT', 'OVERRIDE'])), name='caseshare_ends_with'),
        ),
        migrations.RunSQL("SELECT ledger_guard('casework_caseshare')", migrations.RunSQL.noop),
    ]
