"""From what kind of device somebody signs in, as far as the browser says so itself: enough to recognise one's own."""

from django.db import models


class Browser(models.TextChoices):
    """Browsers by name."""

    EDGE = "EDGE", "Edge"
    CHROME = "CHROME", "Chrome"
    FIREFOX = "FIREFOX", "Firefox"
    SAFARI = "SAFARI", "Safari"
    OTHER = "OTHER", "another browser"


class System(models.TextChoices):
    """What a browser runs on."""

    WINDOWS = "WINDOWS", "Windows"
    IPHONE = "IPHONE", "an iPhone"
    IPAD = "IPAD", "an iPad"
    ANDROID = "ANDROID", "Android"
    MAC = "MAC", "a Mac"
    LINUX = "LINUX", "Linux"
    OTHER = "OTHER", "another device"


# first match counts: browsers name those that they are compatible with, too
_BROWSERS = (
    ("Edg", Browser.EDGE), ("Firefox/", Browser.FIREFOX), ("FxiOS/", Browser.FIREFOX), ("Chrome/", Browser.CHROME),
    ("CriOS/", Browser.CHROME), ("Safari/", Browser.SAFARI),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", System.WINDOWS), ("iPhone", System.IPHONE), ("iPad", System.IPAD), ("Android", System.ANDROID),
    ("Mac OS X", System.MAC), ("Linux", System.LINUX), ("CrOS", System.LINUX),
)  # fmt: skip


def device_of(user_agent: str) -> tuple[Browser, System]:
    """Browser and system by what the browser calls itself; nothing is kept of the rest of those words."""
    browser = next((found for sign, found in _BROWSERS if sign in user_agent), Browser.OTHER)
    system = next((found for sign, found in _SYSTEMS if sign in user_agent), System.OTHER)
    return browser, system
