"""What a discloser says about a sending: for what, by which power, to whom, and why in spite of a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from accounts.models import Agency, Team, User
from casework.categories import Category
from casework.chronology.models import Statement
from casework.purposes import Purpose
from casework.working_days import OutsideCalendar, add_working_days
from multiagency.sharing.facts import Override


@dataclass(frozen=True, slots=True, repr=False)
class Granted:
    """What whoever was asked granted for one thing: an override with its reasons, a basis in confidentiality.

    `ends_on` is the last day on which an override holds.
    """

    override: Override | None = None
    conf_basis: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Claims:
    """What is claimed for a sending; everything else is looked up.

    An empty `basis` is the one chosen on the case for the purpose. `le_citation` names the law that lets police data be
    used for something else (governance DIS-13), `ndo_exemption` why an opt-out does not hold. `wider` says why more
    goes than the purpose needs, `third_party` why what is about other people does. `granted` is by the thing's id,
    and by category for a whole one.
    """

    purpose: Purpose
    gateway: str = ""
    gateway_request: bool = False
    basis: str = ""
    conf_basis: str = ""
    le_citation: str = ""
    ndo_exemption: str = ""
    emergency: bool = False
    override: Override | None = None
    wider: str = ""
    third_party: str = ""
    granted: Mapping[UUID | Category, Granted] = field(default_factory=dict)

    def granted_for(self, thing: "Thing") -> Granted:
        """The override and the basis in confidentiality that one thing goes by, its own before the sending's."""
        own = self.granted.get(thing.id or thing.category, Granted())
        return Granted(own.override or self.override, own.conf_basis or self.conf_basis, own.ends_on)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who receives: an agency, and the person or the team there where one is named.

    `outside` is an agency with nobody on this system: the discloser has made sure that whoever gets the link and the
    code there is at work in it and may read what is sent.
    """

    agency: Agency
    person: User | None = None
    team: Team | None = None
    outside: bool = False


def emergency_review_due(day: date) -> date:
    """By when a sharing in an emergency is reviewed: the next working day, or the next day where none is known."""
    try:
        return add_working_days(day, 1)
    except OutsideCalendar:
        return day + timedelta(days=1)


class Sending(Protocol):
    """What somebody wants to send or share, as far as whoever decides is asked about it."""

    @property
    def id(self) -> UUID:
        """What makes a second question harmless."""

    @property
    def audience(self) -> Audience:
        """Who receives."""

    @property
    def claims(self) -> Claims:
        """What is said about it."""


class Thing(Protocol):
    """What is decided about: an item of a case (`casework.items`), or a whole category of it."""

    @property
    def kind(self) -> str:
        """What it is; empty for a whole category."""

    @property
    def id(self) -> UUID | None:
        """Its row; None for a whole category."""

    @property
    def category(self) -> Category:
        """Its data category."""

    @property
    def statement(self) -> Statement | None:
        """Whether it is fact or assessment; None where nobody said."""

    @property
    def owner(self) -> Agency:
        """The agency that answers for it."""

    @property
    def third_party(self) -> bool:
        """Whether it is about other people too."""

    @property
    def markers(self) -> frozenset[str]:
        """Its handling markers."""


@dataclass(frozen=True, slots=True)
class WholeCategory:
    """Everything of one category on a case, as a standing share opens it; each entry in it says what it is."""

    category: Category
    owner: Agency
    kind: str = ""
    id: UUID | None = None
    statement: Statement | None = Statement.FACT
    third_party: bool = False
    markers: frozenset[str] = frozenset()
