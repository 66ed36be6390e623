"""The sixty or so people who sign in: every role, and exactly one well-known sign-in for each."""

from config.demo.agencies import TEAMS
from config.demo.wording.phrases import listed
from config.demo.world import Staff

NAMES = listed("""
    Alice Carter, Ben Hughes, Carol Mason, David Turner, Emma Foster, Frank Barnes, Gina Palmer, Harry Webb,
    Irene Walsh, Jack Osborne, Karen Doyle, Liam Porter, Megan Price, Neil Fletcher, Olivia Dean, Paul Hunter,
    Quentin Moss, Rachel Stone, Simon Clarke, Tina Barker, Umar Malik, Vera Knight, William Ford, Zoe Harding,
    Amir Hassan, Bella Moore, Chris Newman, Diana Reid, Edward Lowe, Fiona Grant, George Hall, Hannah Cole, Ian
    Shaw, Julia Bright, Kevin Marsh, Laura Field, Martin Wood, Nina Patel, Oscar Lane, Priya Shah, Robert Gray,
    Sarah Kaur, Thomas Reed, Ursula Banks, Victor Adams, Wendy Cross, Yasmin Ali, Adam Burke, Bridget Kelly,
    Colin Ellis, Donna West, Eric Young, Grace Hill, Helen Park, Isaac Cohen, Joan Rice, Kate Nash, Leo Rossi,
    Maria Silva, Noah Hart, Peter Lang, Ruth Evans, Sam Miller, Tara Singh
""")

WELL_KNOWN = {
    "CASEWORKER": ("caseworker", "police"),
    "TEAM_MANAGER": ("team.manager", "police"),
    "PANEL_CHAIR": ("panel.chair", "police"),
    "IG_OFFICER": ("ig.officer", "police"),
    "PANEL_COORDINATOR": ("panel.coordinator", "council"),
    "PARTNERSHIP_IG_LEAD": ("partnership.ig.lead", "council"),
    "DPO": ("dpo", "council"),
    "PARTNERSHIP_ADMINISTRATOR": ("partnership.administrator", "council"),
    "ANALYST": ("analyst", "council"),
    "AGENCY_ADMINISTRATOR": ("agency.administrator", "housing"),
    "CALDICOTT_GUARDIAN": ("caldicott.guardian", "mentalhealth"),
    "PANEL_MEMBER": ("panel.member", "idva"),
}

COLLEAGUES = {
    "police": ("CASEWORKER",) * 5 + ("AGENCY_ADMINISTRATOR",),
    "council": ("CASEWORKER",) * 4 + ("TEAM_MANAGER", "IG_OFFICER"),
    "adultcare": ("CASEWORKER",) * 3 + ("TEAM_MANAGER", "IG_OFFICER"),
    "childcare": ("CASEWORKER",) * 4 + ("TEAM_MANAGER", "IG_OFFICER"),
    "housing": ("CASEWORKER",) * 4 + ("TEAM_MANAGER",),
    "probation": ("CASEWORKER",) * 4 + ("TEAM_MANAGER", "IG_OFFICER"),
    "mentalhealth": ("CASEWORKER",) * 3 + ("TEAM_MANAGER", "PANEL_COORDINATOR"),
    "icb": ("CASEWORKER", "PANEL_MEMBER"),
    "fire": ("CASEWORKER", "PANEL_MEMBER"),
    "idva": ("CASEWORKER",) * 3 + ("TEAM_MANAGER",),
    "outreach": ("CASEWORKER",) * 2 + ("TEAM_MANAGER",),
    "bid": ("CASEWORKER", "AGENCY_ADMINISTRATOR"),
}

WITHOUT_TEAM = frozenset({
    "IG_OFFICER", "PARTNERSHIP_IG_LEAD", "DPO", "AGENCY_ADMINISTRATOR", "PARTNERSHIP_ADMINISTRATOR", "ANALYST",
    "CALDICOTT_GUARDIAN", "PANEL_COORDINATOR",
})  # fmt: skip
"""Roles that carry no cases of a team; the panel coordinator reaches all of the agency's without."""


EVERYBODYS_DAYS = 400
DAYS_LEFT = {("housing", "TEAM_MANAGER"): 12, ("fire", "PANEL_MEMBER"): -20}
"""Whose training and vetting run out soon, or have run out: nobody's who leads a case."""


def all_staff() -> tuple[Staff, ...]:
    """Every user of the demo, the well-known ones first; the same list always, whatever the seed."""
    names = iter(NAMES)
    known = [
        Staff(f"{box}@{agency}.example", next(names), agency, _teams(agency, role, 0), (role,), well_known=True)
        for role, (box, agency) in WELL_KNOWN.items()
    ]
    others = [
        _colleague(next(names), agency, role, place)
        for agency, roles in COLLEAGUES.items()
        for place, role in enumerate(roles)
    ]
    return (*known, *others)


def _colleague(name: str, agency: str, role: str, place: int) -> Staff:
    days_left = DAYS_LEFT.get((agency, role), EVERYBODYS_DAYS)
    return Staff(_address(name, agency), name, agency, _teams(agency, role, place), (role,), days_left=days_left)


def _address(name: str, agency: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{agency}.example"


def _teams(agency: str, role: str, place: int) -> tuple[str, ...]:
    """Caseworkers sit in one team each, in turn; whoever manages or brings cases to a panel sits in all of them."""
    titles = tuple(team.title for team in TEAMS if team.agency == agency)
    if role in WITHOUT_TEAM:
        return ()
    return (titles[place % len(titles)],) if role == "CASEWORKER" else titles
