"""Somebody at a browser: who signs in, goes to a page and works it as a person does.

A desk watches what the browser says of every page: scripts that fail, and what the content security policy refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import ConsoleMessage, Error, Locator, Page

from accounts.models import User
from tests.cast import PASSWORD, code_of, signed_in

DESKTOP = (1280, 900)
PHONE = (375, 740)
OVERFLOW = """() => {
  const root = document.scrollingElement
  const sticksOut = (e) => e.getBoundingClientRect().right > root.clientWidth + 1
  const wide = [...document.querySelectorAll('body *')].filter(sticksOut)
  return root.scrollWidth > root.clientWidth ? wide.map((e) => e.outerHTML.slice(0, 120)) : []
}"""


def window(size: tuple[int, int], **more: Any) -> dict[str, Any]:
    """A window of this size, as a fixture `options` gives it; the small one is a phone's, worked with a finger."""
    width, height = size
    return {"viewport": {"width": width, "height": height}, "has_touch": size == PHONE, **more}


@dataclass
class Desk:
    """A browser window on the product."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    taps: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", self._failed)

    def visit(self, path: str) -> None:
        """Open an address of the product."""
        self.page.goto(self.address + path)

    def belongs_to(self, user: User) -> "Desk":
        """The user sits down, signed in with both factors already; their session comes from the sign-in pages."""
        name = settings.SESSION_COOKIE_NAME
        value = signed_in(user).cookies[name].value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.address}])
        return self

    def sign_in(self, user: User, at_the_code: Callable[[], None] = lambda: None) -> None:
        """From the sign-in page, as a person does, with both factors; `at_the_code` looks around on the way."""
        self.fill("E-mail address", user.email)
        self.fill("Password", PASSWORD)
        self.press("Continue")
        at_the_code()
        self.fill("Code from your authenticator app", code_of(user))
        self.press("Sign in")

    def fill(self, label: str, words: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=True).fill(words)

    def choose(self, option: str) -> None:
        """Choose one of several."""
        self.tap(self.page.get_by_text(option, exact=True))

    def press(self, button: str) -> None:
        """Press a button and wait for what comes."""
        self.tap(self.page.get_by_role("button", name=button, exact=True))

    def follow(self, link: str) -> None:
        """Follow a link."""
        self.tap(self.page.get_by_role("link", name=link, exact=True))

    def tap(self, what: Locator) -> None:
        """Click or tap, counted."""
        self.taps += 1
        what.click()
        self.page.wait_for_load_state()

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window this large."""
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})

    def settle(self) -> None:
        """Wait until what is typed is kept, for a page that is closed before sends it to a server that is gone."""
        for page in self.page.context.pages:
            page.locator("[data-draft][data-waiting]").wait_for(state="detached")

    def path(self) -> str:
        """Where the page is, within the product."""
        return urlsplit(self.page.url).path

    def words(self) -> str:
        """What the page says, as it is drawn."""
        return self.page.locator("body").inner_text()

    def too_wide(self) -> list[str]:
        """What sticks out where the page has to be scrolled sideways."""
        wide: list[str] = self.page.evaluate(OVERFLOW)
        return wide

    def _said(self, message: ConsoleMessage) -> None:
        page_itself = message.location["url"] == self.page.url and message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not page_itself:  # a page that refuses says so in its own status
            self.complaints.append(f"{self.path()}: {message.text}")

    def _failed(self, error: Error) -> None:
        self.complaints.append(f"{self.path()}: {error}")
