"""Make the demo world: the storylines first, then the other subjects, their cases and eighteen months of contacts."""

from datetime import date, timedelta
from random import Random

from config.demo.agencies import WORK
from config.demo.chronology import fill_chronology
from config.demo.draft import Draft, Opening
from config.demo.names import NICKNAMES, STREET_NAMES, VENUES, Called, called, respelt
from config.demo.passing_on import fill_passing
from config.demo.standing import fill_managed
from config.demo.storylines import STORYLINES
from config.demo.wording.note import reason, warning
from config.demo.wording.wanting import WANTS
from config.demo.world import Alias, Case, Kind, Person, Side, Staff, World

PEOPLE = 400
MOST_PEOPLE = 50_000
CASES_PER_PERSON = 0.65
SEED = 20_260

STATES = {"ACTIVE": 74, "DORMANT": 8, "CLOSED": 18}
PRIORITIES = {"IMMEDIATE": 4, "HIGH": 22, "MEDIUM": 45, "STANDARD": 30}
PRECISIONS = {"EXACT": 90, "MONTH": 3, "YEAR": 4, "ESTIMATED": 3}
PARTNERS = ("police", "council", "adultcare", "housing", "probation", "mentalhealth", "idva")
NEW = 30
"""Days for which a case is never dormant or closed."""
URGENT = frozenset({"IMMEDIATE", "HIGH"})
EPOCHS = frozenset({1970, 2000})
AGES = {"childcare": (12, 17), "adultcare": (45, 92)}


def make_world(seed: int = SEED, *, today: date, people: int = PEOPLE) -> World:
    """The world of this seed and day, with so many subjects; storylines are told while their whole cast fits.

    Refuses (ValueError) fewer people than none and more than 50,000.
    """
    if not 0 <= people <= MOST_PEOPLE:
        raise ValueError(f"The demo holds between 0 and {MOST_PEOPLE:,} people.")
    draft = Draft(seed, today)
    for storyline in STORYLINES:
        if len(draft.people) + storyline.cast <= people:
            draft.stories.append(storyline.tell(draft))
    _fill_people(draft, people)
    _fill_cases(draft, round(people * CASES_PER_PERSON))
    _fill_wants(draft)
    fill_managed(draft)
    fill_passing(draft)
    return draft.world()


def _fill_people(draft: Draft, people: int) -> None:
    agencies = draft.rng.choices(
        tuple(WORK), [work.weight for work in WORK.values()], k=max(0, people - len(draft.people))
    )
    for agency in agencies:
        _venue(draft) if agency == "bid" else _human(draft, agency)


def _venue(draft: Draft) -> None:
    draft.add_person("bid", Called("", draft.rng.choice(VENUES)), pronoun="they", born=None, kind=Kind.VENUE)


def _human(draft: Draft, agency: str) -> None:
    rng = draft.rng
    pronoun = rng.choice(("she", "he"))
    name = called(rng, pronoun)
    precision = _one_of(rng, PRECISIONS)
    born = _born(rng, draft.today, *AGES.get(agency, (18, 68)))
    draft.add_person(
        agency, name, pronoun=pronoun, born=_rounded(born, precision), precision=precision, aliases=_aliases(rng, name)
    )


def _born(rng: Random, today: date, youngest: int, oldest: int) -> date:
    """A birth date, more often near the younger end."""
    years = youngest + 1 + (oldest - youngest) * rng.random() ** 1.7
    return today - timedelta(days=int(years * 365.25))


def _rounded(born: date, precision: str) -> date:
    """The first day of the month or year, where no more is known; never the first day of an epoch of computers."""
    year = born.year + 1 if born.year in EPOCHS else born.year
    first = {"MONTH": date(year, born.month, 1), "YEAR": date(year, 1, 1), "ESTIMATED": date(year, 1, 1)}
    return first.get(precision, born)


