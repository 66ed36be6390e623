"""E-mail from the environment: encrypted on its way, or kept as files."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.mail_settings import read

HERE = Path("/run")


def settings(url: str) -> dict[str, Any]:
    return read({"ROUNDTABLE_MAIL_URL": url}, HERE)


def test_without_a_server_messages_are_kept_as_files() -> None:
    kept = read({}, HERE)
    assert kept["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert kept["EMAIL_FILE_PATH"] == "/run/mail"


def test_the_way_to_a_server_elsewhere_is_encrypted() -> None:
    starttls = settings("smtp://post%40office:s%2Fcret@mail.example.org")
    assert (starttls["EMAIL_PORT"], starttls["EMAIL_USE_TLS"], starttls["EMAIL_USE_SSL"]) == (587, True, False)
    assert (starttls["EMAIL_HOST_USER"], starttls["EMAIL_HOST_PASSWORD"]) == ("post@office", "s/cret")
    tls = settings("smtps://mail.example.org:4650")
    assert (tls["EMAIL_PORT"], tls["EMAIL_USE_TLS"], tls["EMAIL_USE_SSL"]) == (4650, False, True)


def test_a_server_on_this_machine_needs_no_encryption() -> None:
    assert settings("smtp://localhost:25")["EMAIL_USE_TLS"] is False


def test_the_address_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("smtps://mail.example.org\n")
    assert read({"ROUNDTABLE_MAIL_URL_FILE": str(tmp_path / "mail")}, HERE)["EMAIL_HOST"] == "mail.example.org"


@pytest.mark.parametrize("url", ["http://mail.example.org", "mail.example.org:25", "smtp://user:secret@"])
def test_an_address_that_is_none_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="looks like smtp") as refused:
        settings(url)
    assert url not in str(refused.value)
