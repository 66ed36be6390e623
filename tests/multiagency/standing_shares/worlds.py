"""Random worlds of sharing: agreements, consents, powers, shares, and what happens to them afterwards."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.models import Agency, User
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare, Role
from casework.cases.policies import visible_people
from casework.cases.selectors import open_case
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.conflicts.models import Kind as Tie
from casework.conflicts.services import declare_conflict
from casework.consent.models import Consent
from casework.consent.services import record_consent, withdraw_consent
from casework.consent.states import State as Answered
from casework.handling.models import Kind
from casework.handling.services import AlreadyMarked, NewMark, place
from casework.items.item import Item
from casework.items.selectors import items_of
from casework.purposes import Purpose
from casework.shares.stopping import end_share
from multiagency.agreements.models import AgreementVersion
from multiagency.agreements.services.stopping import suspend, withdraw
from multiagency.sharing.claims import Claims
from multiagency.standing_shares.services import Wanted
from tests.casework.consent.answers import yes
from tests.casework.full_cases import full_case
from tests.casework.intelligence.items import known, recorded
from tests.cast import actor, founder_of, make_user
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, fresh, offered, signed
from tests.multiagency.standing_shares.sharing import shared_standing
from tests.town import Town, make_town

SHARED: Final = tuple(sorted(set(Category) - FOR_NAMED_PEOPLE - {Category.AGGREGATE}))
TERMS: Final = {
    "in force": (0, 300, 365), "to come": (3, 300, 365), "review overdue": (-20, -5, 365), "ends soon": (-20, 1, 2),
}  # fmt: skip
MARKS: Final = (Kind.RESTRICTED_PROCESSING, Kind.OBJECTION, Kind.STATUTORY_BAR, Kind.COURT_ORDER_BAR, Kind.LPP)
PURPOSES: Final = (Purpose.OFFENDER_MANAGEMENT, Purpose.VICTIM_SUPPORT, Purpose.DA_SAFEGUARDING)
READERS: Final = 7
RARELY, OFTEN = 0.15, 0.7
HAPPENS: Final[dict[str, Callable[["Stage", dict[Agency, AgreementVersion], int, int], None]]] = {}


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


@dataclass(frozen=True, repr=False)
class Stage:
    """What every world is put on: full cases of the police's, and people at two agencies who may be told of them."""

    town: Town
    cases: list[Case]
    items: list[list[Item]]
    readers: list[User]
    desks: dict[Agency, Desk]
    officer: User


def make_stage(rows: int) -> Stage:
    """So many rows in every room of an offender's case and a victim's; seven readers at two other agencies."""
    town = make_town()
    cases = [full_case(town, role, rows) for role in (Role.OFFENDER, Role.VICTIM)]
    recorded(town.caseworker, cases[0], known(handling="C", conditions="Ask before it is used"))
    overseers = [make_user(town.partnership, agency, StaffRole.PANEL_COORDINATOR) for agency in others(town) * 2]
    readers = [town.partner, town.stranger, *overseers, make_user(town.partnership, town.probation)]
    desks = {agency: desk(town.partnership, agency) for agency in (town.police, *others(town))}
    officer = make_user(town.partnership, town.police, StaffRole.DPO)
    return Stage(town, cases, [all_items(town, case) for case in cases], readers, desks, officer)


def others(town: Town) -> list[Agency]:
    """The agencies that may be told."""
    return [town.probation, town.charity]


def all_items(town: Town, case: Case) -> list[Item]:
    """Everything of a case that a standing share may show."""
    who = actor(town.caseworker)
    with acting(who):
        return [item for item in items_of(who, open_case(who, case.reference)) if item.category in SHARED]


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


