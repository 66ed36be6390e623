#!/usr/bin/env python3
"""Run a command of the product, after making whatever it needs to run."""

import os
import sys

if sys.version_info < (3, 11):  # said in words that any Python can read
    sys.exit(
        "Roundtable needs Python 3.11 or newer, and this is Python %d.%d.\n"
        "Next: install a newer Python (Debian, Ubuntu: sudo apt install python3.11 python3.11-venv), "
        "then run the command with it: python3.11 manage.py demo" % sys.version_info[:2]
    )

from config import bootstrap


def main() -> None:
    """Prepare the environment, continue in it, and hand the command to Django; a refusal is said in words."""
    bootstrap.prepare(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured  # packages exist only once the environment does
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from config.database_faults import in_words
    from config.embedded_postgres import DidNotStart

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, DidNotStart) as refusal:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"\n{refusal}")
    except DatabaseError as fault:
        words = in_words(fault)
        if "--traceback" in sys.argv or words is None:
            raise
        sys.exit(f"\n{words}")


if __name__ == "__main__":
    main()
