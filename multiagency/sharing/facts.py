"""The facts of one sharing decision: whether one agency may disclose one thing about somebody to another, now.

Pure: ids and flags, never content, and nothing that is looked up. Whatever is not said stands as the baseline has it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

EVERYTHING: Final = None
"""What an agreement covers where it covers every purpose, or every category."""
LEAST_REASON: Final = 20
"""How many characters each reason of an override holds at least."""
TEXTS: Final = ("necessity", "proportionality", "less_intrusive")


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """The information-sharing agreement relied on; what it covers is for this direction."""

    state: str
    signed_a: bool
    signed_b: bool
    purposes: frozenset[str] | None
    categories: frozenset[str] | None
    review_overdue_days: int


@dataclass(frozen=True, slots=True)
class AgencyLaw:
    """What the law says of a type of agency."""

    cda115: bool
    oma14_person: bool
    oma14_listed: bool
    mappa: bool
    svd: bool
    health_social: bool
    competent: bool


@dataclass(frozen=True, slots=True, repr=False)
class Override:
    """Why something goes ahead in spite of a rule that may be overridden, and on whose authority."""

    requester: str | None = None
    authoriser: str | None = None
    necessity: str = ""
    proportionality: str = ""
    less_intrusive: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether every reason is given at length, and somebody stands by it."""
        return bool(_name(self.authoriser)) and all(len(getattr(self, text).strip()) >= LEAST_REASON for text in TEXTS)

    @property
    def is_by_two(self) -> bool:
        """Whether it is complete, and a second person stands by it: the ordinary test."""
        return self.is_complete and _name(self.authoriser) != _name(self.requester)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the sharing decision asks, by the names of the contract."""

    a: str
    b: str
    purpose: str
    category: str
    agreement: AgreementFacts | None
    gateway: str | None
    gateway_request: bool
    art9_or_sch: bool
    apd: bool
    art10: bool
    regime: str
    le_to_other_authorised: bool
    basis: str
    consent: str
    capacity: str
    child: str | None
    wishes: str | None
    conf_basis: str | None
    ndo: bool
    ndo_exempt: bool
    identifiable: bool
    mappa_managed: bool
    restricted: bool
    objection: str | None
    markers: frozenset[str]
    need_to_know: bool
    originator: str | None
    discloser_coi: bool
    recipient_coi: bool
    recipient_ready: bool
    recipient_active: bool
    third_party_data: bool
    excess_fields: bool
    fact_flag: bool
    disputed: bool
    emergency: bool
    override: Override | None
    approved: frozenset[str]


class BadFact(ValueError):
    """A fact that no decision knows, or that is of another type or code than the lists have; `fact` names it."""

    def __init__(self, fact: str, words: str) -> None:
        super().__init__(f"{fact}: {words}")
        self.fact = fact


def as_json(facts: Facts) -> dict[str, Any]:
    """Give the facts as they are written down: no words of an override, only that each is long enough or how short."""
    plain = asdict(facts)
    if facts.override:
        plain["override"] |= {text: _length_of(getattr(facts.override, text)) for text in TEXTS}
    if facts.agreement:
        plain["agreement"] |= {name: _listed(plain["agreement"][name]) for name in ("purposes", "categories")}
    return plain | {"markers": sorted(facts.markers), "approved": sorted(facts.approved)}


def as_written(facts: Facts) -> Facts:
    """Give the facts without the words of an override, as a replay reads them."""
    if facts.override is None:
        return facts
    texts = {text: _length_of(getattr(facts.override, text)) for text in TEXTS}
    return replace(facts, override=replace(facts.override, **texts))


def _name(who: str | None) -> str:
    return (who or "").strip()


def _length_of(text: str) -> str:
    return "." * min(len(text.strip()), LEAST_REASON)


def _listed(covered: frozenset[str] | None) -> str | list[str]:
    return "*" if covered is EVERYTHING else sorted(covered)


def laid_over(baseline: object, given: object) -> object:
    """Lay what is given over the baseline: objects key by key, null and everything else in place of what was there."""
    if not (isinstance(baseline, Mapping) and isinstance(given, Mapping)):
        return given
    return {**baseline, **{name: laid_over(baseline.get(name), value) for name, value in given.items()}}


NAMES: Final = tuple(field.name for field in fields(Facts))
