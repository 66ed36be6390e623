"""Who of the agency is meant by a name or a work e-mail of the old system; never guessed."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from accounts.actor import Actor
from accounts.models import Team, User
from accounts.people.selectors import colleagues, teams_of_agency
from casework.people.folding import fold

NOBODY: Final = (
    "Nobody of your agency here has this name or work e-mail. Say who it is, or leave it empty for the team."
)
SEVERAL: Final = "Several people of your agency have this name. Give the work e-mail, or say who it is."
LEFT: Final = "Whoever this is has left: their account is closed. Say who has their work now."
AT_ODDS: Final = "The name and the work e-mail are two different people. Correct one of them."
NO_TEAM: Final = "Your agency has no team with this name. Write it as it is written here, or leave it empty."


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why nobody is meant for certain, in words."""

    message: str = field(repr=False)


class Staff:
    """The people and teams of an agency, by e-mail and name; `meant` says who somebody decided a name to be.

    `unmatched` counts the leads, as written, of whom nobody is sure.
    """

    def __init__(self, actor: Actor, meant: Mapping[str, str]) -> None:
        """Read the agency's people once; `meant` goes from a name as written to a work e-mail."""
        self._by_email: dict[str, User] = {user.email: user for user in colleagues(actor)}
        self._by_name: dict[str, list[User]] = defaultdict(list)
        for user in self._by_email.values():
            self._by_name[fold(user.name)].append(user)
        gone = User.objects.filter(agency_id=actor.agency_id, is_active=False)
        self._left = {text for email, name in gone.values_list("email", "name") for text in (email, fold(name))}
        self._teams = {fold(team.title): team for team in teams_of_agency(actor)}
        self.unmatched: Counter[str] = Counter()
        self._meant = {fold(name): email.strip().lower() for name, email in meant.items()}

    def find(self, name: str, email: str) -> User | Unknown | None:
        """Who is meant; None where neither is filled in, Unknown where it is not certain."""
        if not (name or email):
            return None
        said = self._meant.get(fold(email or name))
        if said:
            return self._by_email.get(said) or Unknown(NOBODY)
        return self._certain(name, email)

    def _certain(self, name: str, email: str) -> User | Unknown:
        by_email = self._by_email.get(email.lower()) if email else None
        named = self._by_name.get(fold(name), []) if name else []
        if by_email:
            return by_email if by_email in named or not named else Unknown(AT_ODDS)
        if email and named:  # an e-mail that is nobody's says more than a name that is somebody's
            return Unknown(LEFT if email.lower() in self._left else NOBODY)
        if len(named) == 1:
            return named[0]
        if named:
            return Unknown(SEVERAL)
        return Unknown(LEFT if {email.lower(), fold(name)} & self._left - {""} else NOBODY)

    def team(self, title: str) -> Team | Unknown | None:
        """The team with this title; None where none is given."""
        return (self._teams.get(fold(title)) or Unknown(NO_TEAM)) if title else None
