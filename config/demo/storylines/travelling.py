"""A referral that does not find its way at once."""

from datetime import date

from config.demo.draft import Draft, Opening
from config.demo.names import Called
from config.demo.passing import Referred, Step
from config.demo.storylines import managed
from config.demo.wording.passing import ITS_LAW, OPENED, SECTION_115, scheme
from config.demo.world import Side, Story


def routed_wrongly(draft: Draft) -> Story:
    """The rules send him to probation, who do not have him; the council asks first, and then takes him on."""
    person = draft.add_person("police", Called("Barnabus", "Sallowfield"), pronoun="he", born=date(1998, 9, 3))
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("police", "Offender management")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(64),
            next_due=draft.ago(-2),
            reason="Eleven thefts of bicycles from the same four streets, and a neighbour threatened who saw the last.",
        ),
    )
    draft.chronicle(
        case,
        """
        62 STREET SPOKE Stopped with bolt cutters in his bag. Says that he owes somebody and will not say whom.
        30 PHONE NO_ANSWER Number rings out. His sister says that he comes for dinner on Sundays.
        6 VISIT SPOKE Found him at his sister's. Would talk to somebody about work, not to us.
    """,
    )
    managed.owes_somebody(draft, case)
    asked = scheme("Eleven thefts since August, each for the same man he owes.", "A debt, and nothing to do all day.")
    draft.refer(
        Referred(
            case=case.key, kind="IOM", answers=asked, gateway=SECTION_115, urgency=2,
            confirms=("name", "reason"),
            steps=(
                OPENED,
                Step(
                    "REDIRECT", "His order ended in May, so he is not ours. The council works those four streets.",
                    agency="council",
                ),
            ),
        )
    )  # fmt: skip
    draft.refer(
        Referred(
            case=case.key, kind="IOM", to="council", answers=asked, gateway=SECTION_115, law=ITS_LAW, urgency=2,
            confirms=("name", "reason"), anew=True,
            steps=(
                OPENED,
                Step("ASK", "Is the neighbour who was threatened safe, and does he know of this referral?"),
                Step("ANSWER", "She is staying with a friend. He knows, and asked for somebody who is not police."),
                Step("ACCEPT"),
            ),
        )
    )  # fmt: skip
    return Story(
        8,
        "Routed wrongly, redirected, questioned, accepted",
        (
            "The rules sent the referral to probation, who sent it back for the council. It was begun anew from what "
            "was written, the council asked before it decided, and took him on as a case of its own."
        ),
        case.lead,
        (case.key,),
    )
