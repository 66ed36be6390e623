"""Load how grave the harm to victims was found to be over time, what plans changed, and which powers were weighed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import User
from casework.assessments.catalogue import own_editions
from casework.assessments.editions import UNKNOWN, Answer, Edition
from casework.assessments.services import NewAssessment, assess
from casework.cases.models import Case
from casework.pathways import Pathway
from casework.plans.models import Level, State
from casework.plans.services import NewAction, NewMeasure, NewNeed, add_action, add_need, end_action, measure_need
from casework.powers.models import Decision, Done, Power
from casework.powers.services import NewCheck, NewDecision, check_response, record_power
from config.demo.world import Case as Told
from config.demo.world import Side, World

OTHERS, OLD = 24, 130
MOSTLY = 0.8
WHY_RAISED, WHY_NOT = "The fear of it, and how far it goes.", "The answers say what I see."
CHECKLIST, MATRIX = "victim-risk-checklist", "asb-matrix"
REPEAT_VICTIM, SHOP, HOUSEHOLD, RELEASE = 1, 3, 4, 5
ASKS_FOR_JUDGEMENT = frozenset({"fear", "stalking", "threats", "honour", "breathing"})


@dataclass(frozen=True, slots=True)
class Followed:
    """A need with its levels, the days ago on which each was found, and what is done about it."""

    pathway: Pathway
    need: str
    aim: str
    levels: tuple[tuple[int, Level, str], ...]
    action: str
    due_in: int
    done_ago: int | None = None


REPEAT_NEEDS = (
    Followed(
        Pathway.DA, "He finds her wherever she moves.", "I want to sleep without listening for the door.",
        ((300, Level.CRISIS, "Two breaches in a month."), (120, Level.SERIOUS, "Moved, and he does not know where."),
         (12, Level.HELP, "New locks; the messages are reported.")),
        "Ask the court for screens and a separate entrance", 9,
    ),
    Followed(
        Pathway.ACCOMMODATION, "No home that he does not know.", "My own front door, and the children near a school.",
        ((300, Level.CRISIS, "Sleeping at a cousin's."), (90, Level.LITTLE, "Settled at the new address.")),
        "Keep the new address off every letter", -90, 95,
    ),
    Followed(
        Pathway.FINANCE, "Debts in her name that he made.", "Not to open letters with my hands shaking.",
        ((120, Level.SERIOUS, "Three lenders, none of them hers."),), "Ring the debt charity together", -4,
    ),
)  # fmt: skip
RELEASE_NEEDS = (
    Followed(
        Pathway.ACCOMMODATION, "No address to be released to; housing cannot take the full risk information yet.",
        "A room where I can shut the door. Not a hostel with the old lot.",
        ((90, Level.SERIOUS, "No visitors, nobody to go to."), (5, Level.CRISIS, "Three weeks left and no place.")),
        "Ask housing again, with what may be told them in writing", 3,
    ),
    Followed(
        Pathway.ETE, "No work since he was seventeen.", "To finish the plumbing course and earn my own money.",
        ((260, Level.SERIOUS, "Never held a job."), (40, Level.LITTLE, "Level 2 passed on the wing.")),
        "Find a college place that takes the certificate", 20,
    ),
    Followed(
        Pathway.SUBSTANCE, "Used daily before sentence.", "Stay clean when I am out.",
        ((260, Level.SERIOUS, "Two failed tests."), (30, Level.LITTLE, "Clean since March.")),
        "Bridge the prescription for the first fortnight", -10, 12,
    ),
)  # fmt: skip


def load_risk(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Assess victims of the storylines and some others, follow two plans, and weigh powers on the household's case."""
    told = {story.number: [world.cases[key] for key in story.cases] for story in world.stories}

    def lead_of(case: Told) -> tuple[User, Case]:
        return users[case.lead], cases[case.key]

    for case in _assessed_often(world, told):
        _checklist(world, *lead_of(case), case, grave=case in told.get(REPEAT_VICTIM, ()))
    for case in told.get(HOUSEHOLD, ()):
        _against_nuisance(world.today, *lead_of(case), victim=case.side is Side.VICTIM)
    for number, needs in ((REPEAT_VICTIM, REPEAT_NEEDS), (RELEASE, RELEASE_NEEDS)):
        for case in told.get(number, [])[:1]:
            _follow(world.today, *lead_of(case), needs)


def _assessed_often(world: World, told: Mapping[int, list[Told]]) -> Iterator[Told]:
    first = [case for number in (REPEAT_VICTIM, SHOP) for case in told.get(number, ()) if case.side is Side.VICTIM]
    yield from first
    known = {case.key for group in told.values() for case in group}
    others = (case for case in world.cases if case.side is Side.VICTIM and case.key not in known)
    old_enough = (case for case in others if case.state == "ACTIVE" and (world.today - case.opened_on).days > OLD)
    yield from (case for case, _ in zip(old_enough, range(OTHERS), strict=False))


