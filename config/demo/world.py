"""What the demo partnership consists of: plain frozen records, with no database behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from config.demo.offending import Managed
from config.demo.passing import Passed, Referred


class Kind(StrEnum):
    """Whether a subject is a human being, or a business that can be a victim too."""

    PERSON = "PERSON"
    VENUE = "VENUE"


class Side(StrEnum):
    """The role of the subject in a case; never both in one case."""

    OFFENDER = "OFFENDER"
    VICTIM = "VICTIM"


@dataclass(frozen=True, slots=True)
class Agency:
    """A partner, with the words that a sealed value shows: whom to ask."""

    code: str
    name: str
    type: str
    liaison: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team of one agency; the title is unique within the agency."""

    agency: str
    title: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A user; `well_known` marks the one sign-in per role that the demo prints.

    `days_left` says for how many days from today their training and vetting count; they have run out where negative.
    """

    email: str
    name: str
    agency: str
    teams: tuple[str, ...]
    roles: tuple[str, ...]
    well_known: bool = False
    days_left: int = 400


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a subject; the kind is NICKNAME, MAIDEN, STREET, FORMER or SPELLING."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number given by a register, well formed and obviously invented."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """What one agency says about one subject; a mononym stands in `family`, and a venue has no birth date."""

    key: int
    agency: str
    kind: Kind
    given: str
    family: str
    other: str
    pronoun: str
    born: date | None
    birth_precision: str
    aliases: tuple[Alias, ...]
    identifiers: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of one agency about one subject.

    Colleagues `named` hold a grant by name; of a `restricted` case, nobody else but the lead does.
    """

    key: int
    person: int
    agency: str
    side: Side
    state: str
    priority: str
    opened_on: date
    closed_on: date | None
    next_due: date | None
    lead: str
    team: str
    reason: str
    warning: str
    restricted: bool = False
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """One contact or attempt; `recorded_at` is never before `occurred_at`, both aware, both in the past."""

    case: int
    by: str
    category: str
    mode: str
    result: str
    note: str
    occurred_at: datetime
    recorded_at: datetime
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """A standing share: the named agency may see one category of a case until the day given."""

    case: int
    agency: str
    category: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or paper kept as a file with a case; `lines` is what it says."""

    case: int
    by: str
    name: str
    category: str
    note: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A user who knows a person outside work, and says so; the person's case is shared with their agency."""

    user: str
    person: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Protection:
    """Where a victim is and how to contact them safely; the case's lead names the readers, the first writes it down."""

    case: int
    readers: tuple[str, ...]
    location: str
    contact: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Who somebody is to the person of a case, as its lead records it; `other` is a case of theirs."""

    case: int
    name: str
    kind: str
    risk: str
    known: str
    basis: str
    words: str
    began: int | None
    ended: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class Want:
    """What the person of a case wants, in their own words; `about_sharing` is empty where they said nothing of it."""

    case: int
    days_ago: int
    words: str
    about_sharing: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the person of a case agreed to have shared with an agency, and whether they have taken it back."""

    case: int
    days_ago: int
    agency: str
    purpose: str
    categories: tuple[str, ...]
    words: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Emergency:
    """A user who broke the glass on a case today, which waits for its review."""

    user: str
    case: int
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """A stop of the tour: what to look at, signed in as whom, on which cases."""

    number: int
    title: str
    sentence: str
    sign_in: str
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class World:
    """The whole demo partnership on the day `today`, in the order in which it is loaded."""

    seed: int
    today: date
    partnership: str
    slug: str
    agencies: tuple[Agency, ...]
    teams: tuple[Team, ...]
    staff: tuple[Staff, ...]
    people: tuple[Person, ...]
    cases: tuple[Case, ...]
    interventions: tuple[Intervention, ...]
    shares: tuple[Share, ...]
    letters: tuple[Letter, ...]
    conflicts: tuple[Conflict, ...]
    protections: tuple[Protection, ...]
    emergencies: tuple[Emergency, ...]
    ties: tuple[Tie, ...]
    managed: tuple[Managed, ...]
    wants: tuple[Want, ...]
    agreed: tuple[Agreed, ...]
    referred: tuple[Referred, ...]
    passed: tuple[Passed, ...]
    stories: tuple[Story, ...]
