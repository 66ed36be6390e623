"""Passkeys in a real browser, whose own authenticator is a virtual one: added, signed in with, and refused."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import DESKTOP, PHONE, Desk
from tests.cast import PASSWORD, code_of
from tests.town import Town

Key = dict[str, Any]
PHONE_LIKE: Key = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Authenticator:
    """The browser's virtual authenticator."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_LIKE})
        self.id = added["authenticatorId"]

    def credentials(self) -> list[Key]:
        """What it holds."""
        found: list[Key] = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]
        return found

    def set_back(self, count: int) -> None:
        """Let its counter be that of a copy made earlier."""
        (credential,) = self.credentials()
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})
        copy = {**credential, "signCount": count}
        self.session.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": copy})


@pytest.fixture
def authenticator(desk: Desk) -> Authenticator:
    """A phone at hand."""
    return Authenticator(desk.page)


def add_passkey(desk: Desk, town: Town, *, signs_in: bool = True) -> None:
    """Add one, as a person does."""
    desk.belongs_to(town.caseworker).visit("/your-sign-in/")
    desk.press("Add a passkey")
    desk.fill("Code from your authenticator app", code_of(town.caseworker))
    desk.press("Confirm")
    expect(desk.page.locator("[data-passkey-problem]")).not_to_be_visible()
    desk.fill("What to call it (optional)", "Work phone")
    if not signs_in:
        desk.page.get_by_label("Sign in with this passkey alone, without a password").uncheck()
    desk.press("Add the passkey")
    expect(desk.page.get_by_text("Work phone", exact=True)).to_be_visible()


def sign_in(desk: Desk) -> None:
    """Sign in with the passkey alone."""
    desk.page.context.clear_cookies()
    desk.visit("/sign-in/")
    desk.press("Sign in with a passkey")


def test_a_passkey_is_added_and_signs_in(
    desk: Desk, town: Town, authenticator: Authenticator, axe: Callable[[Page], None], screenshots: Path
) -> None:
    add_passkey(desk, town)
    expect(desk.page.get_by_text("Signs in by itself")).to_be_visible()
    for link in ("", "Rename the passkey Work phone", "Remove the passkey Work phone"):
        if link:
            desk.follow(link)
        for size in (DESKTOP, PHONE):
            desk.resize(size)
            name = link.partition(" ")[0].lower() or "listed"
            desk.page.screenshot(path=screenshots / f"passkey-{name}-{size[0]}.png", full_page=True)
            axe(desk.page)
            assert desk.too_wide() == []
        desk.visit("/your-sign-in/")
    sign_in(desk)
    expect(desk.page.get_by_role("heading", name="My day")).to_be_visible()


def test_t42_a_passkey_for_after_the_password_does_not_sign_in_by_itself(
    desk: Desk, town: Town, authenticator: Authenticator
) -> None:
    add_passkey(desk, town, signs_in=False)
    expect(desk.page.get_by_text("After your password")).to_be_visible()
    desk.page.context.clear_cookies()
    desk.visit("/sign-in/")
    desk.fill("E-mail address", town.caseworker.email)
    desk.fill("Password", PASSWORD)
    desk.press("Continue")
    desk.press("Use a passkey")
    expect(desk.page.get_by_role("heading", name="My day")).to_be_visible()
    (credential,) = authenticator.credentials()
    authenticator.session.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator.id})
    handle = {"isResidentCredential": True, "userHandle": user_handle(town)}
    authenticator.session.send(
        "WebAuthn.addCredential", {"authenticatorId": authenticator.id, "credential": {**credential, **handle}}
    )
    sign_in(desk)
    expect(desk.page.get_by_text("This passkey does not open this account.")).to_be_visible()


def user_handle(town: Town) -> str:
    """Whom a key that remembers would name."""
    return base64.b64encode(town.caseworker.pk.hex.encode()).decode()


def test_t41_a_copied_passkey_is_locked(desk: Desk, town: Town, authenticator: Authenticator) -> None:
    add_passkey(desk, town)
    sign_in(desk)
    expect(desk.page.get_by_role("heading", name="My day")).to_be_visible()
    authenticator.set_back(0)
    sign_in(desk)
    expect(desk.page.get_by_text("This passkey is locked")).to_be_visible()


def test_a_passkey_that_does_not_answer_is_said_so(desk: Desk, town: Town, authenticator: Authenticator) -> None:
    desk.visit("/sign-in/")
    desk.press("Sign in with a passkey")
    expect(desk.page.get_by_text("Your passkey was not used")).to_be_visible()


def test_a_passkey_unlocks_the_screen(
    desk: Desk, town: Town, authenticator: Authenticator, axe: Callable[[Page], None]
) -> None:
    add_passkey(desk, town)
    desk.visit("/")
    desk.press("Lock")
    expect(desk.page.get_by_role("heading", name="Screen locked")).to_be_visible()
    axe(desk.page)
    desk.press("Use a passkey")
    expect(desk.page.get_by_role("heading", name="My day")).to_be_visible()
