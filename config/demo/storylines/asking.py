"""Consent: given, relied on, and taken back."""

from datetime import date

from config.demo.draft import Draft, Opening
from config.demo.names import Called
from config.demo.passing import Passed
from config.demo.world import Agreed, Side, Story


def taken_back(draft: Draft) -> Story:
    """A patient who let housing know of his treatment, and took it back after it was shared."""
    person = draft.add_person("mentalhealth", Called("Thaddeo", "Wolstencraft"), pronoun="he", born=date(1979, 2, 18))
    case = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("mentalhealth", "Community mental health")[0],
            state="ACTIVE",
            priority="MEDIUM",
            opened_on=draft.ago(96),
            next_due=draft.ago(-6),
            reason="Robbed on his way from the clinic three times since summer, by people who know when he is paid.",
            warning="Do not mention the clinic in front of neighbours.",
        ),
    )
    draft.chronicle(
        case,
        """
        90 OFFICE SPOKE Says it is always the same three, and always on the Thursday. Would move if he could.
        61 PHONE SPOKE Agreed that housing may know of his treatment, so that they can place him near the clinic.
        33 VISIT SPOKE Housing offered a room in the street where it happened. Feels that they did not listen.
        2 PHONE SPOKE Heard his treatment spoken of at the housing counter. Wants nothing more told to them.
    """,
        category="SUBSTANCE_TREATMENT",
    )
    draft.share(case, "police", "IDENTITY", "INTERVENTION_RECORD", days=150)
    draft.want(case, 61, "Somewhere near the clinic, where nobody knows when I get paid.", "AGREES")
    draft.want(case, 2, "They talked about me at the counter. Nothing more to housing, not a word.", "REFUSED")
    words = "Yes, they can know I am on a script, if it gets me a room by the clinic."
    told = ("IDENTITY", "SUBSTANCE_TREATMENT")
    draft.agree(Agreed(case.key, 61, "housing", "RESETTLEMENT_HOUSING", told, words, taken_back=True))
    draft.pass_on(
        Passed(
            case=case.key, to="adultcare", purpose="ADULT_SAFEGUARDING", kinds=("intervention",), gateway="CARE_6_7",
            asks="CALDICOTT",
            why="Adult social care plans his way home from the clinic, and needs to know on which days he goes.",
        )
    )  # fmt: skip
    return Story(
        6,
        "Consent that was taken back",
        (
            "He let housing know of his treatment and then took it back: housing sees nothing more of it, what it saw "
            "stays on record, and the police go on, because their share does not rest on consent. His worker cannot "
            "put another basis in its place. What adult social care asks for waits for the Caldicott guardian."
        ),
        case.lead,
        (case.key,),
    )
