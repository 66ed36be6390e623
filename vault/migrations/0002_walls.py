"""Who is asking, what the application's login may do, and row security on the vault's tables (walls.sql)."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    """Going back leaves the walls standing: they may be built again over themselves."""

    dependencies = [("vault", "0001_keys")]

    operations = [migrations.RunSQL(Path(__file__).with_name("walls.sql").read_text(), migrations.RunSQL.noop)]
