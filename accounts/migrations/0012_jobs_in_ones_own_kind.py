"""Whoever asks for work asks as what they are: a person's job never runs as the product itself."""

from django.db import migrations

KIND = """
    ALTER POLICY own_insert ON accounts_job WITH CHECK (
      partnership_id = (SELECT rt_partnership()) AND agency_id = (SELECT rt_agency())
      AND principal_id::text = (SELECT rt_principal())
      AND (actor_kind = 'user') = EXISTS (SELECT FROM accounts_user u WHERE u.id = principal_id)
      AND (actor_kind = 'service') = EXISTS (SELECT FROM accounts_serviceprincipal s WHERE s.id = principal_id))"""


class Migration(migrations.Migration):
    """Let the database hold the kind together with the principal."""

    dependencies = (("accounts", "0011_services"),)
    operations = (migrations.RunSQL(KIND, migrations.RunSQL.noop),)
