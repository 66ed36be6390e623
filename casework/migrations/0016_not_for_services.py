"""Where a victim is and how to reach them is given to no service; the accounts below know no categories."""

from django.db import migrations

FORBID = """
    ALTER TABLE accounts_servicegrant ADD CONSTRAINT service_grant_not_for_named_people
    CHECK (category NOT IN ('VICTIM_LOCATION', 'SAFE_CONTACT'))"""


class Migration(migrations.Migration):
    """Let the database refuse such a grant."""

    dependencies = (("casework", "0015_nothing_lent"), ("accounts", "0011_services"))
    operations = (migrations.RunSQL(FORBID, migrations.RunSQL.noop),)
