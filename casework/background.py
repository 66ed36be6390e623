"""Gathers this package's jobs, so that the worker and the pages know them."""

from casework.files.checks import check_files

__all__ = ["check_files"]