def happens(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Name something that may happen after the sharing."""

    def kept(function: Callable[..., None]) -> Callable[..., None]:
        HAPPENS[name] = function
        return function

    return kept


@happens("an agreement is suspended")
def _suspended(stage: Stage, made: dict[Agency, AgreementVersion], first: int, _: int) -> None:
    if version := made.get(others(stage.town)[first % 2]):
        who = fresh(stage.desks[stage.town.police].officer)
        with acting(who):
            suspend(actor=who, agreement=version.agreement, words="A breach is looked into")


@happens("the other agency leaves")
def _left(stage: Stage, made: dict[Agency, AgreementVersion], first: int, _: int) -> None:
    agency = others(stage.town)[first % 2]
    if version := made.get(agency):
        who = fresh(stage.desks[agency].officer)
        with acting(who):
            withdraw(actor=who, version=version, words="We leave this agreement")


@happens("consent is taken back")
def _withdrawn(stage: Stage, _made: object, first: int, second: int) -> None:
    who, case = actor(stage.town.caseworker), stage.cases[first % 2]
    with acting(who):
        rows = list(Consent.objects.filter(case=case, withdrawn_at=None).order_by("pk"))
        if rows:
            withdraw_consent(actor=who, case=case, consent=rows[second % len(rows)])


@happens("a case is marked")
def _case_marked(stage: Stage, _made: object, first: int, second: int) -> None:
    _mark(stage, first % 2, MARKS[second % len(MARKS)], None)


@happens("an item is marked")
def _item_marked(stage: Stage, _made: object, first: int, second: int) -> None:
    place_, kinds = first % 2, (*MARKS, Kind.HANDLING_C)
    items = stage.items[place_]
    _mark(stage, place_, kinds[second % len(kinds)], items[(first + second) % len(items)])


def _mark(stage: Stage, place_: int, kind: Kind, item: Item | None) -> None:
    who, case = fresh(stage.officer), stage.cases[place_]
    new = NewMark(kind, "It was asked for in writing", timezone.localdate(), item=item)
    worker = actor(stage.town.caseworker)
    try:
        with acting(who if kind is Kind.RESTRICTED_PROCESSING else worker):
            place(actor=who if kind is Kind.RESTRICTED_PROCESSING else worker, case=case, new=new)
    except AlreadyMarked:
        pass


@happens("a share is ended")
def _ended(stage: Stage, _made: object, first: int, second: int) -> None:
    who = actor(stage.town.caseworker)
    with acting(who):
        agency, category = others(stage.town)[first % 2], SHARED[second % len(SHARED)]
        end_share(actor=who, case=stage.cases[second % 2], agency=agency, categories=[category])


@happens("a share's time is over")
def _over(stage: Stage, _made: object, first: int, second: int) -> None:
    who = actor(stage.town.caseworker)
    with acting(who), event(CASE_CHANGED, by=who):
        over = CaseShare.objects.filter(case=stage.cases[first % 2], category=SHARED[second % len(SHARED)])
        over.update(ends_at=timezone.now() - timedelta(hours=1))


@happens("a reader declares a link")
def _linked(stage: Stage, _made: object, first: int, second: int) -> None:
    reader, case = stage.readers[first % READERS], stage.cases[second % 2]
    who = actor(reader)
    with acting(who):
        if visible_people(who).filter(pk=case.person_id).exists():
            declare_conflict(actor=who, person=case.person, user=reader, kind=Tie.FAMILY, words="A cousin of mine")


@happens("a reader's training runs out")
def _untrained(stage: Stage, _made: object, first: int, _: int) -> None:
    _change(stage, first, trained_until=timezone.localdate() - timedelta(days=1))


@happens("a reader's account is closed")
def _closed(stage: Stage, _made: object, first: int, _: int) -> None:
    _change(stage, first, is_active=False)


def _change(stage: Stage, first: int, **values: object) -> None:
    founder: Actor = founder_of(stage.town.partnership)
    with acting(founder), event(CASE_CHANGED, by=founder):
        User.objects.filter(pk=stage.readers[first % READERS].pk).update(**values)
