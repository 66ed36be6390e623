"""Gathers this package's jobs, so that the worker and the pages know them."""
