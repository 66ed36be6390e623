"""Who may do what cannot change without an event that says so: the ledger's guard on this floor's tables."""

from django.db import migrations

GUARD = """
SELECT ledger_guard(t) FROM unnest('{accounts_partnership,accounts_agency,accounts_agencyinpartnership,
  accounts_user,accounts_roleheld,accounts_user_groups}'::regclass[]) t;
SELECT ledger_guard('accounts_team', 'group_ptr_id');
"""


class Migration(migrations.Migration):
    """Attach the guard; a migration that adds, drops or renames a column attaches it again."""

    dependencies = (("accounts", "0002_counters"), ("ledger", "0002_append_only"))
    operations = (migrations.RunSQL(GUARD, migrations.RunSQL.noop),)
