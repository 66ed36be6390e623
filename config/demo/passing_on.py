"""What the leads outside the storylines refer and share: something in every state, and in every in-tray."""

from dataclasses import replace

from config.demo.draft import Draft
from config.demo.passing import Passed, Referred, Step
from config.demo.wording.passing import (
    ITS_LAW,
    OPENED,
    SECTION_115,
    TAKEN_ON,
    child,
    concern,
    housing,
    marac,
    scheme,
    treatment,
)
from config.demo.world import Side

NOBODY = -1
"""The case of what is told here, until one is found for it."""
OFFENDER, VICTIM = Side.OFFENDER, Side.VICTIM
IOM = Referred(case=NOBODY, kind="IOM", answers={}, gateway=SECTION_115)
REFERRED: tuple[tuple[str, Side, Referred], ...] = (
    ("police", OFFENDER, replace(
        IOM, urgency=2, confirms=("name", "reason"),
        answers=scheme("Takes parcels from every doorway of one estate, most of them on a Monday.", "A habit."),
    )),
    ("police", OFFENDER, replace(
        IOM, answers=scheme("Six cars in a month, none of them his to sell, and he always comes back."),
        steps=(OPENED, Step("ASK", "Who is his doctor, and has anybody asked him about drink?")),
    )),
    ("police", OFFENDER, replace(
        IOM, to="council", law=ITS_LAW, answers=scheme("Breaks into sheds; would work if somebody found him tools."),
        steps=TAKEN_ON,
    )),
    ("council", OFFENDER, replace(
        IOM, answers=scheme("Shouts at whoever passes the market after dark, and has thrown bottles twice."),
        steps=(OPENED, Step("DECLINE", "Two incidents in a year is less than the scheme takes. Tell us of a third.",
                            "BELOW_THRESHOLD")),
    )),
    ("council", OFFENDER, replace(
        IOM, to="police", team="Offender management", urgency=3,
        answers=scheme("Said at the counter that he knows where the warden lives."),
    )),
    ("council", OFFENDER, replace(
        IOM, answers=scheme("Sells from the stairs of the car park, and younger boys stand by."),
        steps=(OPENED, Step("WITHDRAW", "He was moved to another county yesterday, and is theirs now.")),
    )),
    ("probation", OFFENDER, replace(
        IOM, to="council", law=ITS_LAW, answers=scheme("Keeps his order, and steals on the way home from each visit."),
        steps=(*TAKEN_ON, Step("TRANSFER", "To Easthaven, where he has a room; ask their duty officer.")),
    )),
    ("probation", OFFENDER, Referred(
        case=NOBODY, kind="TREATMENT", gateway="COURT_ORDER", conf_basis="DIRECT_CARE",
        answers=treatment("Heroin since he was nineteen, and three detoxes that ended in a week.", "To sleep."),
        steps=(OPENED,),
    )),
    ("idva", VICTIM, Referred(
        case=NOBODY, kind="MARAC", gateway=SECTION_115, urgency=3,
        answers=marac("He has begun to wait outside her work and knows her shifts.", "That it stops."),
        steps=(*TAKEN_ON, Step("HEAR", "A plan for her shifts, and a marker on the address.")),
    )),
    ("idva", VICTIM, Referred(
        case=NOBODY, kind="SAFEGUARDING_CHILD", gateway="CHILDREN_2004_10_11", urgency=3,
        answers=child("PHYSICAL", "A bruise that nobody explains twice alike.", "Her eldest, who is with an aunt."),
    )),
    ("housing", VICTIM, Referred(
        case=NOBODY, kind="SAFEGUARDING_ADULT", gateway="CARE_6_7", urgency=2,
        answers=concern("FINANCIAL", "A man collects his pension with him and keeps the card.", "The card is stopped."),
        steps=(OPENED, Step("ASK", "Can he say himself what he wants done?"),
               Step("ANSWER", "Yes, with time. He wants the card back and no police.")),
    )),
    ("mentalhealth", VICTIM, Referred(
        case=NOBODY, kind="HOUSING", gateway="CONSENT", conf_basis="CONSENT",
        answers=housing("A ground floor where nobody can look in from the street.", "2026-12-14"),
    )),
)  # fmt: skip
PASSED: tuple[tuple[str, Side, Passed], ...] = (
    ("police", OFFENDER, Passed(
        case=NOBODY, to="probation", purpose="OFFENDER_MANAGEMENT", read=True,
        why="They decide on Monday whether he is recalled, and need what was seen.",
    )),
    ("police", OFFENDER, Passed(
        case=NOBODY, to="probation", purpose="OFFENDER_MANAGEMENT", read=True, recalled="intervention",
        why="His officer sees him tomorrow and plans the visit by it.",
    )),
    ("council", OFFENDER, Passed(
        case=NOBODY, to="police", purpose="OFFENDER_MANAGEMENT",
        why="They stop him most evenings and ought to know what was agreed with him.",
    )),
    ("council", OFFENDER, Passed(
        case=NOBODY, to="probation", purpose="OFFENDER_MANAGEMENT", channel="PHONE",
        why="Told his officer on the telephone, who was about to see him.",
    )),
    ("police", VICTIM, Passed(
        case=NOBODY, to="adultcare", purpose="EMERGENCY_RESPONSE", gateway="PUBLIC_INTEREST", law=ITS_LAW,
        emergency=True, why="She was found in the cold with nobody at home, and somebody has to be with her tonight.",
    )),
    ("probation", OFFENDER, Passed(
        case=NOBODY, to="easthaven", purpose="OFFENDER_MANAGEMENT", gateway=SECTION_115, asks="SECOND",
        why="He moves to Easthaven on Monday, and his officer there is not on this system.",
    )),
)  # fmt: skip


def fill_passing(draft: Draft) -> None:
    """Tell each of these of an open case of its agency, outside the storylines, of which least is told so far."""
    in_stories = {key for story in draft.stories for key in story.cases}
    open_ones = [case for case in draft.cases if not case.closed_on and not case.restricted]
    told = {case.key: 0 for case in open_ones if case.key not in in_stories}
    for agency, side, passed in PASSED:
        if (key := _least_told(draft, told, agency, side)) is not None:
            draft.pass_on(replace(passed, case=key))
    for agency, side, referred in REFERRED:
        if (key := _least_told(draft, told, agency, side)) is not None:
            draft.refer(replace(referred, case=key))


def _least_told(draft: Draft, told: dict[int, int], agency: str, side: Side) -> int | None:
    """The first case that fits of those of which least is told, counted as told of once more; None where none fits."""
    fits = [key for key in told if (draft.cases[key].agency, draft.cases[key].side) == (agency, side)]
    found = min(fits, key=lambda key: told[key], default=None)
    if found is not None:
        told[found] += 1
    return found
