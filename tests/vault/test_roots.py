"""One suite for every place where the root key may be kept, and what each does when it is wrong or away."""

import logging
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from config import security_module
from tests.vault.key_service import TOKEN, Service, serving
from tests.vault.world import PARTNERSHIP, POLICE, Note, acting, written
from vault import envelope, provider
from vault.grants import new_agency_key
from vault.indexes import blind_index
from vault.opening import Shut, open_permitted, open_sealed
from vault.roots.root import RootKeyRefused, RootKeyUnavailable
from vault.secrets import move_secret, open_secret, seal_secret

PIN = "271828"
KEY = b"k" * 32


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A token of SoftHSM for this run."""
    library = security_module.found()
    if library is None:
        pytest.skip("SoftHSM 2 is not installed: install softhsm2 to test security modules")
    home = tmp_path_factory.mktemp("token")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home}/tokens\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(home / "softhsm2.conf"))
        label = ["--label", "roundtable", "--pin", PIN, "--so-pin", PIN]
        subprocess.run(["softhsm2-util", "--init-token", "--free", *label], check=True, capture_output=True)
        (home / "pin").touch(mode=0o600)
        (home / "pin").write_text(PIN)
        yield {"MODULE": str(library), "TOKEN": "roundtable", "PIN_FILE": str(home / "pin"), "LABEL": "root"}
        pkcs11.unload(str(library))


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service


@pytest.fixture
def at_service(service: Service, tmp_path: Path) -> dict[str, str]:
    """Settings of the key service, which is given a fifth of a second to answer."""
    (tmp_path / "token").touch(mode=0o600)
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    return {
        "PROVIDER": "http", "URL": service.url, "KEY": "roundtable", "TOKEN_FILE": str(tmp_path / "token"),
        "CA_FILE": "", "TIMEOUT": "0.2",
    }  # fmt: skip


@pytest.fixture(params=["file", "pkcs11", "http"])
def options(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Settings of each place in turn."""
    if request.param == "file":
        return {"PROVIDER": "file", "FILE": str(tmp_path / "a" / "root.key")}
    if request.param == "pkcs11":
        return {"PROVIDER": "pkcs11", **request.getfixturevalue("token")}
    settings: dict[str, str] = request.getfixturevalue("at_service")
    return settings


@pytest.fixture
def chosen(options: dict[str, str], settings: Any) -> provider.RootKey:
    """The root key of this process."""
    settings.ROOT_KEY = options
    settings.ROOT_KEY_FILE = options.get("FILE", "")
    provider.forget()
    return provider.root()


# ---- the suite
def test_t22_a_key_comes_back_in_its_context_and_in_no_other(chosen: provider.RootKey) -> None:
    wrapped = chosen.wrap(KEY, b"here")
    assert KEY not in wrapped
    assert chosen.unwrap(wrapped, b"here") == KEY
    assert chosen.wrap(KEY, b"here") != wrapped
    for context in (b"there", b"", b"here "):
        with pytest.raises(envelope.Unreadable):
            chosen.unwrap(wrapped, context)
    assert chosen.healthy()


def test_t22_no_changed_or_shortened_wrapped_key_comes_back(chosen: provider.RootKey) -> None:
    wrapped, came_back = chosen.wrap(KEY, b"here"), 0
    changed = [wrapped[:place] + bytes([wrapped[place] ^ 1]) + wrapped[place + 1 :] for place in range(len(wrapped))]
    for one in [*changed, wrapped[:-1], wrapped[:20], b"", wrapped + b"\0"]:
        try:
            came_back += chosen.unwrap(one, b"here") is not None
        except envelope.Unreadable:
            continue
    assert came_back == 0


def test_t22_keys_it_makes_are_new_each_time(chosen: provider.RootKey) -> None:
    made = {chosen.generate() for _ in range(20)}
    assert len(made) == 20
    assert {len(key) for key in made} == {32}


