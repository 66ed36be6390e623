"""A disclosure that goes to a team says so, and is read by that team; nothing of it changes afterwards."""

import django.db.models.deletion
from django.db import migrations, models

STAYS = """
    SELECT ledger_guard('multiagency_disclosure');
    SELECT vault_stay('multiagency_disclosure', '{partnership_id,owner_id,case_id,agency_id,recipient_id,team_id,
      disclosed_by_id,purpose,gateway,channel,emergency,review_due_on,created_at}');
"""


class Migration(migrations.Migration):
    """Add the team, and keep it as it was."""

    dependencies = (("accounts", "0012_jobs_in_ones_own_kind"), ("multiagency", "0013_referrals_open_by_team"))
    operations = (
        migrations.AddField(
            model_name="disclosure",
            name="team",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.team"
            ),
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    )
