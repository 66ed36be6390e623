"""Every table of the product, by what it holds; a test compares these with the catalogue."""

CASE_DATA = {
    "auditlog_logentry",
    "casework_acknowledgement",
    "casework_address",
    "casework_breakglass",
    "casework_breakglassreview",
    "casework_case",
    "casework_casefile",
    "casework_caseaccess",
    "casework_caseimport",
    "casework_caseimportfile",
    "casework_caseimportpage",
    "casework_caseshare",
    "casework_caseteampermission",
    "casework_caseturn",
    "casework_caseuserpermission",
    "casework_draft",
    "casework_chronologyevent",
    "casework_filechunk",
    "casework_conflict",
    "casework_contactpoint",
    "casework_harmedby",
    "casework_importedfile",
    "casework_importedrow",
    "casework_importmapping",
    "casework_importprogress",
    "casework_intervention",
    "casework_judgement",
    "casework_namecodes",
    "casework_offendercase",
    "casework_namedreader",
    "casework_person",
    "casework_phonecode",
    "casework_protectedwords",
    "casework_personidentifier",
    "casework_personindex",
    "casework_relationship",
    "casework_ruledout",
    "casework_personpart",
    "casework_victimcase",
}
KEYS = {"vault_agencykey", "vault_datakey", "vault_indexkey", "vault_keygrant"}
WORK = {"accounts_job", "accounts_message"}  # ids and codes: what is to be done in whose name, who is told that
OF_THE_PARTNERSHIP = {
    "accounts_job",
    "vault_agencykey",
    "vault_indexkey",
}  # keys wrapped by the root key
LEDGER = {"ledger_event", "ledger_eventowner", "ledger_eventrow"}
IDS_ALONE = {
    "ledger_eventowner"
}  # which event concerns which agency; the event's own wall asks it, so it cannot ask back
WALLED = CASE_DATA | KEYS | LEDGER | WORK
STAFF_ONLY = {
    "account_emailaddress": "the work address of a user",
    "account_emailconfirmation": "a link sent to that address",
    "accounts_agency": "a public body",
    "accounts_agencyinpartnership": "which public body serves which partnership",
    "accounts_counter": "how often something was tried, under hashed names",
    "accounts_keptform": "what somebody was sending when they had to prove who they are: sealed, for twelve hours",
    "accounts_keywork": "when an agency's keys were turned, and how much there was to do",
    "accounts_invitation": "a hash of the link that was sent to somebody",
    "accounts_membership": "in which partnerships somebody is at work",
    "accounts_partnership": "a public body",
    "accounts_roleheld": "what somebody may be at work",
    "accounts_signin": "sealed, and read before anybody is known",
    "accounts_servicegrant": "which service may use what of which agency",
    "accounts_serviceprincipal": "names of jobs",
    "accounts_team": "a team at work",
    "accounts_user": "staff, who are found before anybody is signed in",
    "accounts_user_groups": "who is in which team",
    "accounts_user_user_permissions": "unused: roles decide",
    "auth_group": "a team's number",
    "auth_group_permissions": "unused: roles decide",
    "auth_permission": "codes of the product",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "guardian_groupobjectpermission": "unused: grants have direct keys",
    "guardian_userobjectpermission": "unused: grants have direct keys",
    "procrastinate_events": "when a piece of work was queued and taken up",
    "procrastinate_jobs": "the id of a piece of work and of its partnership",
    "procrastinate_periodic_defers": "which nightly and hourly rounds have begun",
    "procrastinate_workers": "when a worker was last heard of",
    "mfa_authenticator": "second factors, their seeds sealed",
}
# Commands for which a walled table has no policy, so that the application's are refused.
NO_POLICY = {
    ("casework_breakglass", "DELETE"): "that somebody looked is never undone",
    ("casework_breakglassreview", "DELETE"): "what a review found stays",
    ("auditlog_logentry", "UPDATE"): "history is append-only",
    ("auditlog_logentry", "DELETE"): "history is append-only",
    ("ledger_event", "UPDATE"): "history is append-only",
    ("ledger_event", "DELETE"): "history is append-only",
    ("ledger_eventowner", "UPDATE"): "history is append-only",
    ("ledger_eventowner", "DELETE"): "history is append-only",
    ("ledger_eventrow", "UPDATE"): "history is append-only",
    ("ledger_eventrow", "DELETE"): "history is append-only",
    ("casework_caseaccess", "INSERT"): "triggers keep it; the application only reads it",
    ("casework_caseaccess", "UPDATE"): "triggers keep it; the application only reads it",
    ("casework_caseaccess", "DELETE"): "triggers keep it; the application only reads it",
    ("casework_caseuserpermission", "UPDATE"): "access is given and taken away, never turned into another",
    ("casework_caseteampermission", "UPDATE"): "access is given and taken away, never turned into another",
    ("casework_filechunk", "UPDATE"): "a chunk is written once",
    ("vault_indexkey", "UPDATE"): "made once for all",
    ("vault_indexkey", "DELETE"): "made once for all",
}
# What runs with the owner's rights, each for a reason; a name that ends in _ stands for one function a table.
DEFINERS = {
    "leaver_loses_cases": "takes what lies above the floor on which people are managed, whichever agency's it is",
    "access_follow": "keeps the projection, which the application may not write, from rows of every agency",
    "access_follow_case": "the same, for cases",
    "access_follow_move": "the same, when somebody or a team moves to another agency",
    "gates_disagree": "compares rows of every agency for the nightly check, and shows words and ids alone",
    "ledger_concerns": "asks what an event showed, which a policy of the same table cannot",
    "ledger_guard_": "writes what was changed into a table that the application may not write",
    "ledger_require_event": "asks for an open event that the writer may not be allowed to read",
}
# Views, each for a reason; all of them show their reader no more than the walls would.
VIEWS = {
    "access_truth": "what the projection should hold; the application may not read it",
    "case_reach": "the part of it that is gate 1",
}
