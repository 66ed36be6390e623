"""Where the root key is kept, from the environment: ROOT_KEY_PROVIDER and what that provider needs."""

from collections.abc import Mapping


def read(environment: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Everything that begins with the prefix, such as ROOT_KEY_URL, by the rest of its name; file is the default."""
    defaults = {"PROVIDER": "file", "KEY": "roundtable", "LABEL": "roundtable", "CA_FILE": "", "TIMEOUT": "2"}
    names = (
        "PROVIDER",
        "FILE",
        "MODULE",
        "TOKEN",
        "PIN_FILE",
        "LABEL",
        "URL",
        "KEY",
        "TOKEN_FILE",
        "CA_FILE",
        "TIMEOUT",
    )
    given = {name: environment[f"{prefix}_{name}"] for name in names if environment.get(f"{prefix}_{name}")}
    return defaults | given
