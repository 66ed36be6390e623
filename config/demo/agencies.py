"""The twelve partners, their teams, and how much of the demo's work each of them holds."""

from dataclasses import dataclass

from config.demo.world import Agency, Team

PARTNERSHIP = "Safer Westminster Partnership"
SLUG = "safer-westminster"


def _agency(code: str, name: str, kind: str, desk: str) -> Agency:
    return Agency(code, name, kind, f"the {desk}, liaison@{code}.example")


AGENCIES = (
    _agency("police", "Central West Police Command", "POLICE", "police partnership desk"),
    _agency("council", "Council Community Safety", "COUNCIL_COMMUNITY_SAFETY", "community safety duty officer"),
    _agency("adultcare", "Adult Social Care", "ASC", "adult safeguarding desk"),
    _agency("childcare", "Children's Social Care", "CSC", "children's front door"),
    _agency("housing", "City Housing", "HOUSING", "tenancy safety desk"),
    _agency("probation", "Probation Central West", "PROBATION", "probation liaison officer"),
    _agency("mentalhealth", "Thamesbank Mental Health NHS Trust", "NHS_MH", "trust safeguarding lead"),
    _agency("icb", "North Bank Integrated Care Board", "GP_ICB", "care board safeguarding desk"),
    _agency("fire", "Fire Brigade, Central West", "FIRE", "borough fire commander's office"),
    _agency("idva", "Beacon Domestic Violence Advocacy", "IDVA", "Beacon advocacy manager"),
    _agency("outreach", "Lantern Street Outreach", "OUTREACH", "Lantern duty worker"),
    _agency("bid", "Theatre Quarter Business Improvement District", "BID", "business crime desk"),
)

TEAMS = tuple(
    Team(agency, title)
    for agency, titles in {
        "police": ("Offender management", "Public protection", "Neighbourhoods"),
        "council": ("Violence and exploitation", "Anti-social behaviour"),
        "adultcare": ("Adult safeguarding", "Hospital and home"),
        "childcare": ("Exploitation", "Youth justice"),
        "housing": ("Tenancy safety", "Homelessness prevention"),
        "probation": ("Sentence management", "Resettlement"),
        "mentalhealth": ("Community mental health", "Liaison and diversion"),
        "icb": ("Safeguarding",),
        "fire": ("Home safety",),
        "idva": ("Advocacy", "Court support"),
        "outreach": ("Night shift",),
        "bid": ("Business crime",),
    }.items()
    for title in titles
)


@dataclass(frozen=True, slots=True)
class Workload:
    """An agency's share of the subjects, the part of its cases that is about offenders, and how it makes contact."""

    weight: int
    offenders: float
    modes: dict[str, int]


WORK = {
    "police": Workload(22, 0.65, {"VISIT": 5, "PHONE": 4, "CUSTODY": 2, "STREET": 2, "TEXT": 1, "OFFICE": 1}),
    "council": Workload(16, 0.55, {"VISIT": 4, "PHONE": 5, "OFFICE": 2, "VIDEO": 2, "TEXT": 2, "STREET": 1}),
    "adultcare": Workload(7, 0.0, {"VISIT": 6, "PHONE": 5, "VIDEO": 1, "OFFICE": 1}),
    "childcare": Workload(8, 0.4, {"VISIT": 6, "PHONE": 3, "TEXT": 3, "OFFICE": 2, "VIDEO": 1}),
    "housing": Workload(11, 0.35, {"VISIT": 5, "PHONE": 5, "OFFICE": 2, "TEXT": 1}),
    "probation": Workload(12, 1.0, {"OFFICE": 8, "PHONE": 3, "CUSTODY": 2, "VIDEO": 1, "VISIT": 1, "TEXT": 1}),
    "mentalhealth": Workload(7, 0.35, {"OFFICE": 4, "VISIT": 3, "PHONE": 3, "VIDEO": 2, "CUSTODY": 1}),
    "icb": Workload(1, 0.0, {"PHONE": 3, "VIDEO": 1}),
    "fire": Workload(2, 0.1, {"VISIT": 5, "PHONE": 2}),
    "idva": Workload(12, 0.0, {"PHONE": 8, "TEXT": 3, "OFFICE": 2, "VIDEO": 2, "VISIT": 1}),
    "outreach": Workload(6, 0.2, {"STREET": 9, "PHONE": 1, "OFFICE": 1}),
    "bid": Workload(3, 0.0, {"VISIT": 4, "PHONE": 3, "OFFICE": 1}),
}
