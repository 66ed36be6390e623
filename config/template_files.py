"""Templates without the newline with which editors end a file: in the middle of a sentence it would be a space."""

from django.template.base import Origin
from django.template.loaders import app_directories, filesystem


class OfFolders(filesystem.Loader):
    """Templates of our own folder."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template, up to its last character."""
        return super().get_contents(origin).removesuffix("\n")


class OfApps(app_directories.Loader):
    """Templates that come with packages."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template, up to its last character."""
        return super().get_contents(origin).removesuffix("\n")
