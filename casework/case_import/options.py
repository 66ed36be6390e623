"""What somebody decides for a whole import."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.models import Team


@dataclass(frozen=True, slots=True, repr=False)
class Options:
    """Where everything is from, the team that gets cases which name none, who is who, and answers to doubts by row."""

    source: str
    team: Team | None = None
    meant: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[int, str] = field(default_factory=dict)
    every: str = ""
