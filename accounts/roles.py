"""What a person may be in the partnership: one role, one sentence."""

from django.db import models


class Role(models.TextChoices):
    """The roles that a user can hold, several at once."""

    CASEWORKER = "CASEWORKER", "Caseworker"
    TEAM_MANAGER = "TEAM_MANAGER", "Team manager"
    PANEL_COORDINATOR = "PANEL_COORDINATOR", "Panel coordinator"
    PANEL_CHAIR = "PANEL_CHAIR", "Panel chair"
    PANEL_MEMBER = "PANEL_MEMBER", "Panel member"
    IG_OFFICER = "IG_OFFICER", "Information-governance officer"
    PARTNERSHIP_IG_LEAD = "PARTNERSHIP_IG_LEAD", "Partnership information-governance lead"
    DPO = "DPO", "Data protection officer"
    CALDICOTT_GUARDIAN = "CALDICOTT_GUARDIAN", "Caldicott guardian"
    AGENCY_ADMINISTRATOR = "AGENCY_ADMINISTRATOR", "Agency administrator"
    PARTNERSHIP_ADMINISTRATOR = "PARTNERSHIP_ADMINISTRATOR", "Partnership administrator"
    ANALYST = "ANALYST", "Analyst"

    @property
    def sentence(self) -> str:
        """What this role does, in one sentence, for pages that explain reach."""
        return SENTENCES[self]


SENTENCES = {
    Role.CASEWORKER: "Works the cases given to them or to their team, and logs every contact.",
    Role.TEAM_MANAGER: "Oversees the cases of their teams and decides who works them.",
    Role.PANEL_COORDINATOR: "Prepares panels and follows up actions across all the agency's unrestricted cases.",
    Role.PANEL_CHAIR: "Chairs a panel and records what it decided.",
    Role.PANEL_MEMBER: "Brings what their agency may share to a panel and takes actions away.",
    Role.IG_OFFICER: "Sees who looked at the agency's records and what its staff did, but opens no content by it.",
    Role.PARTNERSHIP_IG_LEAD: "Sees who looked at what across the partnership, but opens no content by it.",
    Role.DPO: "Advises the agency on data protection and sees its record of looks, changes and refusals.",
    Role.CALDICOTT_GUARDIAN: "Decides whether confidential health and care information may be shared.",
    Role.AGENCY_ADMINISTRATOR: "Manages the agency's people, teams and roles, but sees no case by it.",
    Role.PARTNERSHIP_ADMINISTRATOR: "Manages the partnership's agencies and settings, but sees no case by it.",
    Role.ANALYST: "Works with figures in which nobody can be recognised.",
}

# their reach is every unrestricted case that the agency may see, not only those given to the person or a team
AGENCY_WIDE = frozenset({Role.PANEL_COORDINATOR})


class Need(models.TextChoices):
    """What somebody must have, in date, for a role to count."""

    TRAINING = "TRAINING", "Training"
    VETTING = "VETTING", "Vetting"


_BOTH = frozenset(Need)
NEEDS = {
    Role.CASEWORKER: _BOTH,
    Role.TEAM_MANAGER: _BOTH,
    Role.PANEL_COORDINATOR: _BOTH,
    Role.PANEL_CHAIR: _BOTH,
    Role.PANEL_MEMBER: _BOTH,
    Role.CALDICOTT_GUARDIAN: _BOTH,
}
"""What each role needs; roles not named here open no content of cases and need nothing."""

WORKS_CASES = frozenset({Role.CASEWORKER, Role.TEAM_MANAGER})
"""Roles that look for people, add them, open cases and work those given to them or their team."""

WHOLE_TRAY = frozenset({Role.PANEL_COORDINATOR, Role.TEAM_MANAGER})
"""Roles that look after everything that comes in to their agency, and not what is for their own team alone."""

READS_ROUTING = frozenset({Role.PANEL_COORDINATOR, Role.PARTNERSHIP_ADMINISTRATOR})
"""Roles that read the rules by which referrals go where they go."""

OVERSEES_SHARES = frozenset({Role.PANEL_COORDINATOR, Role.IG_OFFICER, Role.TEAM_MANAGER})
"""Roles that read what other agencies share with their own no more, and how often they declined to share."""

OVERSEES_CONFLICTS = frozenset({Role.TEAM_MANAGER, Role.IG_OFFICER})
"""Roles that see the conflicts of interest of their agency's staff, declare one for a colleague, and lift one."""

ACROSS_AGENCIES = frozenset({Role.PARTNERSHIP_IG_LEAD, Role.PARTNERSHIP_ADMINISTRATOR})
"""Roles whose reach is the whole partnership; only the partnership's administrator gives and takes them."""

OVERSIGHT_OF_PARTNERSHIP = frozenset({Role.PARTNERSHIP_IG_LEAD})
OVERSIGHT_OF_AGENCY = frozenset({Role.IG_OFFICER, Role.DPO})
LOOKS_AFTER_DATA = OVERSIGHT_OF_PARTNERSHIP | OVERSIGHT_OF_AGENCY | {Role.CALDICOTT_GUARDIAN}
"""Roles that read what the agencies of a partnership rely on for sensitive data."""
