"""What is known of the victims outside the storylines, and what is done for them, as their leads wrote it down."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.victims.choices import Enhanced, Ground, Harmed, Kind, Known, Licence, Met, Need, Premises, Right
from casework.victims.profile import Profile
from casework.victims.services import Entry, Plan, describe, plan_safety, record_right
from casework.wishes.models import Participation
from casework.wishes.services import NewAnswer, record_agreement
from config.demo.wording.known import AFRAID_OF, AGREED, AT_HOME, IN_EMERGENCY, NOTES, OUTSIDE, SAFE_WITH
from config.demo.world import Case as Told
from config.demo.world import Kind as Subject
from config.demo.world import Side, World
from vault.ids import uuid7

BARE, PLANNED, OFFERED, ASKED = 0.15, 0.4, 0.5, 0.5
"""The parts of the open victim cases: not described; of the others, with a safety plan, told of rights, asked."""
YOUNG = (Kind.EXPLOITATION, Kind.VIOLENCE)
KINDS = {"idva": (Kind.DA,), "childcare": YOUNG, "housing": (Kind.ASB, Kind.DA, Kind.HATE), "outreach": YOUNG}
ANY_KIND = (Kind.DA, Kind.DA, Kind.VIOLENCE, Kind.ASB, Kind.HATE)


def load_known(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Describe most victims, and plan for, tell of their rights and ask some of them, each by their case's lead."""
    for told in described(world):
        lead, rng = actor_for(users[told.lead]), _draws(world, told)
        with acting(lead):
            profile = profile_of(world, told)
            describe(actor=lead, case=cases[told.key], said=profile, after=None, row_id=uuid7())
            if profile.is_person:
                _supported(world, lead, cases[told.key], rng, (world.today - told.opened_on).days)


def described(world: World) -> Iterator[Told]:
    """The open victim cases outside the storylines of which particulars are on record; the others are bare."""
    of_stories = {key for story in world.stories for key in story.cases}
    for case in world.cases:
        theirs = case.side is Side.VICTIM and not case.closed_on and not case.restricted
        if theirs and case.key not in of_stories and _draws(world, case).random() >= BARE:
            yield case


def profile_of(world: World, case: Told) -> Profile:
    """What is said of this victim, the same whenever it is asked for."""
    rng = Random(f"{world.seed} profile {case.key}")  # noqa: S311 - a world to be made again, not a secret
    if world.people[case.person].kind is Subject.VENUE:
        return Profile(
            harmed=Harmed.VENUE, kind=Kind.BUSINESS_REPEAT, premises=rng.choice((Premises.SHOP, Premises.PUB_OR_BAR)),
            licence=Licence.NOT_KNOWN, needs_words=rng.choice(NOTES),
        )  # fmt: skip
    kind = rng.choice(KINDS.get(case.agency, ANY_KIND))
    grave = kind is Kind.DA
    grounds = (rng.choice((Ground.PROFESSIONAL_JUDGEMENT, Ground.POTENTIAL_ESCALATION, Ground.VISIBLE_HIGH_RISK)),)
    return Profile(
        harmed=Harmed.PERSON, kind=kind, grounds=grounds if grave else (),
        needs=tuple(rng.sample(list(Need), 2)), needs_words=rng.choice(NOTES),
        enhanced=(Enhanced.VULNERABLE_OR_INTIMIDATED,) if grave else (),
        enhanced_why="Afraid to be seen with us." if grave else "",
        afraid_of=rng.choice(AFRAID_OF[kind.value]), safe_with=rng.choice(SAFE_WITH),
        told_of_marac=Known.YES if grave and rng.random() < OFFERED else Known.NOT_KNOWN,
        children=rng.choice(tuple(Known)),
    )  # fmt: skip


def _draws(world: World, case: Told) -> Random:
    return Random(f"{world.seed} known {case.key}")  # noqa: S311 - a world to be made again, not a secret


def _supported(world: World, lead: Actor, case: Case, rng: Random, age: int) -> None:
    on = world.today - timedelta(days=rng.randrange(min(age, 60)))
    if rng.random() < PLANNED:
        plan = Plan(
            at_home=rng.choice(AT_HOME), outside=rng.choice(OUTSIDE), children="", emergency=rng.choice(IN_EMERGENCY),
            agreed=rng.choice((Known.YES, Known.NOT_KNOWN)), review_on=world.today + timedelta(rng.randrange(2, 60)),
        )  # fmt: skip
        plan_safety(actor=lead, case=case, plan=plan, after=None)
    if rng.random() < OFFERED:
        record_right(actor=lead, case=case, entry=Entry(Right.SUPPORT, Met.OFFERED, "The case's lead", on, ""))
    if rng.random() < ASKED:
        state, what, words = rng.choice(AGREED)
        record_agreement(actor=lead, case=case, new=NewAnswer(Participation(state), what, on, words))
