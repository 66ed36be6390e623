"""The product's own secrets, kept in character columns."""

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from vault import provider
from vault.envelope import Unreadable, pad
from vault.secrets import move_secret, open_secret, seal_secret


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


def test_a_secret_of_the_first_version_still_opens_and_moves() -> None:
    key = b"k" * 32
    head = bytes([1, 1]) + provider.root().wrap(key, b"secret user")
    body = AESGCM(key).encrypt(bytes(12), pad(b"seed"), head + b"secret user")
    old = base64.b64encode(head + bytes(12) + body).decode()
    assert open_secret(old, "user") == "seed"
    with pytest.raises(Unreadable):
        open_secret(old, "another")
    moved = move_secret(old, "user", old=provider.root(), new=provider.root())
    assert open_secret(moved, "user") == "seed"


def test_many_secrets_ask_the_root_key_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, wrap = [], provider.root().wrap

    def counted(key: bytes, context: bytes) -> bytes:
        asked.append(context)
        return wrap(key, context)

    monkeypatch.setattr(provider.root(), "wrap", counted)
    sealed = {f"session {number}": seal_secret("x", f"session {number}") for number in range(5)}
    assert [open_secret(text, context) for context, text in sealed.items()] == ["x"] * 5
    assert len(asked) == 1