def _aliases(rng: Random, name: Called) -> tuple[Alias, ...]:
    """Up to two other names; three in four people have none."""
    possible = (
        Alias("SPELLING", f"{name.given} {respelt(name.family)}".strip()),
        Alias("NICKNAME", rng.choice(NICKNAMES)),
        Alias("STREET", rng.choice(STREET_NAMES)),
        Alias("FORMER", called(rng, "she").family),
    )
    return tuple(rng.sample(possible, rng.choice((0, 0, 0, 0, 0, 0, 1, 2))))


def _fill_cases(draft: Draft, total: int) -> None:
    """Give cases to subjects who have none; one case in twenty is the subject's second, in the other role."""
    with_case = {case.person for case in draft.cases}
    free = [person for person in draft.people if person.key not in with_case]
    draft.rng.shuffle(free)
    wanted = max(0, total - len(draft.cases))
    firsts = [_case(draft, person, _side(draft.rng, person)) for person in free[: wanted - wanted // 20]]
    both = [
        case for case in firsts if draft.people[case.person].kind is Kind.PERSON and 0 < WORK[case.agency].offenders < 1
    ]
    for case in both[: wanted // 20]:
        _case(draft, draft.people[case.person], Side.VICTIM if case.side is Side.OFFENDER else Side.OFFENDER)


def _fill_wants(draft: Draft) -> None:
    """Of the open victim cases two in three have the person's wishes on record; in the others nobody has asked yet."""
    told = {want.case for want in draft.wants}
    victims = [case for case in draft.cases if case.side is Side.VICTIM and not case.closed_on and case.key not in told]
    for place, case in enumerate(victims):
        age = (draft.today - case.opened_on).days
        if place % 3 and not case.restricted:
            draft.want(case, min(place % 60, age), *WANTS[place % len(WANTS)])


def _side(rng: Random, person: Person) -> Side:
    return Side.OFFENDER if rng.random() < WORK[person.agency].offenders else Side.VICTIM


def _case(draft: Draft, person: Person, side: Side) -> Case:
    rng, age = draft.rng, _days_open(draft.rng)
    state = _one_of(rng, STATES) if age > NEW else "ACTIVE"
    priority, opened_on = _one_of(rng, PRIORITIES), _workday(draft.ago(age))
    closed_on = _workday(draft.ago(rng.randrange(age // 2))) if state == "CLOSED" else None
    case = draft.add_case(person, side, Opening(
        lead=_lead(draft, person.agency), state=state, priority=priority, opened_on=opened_on, closed_on=closed_on,
        next_due=None if closed_on else _next_due(draft, priority, age),
        reason=reason(rng, person.pronoun, side, business=person.kind is Kind.VENUE), warning=warning(rng, side),
    ))  # fmt: skip
    fill_chronology(draft, case)
    _share(draft, case)
    return case


def _lead(draft: Draft, agency: str) -> Staff:
    """A caseworker of the agency; the one whom the demo prints has a full day."""
    workers = draft.caseworkers(agency)
    return draft.rng.choices(workers, [2 if worker.well_known else 1 for worker in workers])[0]


def _days_open(rng: Random) -> int:
    """Two cases in five are older than the eighteen months, so that these begin with work in hand."""
    return rng.randrange(2, 549) if rng.random() < 3 / 5 else rng.randrange(549, 1_000)


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _next_due(draft: Draft, priority: str, age: int) -> date:
    """One case in eight is overdue once it is a month old, one in twenty due today."""
    chance = draft.rng.random()
    if chance < 1 / 8 and age > NEW:
        return draft.ago(draft.rng.randrange(1, 12))
    if chance < 1 / 8 + 1 / 20:
        return draft.today
    return draft.ago(-draft.rng.randrange(1, 8 if priority in URGENT else 29))


def _share(draft: Draft, case: Case) -> None:
    """About a third of the open cases are shared with one or two partners, the contacts not always."""
    if case.closed_on or draft.rng.random() > 1 / 3:
        return
    others = [partner for partner in PARTNERS if partner != case.agency]
    for partner in draft.rng.sample(others, draft.rng.choice((1, 1, 2))):
        categories = ("IDENTITY", "INTERVENTION_RECORD") if draft.rng.random() < 3 / 5 else ("IDENTITY",)
        draft.share(case, partner, *categories, days=draft.rng.randrange(20, 330))


def _one_of(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