@pytest.mark.django_db
@pytest.mark.usefixtures("note_table", "chosen")
def test_t22_what_is_sealed_under_it_opens_after_everything_kept_was_dropped() -> None:
    with acting(POLICE):
        new_agency_key(PARTNERSHIP, POLICE)
        token = blind_index(PARTNERSHIP, "name", "smith")
    note, secret = written({"words": "calm"}), seal_secret("seed", "user")
    provider.forget()
    with acting(POLICE) as ticket:
        assert open_sealed(ticket, [note], "words")[note.pk]["words"] == "calm"
        assert blind_index(PARTNERSHIP, "name", "smith") == token
    assert open_secret(secret, "user") == "seed"


def test_a_secret_moves_from_any_root_to_another(chosen: provider.RootKey, tmp_path: Path) -> None:
    sealed = seal_secret("seed", "user")
    new = provider.LocalRoot(tmp_path / "new.key", may_be_made=True)
    moved = move_secret(sealed, "user", old=chosen, new=new)
    with pytest.raises(envelope.Unreadable):
        move_secret(moved, "user", old=chosen, new=new)
    assert move_secret(moved, "user", old=new, new=new) != moved


# ---- a security module
def test_a_key_stays_in_the_token(token: dict[str, str], settings: Any) -> None:
    settings.ROOT_KEY = {"PROVIDER": "pkcs11", **token}
    provider.forget()
    assert provider.root().healthy()
    session = pkcs11.lib(token["MODULE"]).get_token(token_label="roundtable").open()  # logged in by the root key
    key = session.get_key(label="root")
    with pytest.raises((pkcs11.AttributeSensitive, pkcs11.KeyUnextractable)):
        key[pkcs11.Attribute.VALUE]
    session.close()


