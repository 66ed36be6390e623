"""The vault's own fixtures: a table with sealed columns, made and dropped by the owner of the database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.database import owner_connection
from tests.vault import world
from vault import provider


@pytest.fixture(scope="module")
def note_table(django_db_setup: object) -> Iterator[None]:
    """Make the world's table for one module; drop it again, so that no other test meets it."""
    with owner_connection(str(connection.settings_dict["NAME"]), autocommit=True) as owner:
        owner.execute("SET lock_timeout = '10s'")
        owner.execute(world.schema().encode())
        yield
        owner.execute(f"DROP TABLE {world.TABLE}")


@pytest.fixture(autouse=True)
def own_root_key(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Each test has a root key of its own, and no key is kept from test to test."""
    settings.ROOT_KEY_FILE = tmp_path / "keys" / "root.key"
    provider.forget()
    yield
    provider.forget()


@pytest.fixture
def agencies(db: None) -> None:
    """Make agencies that have their keys."""
    world.make_agency_keys()
