"""The product's own secrets, kept in character columns."""

import base64
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from vault import provider
from vault.envelope import Unreadable
from vault.secrets import open_secret, seal_secret


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(), some.text())
def test_a_secret_comes_back_in_its_context(text: str, context: str) -> None:
    assert open_secret(seal_secret(text, context), context) == text


def test_it_is_never_the_same_twice_and_shows_neither_text_nor_length() -> None:
    sealed = [seal_secret(seed, "totp of one user") for seed in ("JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP", "JBSWY3DP")]
    assert len(set(sealed)) == 3
    assert not any("JBSWY3DP" in one for one in sealed)
    assert len({len(seal_secret("x" * length, "c")) for length in range(16, 32)}) == 1


def test_another_context_or_root_key_does_not_open_it(tmp_path: Any, settings: Any) -> None:
    sealed = seal_secret("seed", "totp of one user")
    with pytest.raises(Unreadable):
        open_secret(sealed, "totp of another user")
    settings.ROOT_KEY_FILE = tmp_path / "another" / "root.key"
    provider.forget()
    with pytest.raises(Unreadable):
        open_secret(sealed, "totp of one user")


def test_no_changed_bit_and_no_shortened_form_opens() -> None:
    sealed = bytearray(base64.b64decode(seal_secret("seed", "c")))
    opened = 0
    for bit in range(len(sealed) * 8):
        sealed[bit // 8] ^= 1 << bit % 8
        opened += _opens(base64.b64encode(sealed).decode())
        sealed[bit // 8] ^= 1 << bit % 8
    opened += sum(_opens(base64.b64encode(sealed[:cut]).decode()) for cut in range(len(sealed)))
    assert opened == 0
    assert _opens(base64.b64encode(sealed).decode())


@pytest.mark.parametrize("stored", ["", "JBSWY3DPEHPK3PXP", "not base64!", "é", "AQ==", "A" * 4_000])
def test_what_was_never_sealed_is_refused_and_not_returned(stored: str) -> None:
    with pytest.raises(Unreadable):
        open_secret(stored, "c")


def _opens(sealed: str) -> bool:
    try:
        open_secret(sealed, "c")
    except Unreadable:
        return False
    return True
