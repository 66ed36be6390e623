"""Where the root key is kept, from the environment: ROOT_KEY_PROVIDER and what that provider needs."""

from collections.abc import Mapping


def read(variables: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """Everything about a root key, by the rest of its name. `NEXT_` before each describes where the keys shall go."""
    environment = {name.removeprefix(prefix): value for name, value in variables.items() if name.startswith(prefix)}
    return {
        "PROVIDER": environment.get("ROOT_KEY_PROVIDER", "file"),
        "FILE": environment.get("ROOT_KEY_FILE", ""),
        "MODULE": environment.get("ROOT_KEY_MODULE", ""),
        "TOKEN": environment.get("ROOT_KEY_TOKEN", ""),
        "PIN_FILE": environment.get("ROOT_KEY_PIN_FILE", ""),
        "LABEL": environment.get("ROOT_KEY_LABEL", "roundtable"),
        "URL": environment.get("ROOT_KEY_URL", ""),
        "KEY": environment.get("ROOT_KEY_NAME", "roundtable"),
        "TOKEN_FILE": environment.get("ROOT_KEY_TOKEN_FILE", ""),
        "CA_FILE": environment.get("ROOT_KEY_CA_FILE", ""),
        "TIMEOUT": environment.get("ROOT_KEY_TIMEOUT", "2"),
    }