def _checklist(world: World, lead: User, case: Case, told: Told, *, grave: bool) -> None:
    """Two or three times the checklist, from the first weeks on; where it is grave most is yes, else it moves down."""
    rng = Random(f"{world.seed} risk {told.key}")  # noqa: S311 - a world to be made again, not a secret
    edition, share = _edition(CHECKLIST), MOSTLY if grave else rng.uniform(0.3, 0.75)
    age = (world.today - told.opened_on).days
    days = [ago for ago in (age - 3, age // 2, rng.choice((4, 20, 70))) if ago >= 0]
    for ago in sorted({min(ago, 400) for ago in days}, reverse=True):
        answers = {question.code: Answer(_answer(rng, share)) for question in edition.questions}
        asks = any(answers[code].choice == "YES" for code in ASKS_FOR_JUDGEMENT)
        yes = sum(answer.choice == "YES" for answer in answers.values())
        raised = int(asks and edition.band(yes) == 1)
        reason = WHY_RAISED if raised else WHY_NOT if asks else ""
        _assess(lead, case, NewAssessment(edition, answers, world.today - timedelta(days=ago), lead, raised, reason))
        share *= 1 if grave else rng.uniform(0.7, 1.0)


def _answer(rng: Random, share: float) -> str:
    chance = rng.random()
    return UNKNOWN if chance > 0.93 else "YES" if chance < share else "NO"  # noqa: PLR2004  a few are not known


def _against_nuisance(today: date, lead: User, case: Case, *, victim: bool) -> None:
    actor = actor_for(lead)
    if victim:
        edition = _edition(MATRIX)
        graver = {question.code: Answer(question.choices[-1].code) for question in edition.questions}
        milder = graver | {code: Answer("NO") for code in ("violence", "despair", "hatred")}
        _assess(lead, case, NewAssessment(edition, milder, today - timedelta(days=60), lead))
        again = milder | {"violence": Answer("THREAT"), "support": Answer(UNKNOWN)}
        _assess(lead, case, NewAssessment(edition, again, today - timedelta(days=6), lead))
    weighed = (
        (Power.WARNING, Decision.USED, "Given in person to the household; noted that it was understood.", 70),
        (Power.CPW, Decision.USED, "The noise went on after the warning.", 30),
        (Power.CPN, Decision.CONSIDERED, "Next if there is a third report within the six months.", 5),
        (Power.POSSESSION, Decision.NOT_USED, "There are children in the home and the warning is recent.", 5),
    )
    with acting(actor):
        for power, decision, reason, ago in weighed:
            new = NewDecision(power, decision, reason, today - timedelta(days=ago))
            record_power(actor=actor, case=case, new=new)
        said = NewCheck(Done.YES, Done.NOT_KNOWN, "Victim support rang twice; nobody has asked the flat above yet.")
        check_response(actor=actor, case=case, new=said)


def _follow(today: date, lead: User, case: Case, needs: tuple[Followed, ...]) -> None:
    actor = actor_for(lead)
    with acting(actor):
        for followed in needs:
            _one_need(actor, today, case, followed)


def _one_need(actor: Actor, today: date, case: Case, told: Followed) -> None:
    (ago, level, evidence), *later = told.levels
    begun, review_on = today - timedelta(days=ago), today + timedelta(days=14)
    new = NewNeed(told.pathway, told.need, told.aim, level, evidence, review_on, opened_on=begun)
    need = add_need(actor=actor, case=case, new=new)
    for version, (days, now, shows) in enumerate(later, 1):
        measure = NewMeasure(now, shows, review_on, measured_on=today - timedelta(days=days))
        measure_need(actor=actor, case=case, need=need, version=version, new=measure)
    due_on, known_by = today + timedelta(days=told.due_in), "It is written down here"
    action = NewAction(told.action, due_on, known_by, User.objects.get(pk=actor.principal))
    row = add_action(actor=actor, case=case, need=need, new=action)
    if told.done_ago is not None:
        done_on = today - timedelta(days=told.done_ago)
        end_action(actor=actor, case=case, action=row, state=State.DONE, reason="", on=done_on)


def _assess(lead: User, case: Case, new: NewAssessment) -> None:
    actor = actor_for(lead)
    with acting(actor):
        assess(actor=actor, case=case, new=new)


def _edition(code: str) -> Edition:
    return next(edition for edition in own_editions() if edition.code == code)
