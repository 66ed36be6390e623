"""A share says on which version of an agreement it rests."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0046_shares_stopped'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseshare',
            name='terms_id',
            field=models.UUIDField(editable=False, help_text='The version of an agreement on which it rests.', null=True),
        ),
        migrations.AddIndex(
            model_name='caseshare',
            index=models.Index(condition=models.Q(('suspended_at', None)), fields=['terms_id'], name='caseshare_on_terms'),
        ),
        migrations.RunSQL("SELECT ledger_guard('casework_caseshare')", migrations.RunSQL.noop),
    ]
