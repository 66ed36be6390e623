"""Random worlds of sharing: agreements, consents, powers, shares, and what happens to them afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency
from casework.cases.models import Case, CaseShare
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.consent.services import record_consent
from casework.consent.states import State as Answered
from casework.purposes import Purpose
from multiagency.agreements.models import AgreementVersion
from multiagency.sharing.claims import Claims
from multiagency.standing_shares.services import Wanted
from tests.casework.consent.answers import yes
from tests.cast import actor
from tests.multiagency.agreements.agreeing import clauses, offered, signed
from tests.multiagency.standing_shares.happening import HAPPENS
from tests.multiagency.standing_shares.sharing import shared_standing
from tests.multiagency.standing_shares.stage import SHARED, Stage, others

TERMS: Final = {
    "in force": (0, 300, 365), "to come": (3, 300, 365), "review overdue": (-20, -5, 365), "ends soon": (-20, 1, 2),
}  # fmt: skip
PURPOSES: Final = (Purpose.OFFENDER_MANAGEMENT, Purpose.VICTIM_SUPPORT, Purpose.DA_SAFEGUARDING)
RARELY, OFTEN = 0.15, 0.7


@dataclass(frozen=True)
class Agreed:
    """What police and one other agency agreed: when it holds, who signed, and how much of it is left out."""

    terms: str
    both_sign: bool
    left_out: frozenset[Category]


@dataclass(frozen=True)
class Drawn:
    """What police say of sharing one case with one agency, and with whose consent."""

    categories: frozenset[Category]
    purpose: Purpose
    gateway: str
    basis: str
    citation: str
    answer: Answered | None


@dataclass(frozen=True)
class World:
    """Agreements by agency, sharings by case and agency, and what happens afterwards, in order."""

    agreed: tuple[Agreed | None, ...]
    drawn: tuple[tuple[Drawn | None, ...], ...]
    happens: tuple[tuple[str, int, int], ...]


def drawn_world(seed: int) -> World:
    """The world of a number: always the same one."""
    draw = Random(seed)  # noqa: S311  nothing is kept secret by it
    purpose = draw.choice(PURPOSES)
    return World(
        agreed=(_agreed(draw), _agreed(draw)),
        drawn=tuple(tuple(_drawn(draw, purpose) for _ in range(2)) for _ in range(2)),
        happens=tuple(
            (draw.choice(sorted(HAPPENS)), draw.randrange(100), draw.randrange(100)) for _ in range(draw.randrange(5))
        ),
    )


def _agreed(draw: Random) -> Agreed | None:
    if draw.random() < RARELY:
        return None
    terms = draw.choice([*TERMS, "in force", "in force", "review overdue"])
    return Agreed(terms, draw.random() > RARELY, frozenset(draw.sample(SHARED, draw.randrange(4))))


def _drawn(draw: Random, purpose: Purpose) -> Drawn | None:
    """Mostly for the one purpose of the world, by a power that fits."""
    if draw.random() < RARELY:
        return None
    categories = SHARED if draw.random() < OFTEN else draw.sample(SHARED, draw.randint(1, 9))
    return Drawn(
        categories=frozenset(categories),
        purpose=purpose if draw.random() < OFTEN else draw.choice(PURPOSES),
        gateway=draw.choice(["COMMON_LAW_POLICE"] * 4 + ["CDA_115", "OMA_14", ""]),
        basis=draw.choice(["", "", "CONSENT"]),
        citation="" if draw.random() < RARELY else "Domestic Abuse Act 2021, section 57",
        answer=draw.choice([None, Answered.GIVEN, Answered.GIVEN, Answered.REFUSED]),
    )  # fmt: skip


def put_on(stage: Stage, world: World) -> dict[tuple[int, Agency], tuple[Claims, frozenset[str]]]:
    """Make the database say what was drawn; gives the claims and the categories granted, by case and agency."""
    town, made = stage.town, {}
    for agency, agreed in zip(others(town), world.agreed, strict=True):
        if agreed:
            made[agency] = agree(stage, agency, agreed, purposes_of(world))
    granted = {}
    for place_, sharings_ in enumerate(world.drawn):
        for agency, drawn in zip(others(town), sharings_, strict=True):
            if drawn:
                claims, shares = share(stage, stage.cases[place_], agency, drawn)
                granted[place_, agency] = (claims, frozenset(share.category for share in shares))
    for name, first, second in world.happens:
        HAPPENS[name](stage, made, first, second)
    return {at: (claims, ended_out(stage, at, kept)) for at, (claims, kept) in granted.items()}


def purposes_of(world: World) -> set[Purpose]:
    """Every purpose for which something is shared."""
    return {drawn.purpose for both in world.drawn for drawn in both if drawn}


def ended_out(stage: Stage, at: tuple[int, Agency], granted: frozenset[str]) -> frozenset[str]:
    """What the police themselves have not ended, and whose time is not over."""
    with acting(actor(stage.town.caseworker)):
        mine = CaseShare.objects.filter(case=stage.cases[at[0]], agency=at[1])
        gone = mine.filter(stopped_for="ENDED") | mine.filter(ends_at__lte=timezone.now())
        return granted - set(gone.values_list("category", flat=True))


def agree(stage: Stage, agency: Agency, agreed: Agreed, purposes: Collection[Purpose]) -> AgreementVersion:
    """An agreement between the police and one other agency."""
    police, other = stage.desks[stage.town.police], stage.desks[agency]
    kept = tuple(category for category in SHARED if category not in agreed.left_out)
    said = [clauses(stage.town.police, agency, *kept, purpose=purpose) for purpose in sorted(purposes)]
    version = offered(police, [other], said, term=TERMS[agreed.terms])
    return signed(version, *([police, other] if agreed.both_sign else [police]))


def share(stage: Stage, case: Case, agency: Agency, drawn: Drawn) -> tuple[Claims, list[CaseShare]]:
    """Ask for consent, and share what may be shared."""
    worker = stage.town.caseworker
    if drawn.answer:
        new = yes(
            agency, state=drawn.answer, purposes=frozenset({drawn.purpose.value}),
            categories=frozenset(category.value for category in drawn.categories),
        )  # fmt: skip
        with acting(actor(worker)):
            record_consent(actor=actor(worker), opened=open_case(actor(worker), case.reference), new=new)
    claims = Claims(
        purpose=drawn.purpose, gateway=drawn.gateway, basis=drawn.basis, le_citation=drawn.citation,
        conf_basis="STATUTORY_DUTY",
    )  # fmt: skip
    last_day = timezone.localdate() + timedelta(days=60)
    came = shared_standing(worker, case, Wanted(agency, drawn.categories, claims, last_day))
    return claims, list(came.shares)
