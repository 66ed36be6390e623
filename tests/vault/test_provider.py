"""The root key's file is trusted only as it should be, and agency keys are kept for five minutes."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.vault.world import PARTNERSHIP, POLICE, acting
from vault import envelope, provider
from vault.grants import new_agency_key
from vault.provider import LocalRoot, RootKeyRefused, agency_cipher, root


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made" / "root.key"


def test_a_missing_key_is_made_for_its_user_alone_and_stays(path: Path) -> None:
    wrapped = LocalRoot(path, may_be_made=True).wrap(b"k" * 32, b"context")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(path.read_bytes()) == 32
    assert list(path.parent.iterdir()) == [path]
    assert LocalRoot(path, may_be_made=True).unwrap(wrapped, b"context") == b"k" * 32


def test_processes_that_start_together_agree_on_one_key(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        roots = list(pool.map(lambda _: LocalRoot(path, may_be_made=True), range(8)))
    wrapped = roots[0].wrap(b"k" * 32, b"")
    assert {made.unwrap(wrapped, b"") for made in roots} == {b"k" * 32}


def test_a_missing_key_is_refused_with_what_to_do_unless_one_may_be_made(path: Path, settings: Any) -> None:
    settings.ROOT_KEY_FILE, settings.ROOT_KEY_MAY_BE_MADE = path, False
    with pytest.raises(RootKeyRefused, match=r"Put back the file.* set ROUNDTABLE_MAKE_ROOT_KEY=yes to make one"):
        root()
    assert not path.exists()
    settings.ROOT_KEY_MAY_BE_MADE = True
    assert root().healthy()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o610])
def test_a_key_that_others_may_touch_is_refused(mode: int, path: Path) -> None:
    LocalRoot(path, may_be_made=True)
    path.chmod(mode)
    with pytest.raises(RootKeyRefused, match="chmod 600"):
        LocalRoot(path, may_be_made=True)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused(length: int, path: Path) -> None:
    LocalRoot(path, may_be_made=True)
    path.write_bytes(os.urandom(length))
    with pytest.raises(RootKeyRefused, match="32 bytes"):
        LocalRoot(path, may_be_made=True)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises((RootKeyRefused, IsADirectoryError)):
        LocalRoot(tmp_path, may_be_made=True)


def test_the_root_wraps_for_one_context_and_answers_for_its_health() -> None:
    wrapped = root().wrap(root().generate(), b"here")
    with pytest.raises(envelope.Unreadable):
        root().unwrap(wrapped, b"there")
    assert root().healthy()
    assert root().generate() != root().generate()


@pytest.mark.django_db
def test_an_agency_key_is_kept_five_minutes_and_then_read_again(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(provider.time, "monotonic", lambda: now)  # type: ignore[attr-defined]
    with acting(POLICE):
        key = new_agency_key(PARTNERSHIP, POLICE)
        with django_assert_num_queries(1):
            kept = [agency_cipher(key.pk) for _ in range(3)]
        now += 299
        with django_assert_num_queries(0):
            assert agency_cipher(key.pk) is kept[0]
        now += 2
        with django_assert_num_queries(1):
            assert agency_cipher(key.pk) is not kept[0]


@pytest.mark.django_db
def test_an_agency_key_of_another_partnership_or_with_changed_bytes_is_not_read() -> None:
    with acting(POLICE):
        key = new_agency_key(PARTNERSHIP, POLICE)
    with pytest.raises(envelope.Unreadable):
        agency_cipher(key.pk)
