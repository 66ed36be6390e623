"""What the agencies of the demo partnership agreed with each other: invented, in every state."""

from dataclasses import dataclass

from multiagency.agreements.sections import Section

POSTS = {
    "police": "Chief superintendent",
    "council": "Director of community safety",
    "adultcare": "Director of adult social care",
    "childcare": "Director of children's services",
    "housing": "Head of housing",
    "probation": "Head of the probation delivery unit",
    "mentalhealth": "Chief operating officer",
    "icb": "Chief nurse",
    "fire": "Borough commander",
    "idva": "Chief executive",
    "outreach": "Service director",
    "bid": "Chief executive",
}
"""In what post somebody signs for each agency."""

WORDS = {
    Section.CONDITIONS: (
        "Special-category data: substantial public interest, 2018 Act Schedule 1 paragraphs 6 and 18; criminal-offence "
        "data: official authority. Each party keeps its policy document in its own register and reviews it yearly."
    ),
    Section.RIGHTS: (
        "Whoever receives a request answers for what it holds and tells the others within two working days. Each "
        "party's data protection officer is named in its privacy notice."
    ),
    Section.RETENTION: (
        "Facts and assessments are marked apart. A correction goes to everybody who received what was wrong. Each "
        "party keeps what it received as long as its own schedule says, and deletes it when the purpose has ended."
    ),
    Section.SECURITY: "Sent through this system alone, to named people who are trained and vetted.",
    Section.BREACH: "Whoever finds it tells the others within a day, and the owner decides who tells the Commissioner.",
    Section.TERMINATION: "Nothing more is sent. What was received is deleted, unless another law asks for it.",
}
"""What every agreement says; why there is sharing at all is its own."""

WHO = ("IDENTITY", "ALIAS_LINKS", "CONTACT", "ADDRESS")
OFFENDING = ("OFFENDING_HISTORY", "SENTENCE_LICENCE", "ORDERS_CONDITIONS", "CUSTODY_RELEASE", "RISK_ASSESSMENT")
HARM = ("DA_INCIDENT", "SAFEGUARDING_CONCERN", "CHILDREN_IN_HOUSEHOLD", "RISK_ASSESSMENT", "VULNERABILITY_ASSESSMENT")


