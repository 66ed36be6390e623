"""The cleaner as a process: the name's ending and a file go in, the cleaned file or the reason's code comes out.

Standard input: the ending, a line feed, the file. Standard output: the kind, a line feed, the cleaned file; or, with
exit code 3, the reason's code alone. Nothing is written to disk.
"""

import sys

from casework.files.cleaning.cleaner import clean
from casework.files.cleaning.kinds import EXIT_REFUSED, Refused


def main() -> int:
    """Clean what comes in."""
    ending, _, content = sys.stdin.buffer.read().partition(b"\n")
    try:
        kind, cleaned = clean("file" + ending.decode(), content)
    except Refused as refusal:
        sys.stdout.write(refusal.reason.value)
        return EXIT_REFUSED
    sys.stdout.buffer.write(kind.value.encode() + b"\n" + cleaned)
    return 0


if __name__ == "__main__":
    sys.exit(main())