def test_a_token_without_the_key_or_with_another_pin_is_refused_in_words(token: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(RootKeyRefused, match="holds no AES key another"):
        provider.made_from({"PROVIDER": "pkcs11", **token, "LABEL": "another"}).wrap(KEY, b"")
    (tmp_path / "pin").touch(mode=0o600)
    (tmp_path / "pin").write_text("314159")
    wrong = provider.made_from({"PROVIDER": "pkcs11", **token, "PIN_FILE": str(tmp_path / "pin")})
    pkcs11.lib(token["MODULE"]).reinitialize()  # whoever was logged in is no longer
    with pytest.raises(RootKeyUnavailable, match="PinIncorrect"):
        wrong.wrap(KEY, b"")
    assert not wrong.healthy()


def test_a_token_that_was_taken_out_is_used_again_when_it_is_back(token: dict[str, str]) -> None:
    root = provider.made_from({"PROVIDER": "pkcs11", **token}, may_be_made=True)
    wrapped = root.wrap(KEY, b"")
    root._token = "another"  # type: ignore[attr-defined]
    root._key = None  # type: ignore[attr-defined]
    with pytest.raises(RootKeyUnavailable):
        root.unwrap(wrapped, b"")
    root._token = "roundtable"  # type: ignore[attr-defined]
    assert root.unwrap(wrapped, b"") == KEY


def test_a_forked_process_opens_a_session_of_its_own(token: dict[str, str]) -> None:
    root = provider.made_from({"PROVIDER": "pkcs11", **token}, may_be_made=True)
    wrapped = root.wrap(KEY, b"")
    child = os.fork()
    if child == 0:
        again = provider.made_from({"PROVIDER": "pkcs11", **token})
        os._exit(0 if again.unwrap(wrapped, b"") == root.unwrap(wrapped, b"") == KEY else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert root.unwrap(wrapped, b"") == KEY


# ---- a key service
@pytest.mark.parametrize("mood", ["fails", "stalls", "hangs up", "babbles"])
def test_t18_a_service_that_does_not_answer_is_unavailable_soon_and_recovers(
    mood: str, service: Service, at_service: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = provider.made_from(at_service)
    wrapped = root.wrap(KEY, b"")
    service.mood, service.stalls = mood, 3.0
    began = time.monotonic()
    for _ in range(3):
        with pytest.raises(RootKeyUnavailable):
            root.unwrap(wrapped, b"")
    assert time.monotonic() - began < 2.5
    assert not root.healthy()
    service.mood, asked = "well", len(service.asked)
    with pytest.raises(RootKeyUnavailable, match="a moment ago"):  # nobody waits again so soon
        root.unwrap(wrapped, b"")
    assert len(service.asked) == asked
    monkeypatch.setattr("vault.roots.key_service.time.monotonic", lambda: began + 60)
    assert root.unwrap(wrapped, b"") == KEY
    assert root.healthy()


def test_t18_another_key_than_the_one_that_was_wrapped_is_refused(service: Service, at_service: dict[str, str]) -> None:
    root = provider.made_from(at_service)
    wrapped = root.wrap(KEY, b"")
    service.mood = "lies"
    with pytest.raises(envelope.Unreadable, match="commitment"):
        root.unwrap(wrapped, b"")
    with pytest.raises(envelope.Unreadable):
        root.wrap(KEY, b"")
    assert not root.healthy()


def test_a_refused_token_is_said_and_a_renewed_one_is_taken_without_a_restart(
    at_service: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    root, file = provider.made_from(at_service), Path(at_service["TOKEN_FILE"])
    wrapped = root.wrap(KEY, b"")
    file.write_text("expired")
    with caplog.at_level(logging.WARNING), pytest.raises(RootKeyUnavailable, match="403"):
        root.unwrap(wrapped, b"")
    file.write_text(TOKEN)
    assert root.unwrap(wrapped, b"") == KEY
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("url", ["http://keys.example.org/v1/transit", "ftp://127.0.0.1/", "keys.example.org"])
def test_keys_never_leave_this_machine_without_tls(url: str, at_service: dict[str, str]) -> None:
    with pytest.raises(RootKeyRefused, match="https"):
        provider.made_from(at_service | {"URL": url})


def test_what_is_missing_or_open_to_others_is_refused_in_words(at_service: dict[str, str]) -> None:
    with pytest.raises(RootKeyRefused, match="ROOT_KEY_URL is not set"):
        provider.made_from(at_service | {"URL": ""})
    with pytest.raises(RootKeyRefused, match="set it to file, pkcs11 or http"):
        provider.made_from({"PROVIDER": "paper"})
    Path(at_service["TOKEN_FILE"]).chmod(0o644)
    with pytest.raises(RootKeyRefused, match="chmod 600"):
        provider.made_from(at_service)


# ---- what people see while it is away
@pytest.mark.django_db
@pytest.mark.usefixtures("note_table")
def test_t18_while_it_is_away_values_cannot_be_opened_now_and_nothing_new_is_sealed(
    service: Service, at_service: dict[str, str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT_KEY = at_service
    provider.forget()
    with acting(POLICE):
        new_agency_key(PARTNERSHIP, POLICE)
    note, session = written({"words": "calm"}), seal_secret("session", "accounts.session")
    service.mood = "fails"
    seen = _seen(note)
    assert seen() == "calm"  # for five minutes
    away = time.monotonic() + 400
    with monkeypatch.context() as patch:
        patch.setattr("vault.provider.time.monotonic", lambda: away)
        assert seen() is Shut.NOT_NOW
        with pytest.raises(RootKeyUnavailable):
            written({"words": "new"})
        assert open_secret(session, "accounts.session") == "session"  # people stay signed in
        assert open_secret(seal_secret("again", "accounts.session"), "accounts.session") == "again"
    provider.forget()
    with pytest.raises(RootKeyUnavailable):
        open_secret(session, "accounts.session")
    service.mood = "well"
    provider.forget()
    assert seen() == "calm"


def _seen(note: Note) -> Callable[[], Any]:
    def seen() -> Any:
        with acting(POLICE) as ticket:
            return open_permitted(ticket, [note], "words")[note.pk]["words"]

    return seen