@dataclass(frozen=True, slots=True)
class Sends:
    """Who may send whom which data, by which power; with no power it must not be sent.

    For the purpose of the agreement, where no other is said.
    """

    pairs: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    gateways: tuple[str, ...] = ()
    condition: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """One agreement; days are counted from today. One without parties is a draft that has just been begun."""

    title: str
    owner: str
    why: str
    purpose: str = ""
    parties: tuple[str, ...] = ()
    sends: tuple[Sends, ...] = ()
    signed: tuple[str, ...] = ()
    starts: int = -200
    review: int = 165
    ends: int = 530
    stopped_by: str = ""
    withdrawn: bool = False
    renewed: bool = False
    why_ended: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it says all that it must."""
        return bool(self.parties)


def _between(*codes: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one in codes for other in codes if one != other)


def _both(hub: str, *others: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for other in others for pair in ((hub, other), (other, hub)))


def _to(receivers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for other in receivers for one in POSTS if one != other)


RECEIVERS = {
    ("police", "council", "adultcare", "childcare", "housing", "probation"): "CDA_115",
    ("mentalhealth",): "CARE_6_7", ("idva",): "PUBLIC_INTEREST",
}  # fmt: skip
"""To whom everybody may say who somebody is and what they did with them, and by which power."""
MANAGERS = ("police", "council", "probation")
SAFE = ("council", "police", "adultcare", "childcare", "housing", "idva", "probation")
ASB = ("council", "police", "housing")
VIOLENCE = ("council", "police", "probation", "fire", "icb")

PACTS = (
    Pact(
        title="Managing people who offend", owner="police", purpose="OFFENDER_MANAGEMENT", parties=MANAGERS,
        why="Police, probation and council manage the same people, and none sees the whole of what they do or need.",
        sends=(
            Sends(_between(*MANAGERS), (*WHO, *OFFENDING, "INTERVENTION_RECORD", "WEAPONS_WARNING"), ("CDA_115",)),
            Sends((("police", "council"),), ("INTELLIGENCE",)),
            Sends((("police", "probation"),), ("INTELLIGENCE",), ("OMA_14",), "By the intelligence unit alone"),
        ),
        signed=MANAGERS,
    ),
    Pact(
        title="Working with the same people", owner="council", purpose="VICTIM_SUPPORT", parties=tuple(POSTS),
        why="Whoever meets somebody knows who else does, and what came of the last meeting.",
        sends=(
            *(
                Sends(_to(receivers), ("IDENTITY", "INTERVENTION_RECORD"), (gateway,), purpose=purpose)
                for receivers, gateway in RECEIVERS.items()
                for purpose in ("OFFENDER_MANAGEMENT", "VICTIM_SUPPORT")
            ),
            Sends(
                (("mentalhealth", "housing"),), ("IDENTITY", "SUBSTANCE_TREATMENT"), ("CONSENT",),
                "As long as the patient agrees", "RESETTLEMENT_HOUSING",
            ),
        ),
        signed=tuple(POSTS), starts=-300, ends=795,
    ),
    Pact(
        title="Keeping people safe from domestic abuse", owner="council", purpose="DA_SAFEGUARDING", parties=SAFE,
        why="A victim is safer when whoever meets her knows what the others know, at once.",
        sends=(
            Sends(_both("police", "council", "idva", "housing", "probation"), (*WHO, *HARM), ("CDA_115",)),
            Sends(_both("idva", "council", "childcare", "adultcare"), (*WHO, *HARM), ("CARE_6_7",)),
        ),
        signed=SAFE, starts=-380, review=-12, ends=350,
    ),
    Pact(
        title="Treatment for people who offend", owner="probation", purpose="TREATMENT_REFERRAL",
        parties=("probation", "mentalhealth"),
        why="People on licence are treated sooner when probation can refer them and hears whether they attend.",
        sends=(
            Sends((("probation", "mentalhealth"),), (*WHO, "SENTENCE_LICENCE", "RISK_ASSESSMENT"), ("OMA_14",)),
            Sends(
                (("mentalhealth", "probation"),), ("IDENTITY", "HEALTH_MENTAL", "INTERVENTION_RECORD"), ("HSCA_251B",),
                "What the person was told; the Caldicott guardian sees to the rest",
            ),
        ),
        signed=("probation", "mentalhealth"), review=25, starts=-340, ends=390,
    ),
    Pact(
        title="Anti-social behaviour case reviews", owner="council", purpose="ASB_CASE_REVIEW", parties=ASB,
        why="A case review needs every report that a household has made, whoever took it.",
        sends=(Sends(_between(*ASB), (*WHO, "ASB_INCIDENT", "HOUSING_TENANCY", "INTERVENTION_RECORD"), ("CDA_115",)),),
        signed=ASB, renewed=True,
    ),
    Pact(
        title="Serious violence duty", owner="council", purpose="SERIOUS_VIOLENCE_PREVENTION", parties=VIOLENCE,
        why="The duty asks the specified authorities to work out together where violence comes from.",
        sends=(
            Sends(_between("council", "police", "probation", "fire"), ("IDENTITY", "OFFENDING_HISTORY"), ("PCSC_16",)),
            Sends((("icb", "council"),), ("AGGREGATE",), ("CDA_17A",), "Depersonalised figures alone"),
        ),
        signed=("council", "police", "probation", "fire"), starts=-20, review=300, ends=700,
    ),
    Pact(
        title="Business crime and the night-time economy", owner="police", purpose="SERIOUS_VIOLENCE_PREVENTION",
        parties=("police", "bid"),
        why="Shops and venues meet the same few people, and see them again before anybody else does.",
        sends=(
            Sends((("police", "bid"),), ("IDENTITY", "IMAGES_MEDIA", "ORDERS_CONDITIONS"), ("COMMON_LAW_POLICE",)),
            Sends((("bid", "police"),), ("IDENTITY", "IMAGES_MEDIA", "ALLEGATION"), ("PUBLIC_INTEREST",)),
        ),
        signed=("police", "bid"), stopped_by="police",
        why_ended="A list was left on a counter; sending begins again when the scheme's radios and folders are checked",
    ),
    Pact(
        title="People sleeping rough", owner="council", purpose="ADULT_SAFEGUARDING",
        parties=("council", "outreach", "adultcare"),
        why="Outreach workers meet people whom no office sees.",
        sends=(Sends(_both("outreach", "council", "adultcare"), (*WHO, "SAFEGUARDING_CONCERN"), ("CARE_6_7",)),),
        signed=("council", "outreach", "adultcare"), starts=-400, review=-60, ends=-30,
    ),
    Pact(
        title="Youth exploitation pilot", owner="childcare", purpose="CHILD_SAFEGUARDING",
        parties=("childcare", "police"),
        why="The pilot brought what schools and officers saw into one place each week.",
        sends=(Sends(_both("childcare", "police"), (*WHO, "SAFEGUARDING_CONCERN"), ("CHILDREN_2004_10_11",)),),
        signed=("childcare", "police"), withdrawn=True, why_ended="The pilot ended; a wider agreement is being written",
    ),
    Pact(
        title="Resettlement from prison", owner="housing", purpose="RESETTLEMENT_HOUSING",
        why="People released with nowhere to go offend sooner; a home has to be found before the gate opens.",
    ),
)  # fmt: skip
