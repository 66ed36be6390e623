"""An approval can be for one person at the agency that it names; nothing of it changes afterwards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
    SELECT ledger_guard('multiagency_approval');
    SELECT vault_stay('multiagency_approval', '{partnership_id,owner_id,rule,for_agency_id,to_agency_id,recipient_id,
      case_id,item_id,purpose,approved_by_id,ends_on,created_at}');
"""


class Migration(migrations.Migration):
    """Add whom it is for, and keep it as it was."""

    dependencies = (
        migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("multiagency", "0017_liaison"),
    )  # fmt: skip
    operations = (
        migrations.AddField(
            model_name="approval",
            name="recipient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    )
