"""Two addresses make two logins of one database; anything less is refused in words."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import database_settings

APP = "postgresql://rt_app:se%2Fcret@db.example:5433/cases?sslmode=require"
OWNER = "postgresql://rt_owner:other@db.example:5433/cases?sslmode=require"


def test_both_addresses_give_the_application_and_the_owner() -> None:
    database, owner = database_settings.read({"DATABASE_URL": APP, "DATABASE_OWNER_URL": OWNER}, Path("/nowhere"))
    assert database == {
        "ENGINE": "config.database_engine",
        "EMBEDDED": None,
        "NAME": "cases",
        "USER": "rt_app",
        "PASSWORD": "se/cret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }
    assert owner == {"USER": "rt_owner", "PASSWORD": "other"}


def test_without_addresses_the_private_server_is_used_and_not_started(tmp_path: Path) -> None:
    database, owner = database_settings.read({}, tmp_path)
    assert database["EMBEDDED"] == tmp_path / "postgres"
    assert (database["USER"], owner["USER"]) == ("rt_app", "rt_owner")
    assert not (tmp_path / "postgres").exists()


def test_a_process_that_only_serves_needs_no_owner() -> None:
    assert database_settings.read({"DATABASE_URL": APP}, Path("/nowhere"))[1] == {}


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_OWNER_URL": OWNER}, "DATABASE_URL is not"),
        ({"DATABASE_URL": APP, "DATABASE_OWNER_URL": OWNER.replace("cases", "other")}, "one database on one server"),
        ({"DATABASE_URL": "mysql://rt_app@db.example/cases"}, "looks like postgresql://"),
        ({"DATABASE_URL": "postgresql://rt_app@db.example"}, "looks like postgresql://"),
    ],
)
def test_half_an_address_is_refused_in_words(environment: dict[str, str], words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        database_settings.read(environment, Path("/nowhere"))


def test_a_refusal_does_not_repeat_the_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        database_settings.read({"DATABASE_URL": "postgresql://rt_app:hunter2@/"}, Path("/nowhere"))
    assert "hunter2" not in str(refused.value)
