"""Words as they are written in these files: phrases one a line, names with commas between."""

from inspect import cleandoc


def phrases(text: str) -> tuple[str, ...]:
    """Give the phrases of a block of text; one goes on where a line is set in further."""
    return tuple(cleandoc(text).replace("\n  ", " ").splitlines())


def listed(text: str) -> tuple[str, ...]:
    """Give the names in a block of text, which have commas between them."""
    return tuple(" ".join(text.split()).split(", "))
