"""Tables and columns in the words of the people who read what changed."""

TABLES = {
    "accounts_agency": "an agency",
    "accounts_agencyinpartnership": "an agency's place in the partnership",
    "accounts_invitation": "an invitation",
    "accounts_keywork": "work on the keys of an agency",
    "accounts_membership": "a place of work",
    "accounts_partnership": "the partnership",
    "accounts_roleheld": "a role",
    "accounts_servicegrant": "a service's grant",
    "accounts_serviceprincipal": "a service",
    "accounts_team": "a team",
    "accounts_user": "an account",
    "accounts_user_groups": "a place in a team",
    "casework_breakglass": "a break-glass",
    "casework_breakglassreview": "a review of a break-glass",
    "casework_case": "the case",
    "casework_casefile": "a file of the case",
    "casework_caseimport": "an import of cases",
    "casework_caseimportfile": "a file of cases",
    "casework_caseimportpage": "what happens to rows of a file",
    "casework_caseshare": "another agency's share",
    "casework_caseteampermission": "a team's access",
    "casework_caseturn": "a closing or opening again",
    "casework_caseuserpermission": "a colleague's access",
    "casework_chronologyevent": "a line of the chronology",
    "casework_conflict": "a conflict of interest",
    "casework_intervention": "an intervention",
    "casework_harmedby": "who harms",
    "casework_namedreader": "somebody named to read what is protected",
    "casework_protectedwords": "what is protected",
    "casework_offendercase": "the offender part",
    "casework_person": "the person",
    "casework_personidentifier": "an identifier",
    "casework_victimcase": "the victim part",
    "casework_victimprofile": "what is known of the victim",
    "casework_victimstatus": "where the work with the victim is",
    "casework_safetyplan": "a safety plan",
    "casework_rightentry": "what was done about a right",
    "casework_childaffected": "a child of the household",
    "casework_importedfile": "a file of people",
    "casework_importedrow": "what a row of a file became",
    "casework_importmapping": "a remembered mapping of columns",
}
COLUMNS = {
    "added": "number added",
    "aliases": "other names",
    "beat_at": "last sign of life",
    "brought_in_id": "import that it came by",
    "closed_on": "date closed",
    "date_of_birth": "date of birth",
    "ends_at": "end",
    "is_active": "whether it is open",
    "lead_id": "lead",
    "lifted_at": "date lifted",
    "left_out": "number of rows left out",
    "next_due": "next contact due",
    "reason": "why the case is open",
    "suspended_at": "suspension",
    "trained_until": "last day of training",
    "unchanged": "number already here",
    "version": "version",
    "withdrawn_at": "since when it is withdrawn",
    "vetted_until": "last day of vetting",
    "warning": "what is dangerous",
}


def table_in_words(table: str) -> str:
    """What a table holds one of."""
    return TABLES.get(table, table)


def column_in_words(column: str) -> str:
    """What a column says."""
    return COLUMNS.get(column, column.removesuffix("_id").replace("_", " "))
