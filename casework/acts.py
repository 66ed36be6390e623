"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

PEOPLE_SEARCHED = Act("person.search", Kind.CONSULTATION, "Searched for a person")
PERSON_LOOKED_AT = Act("person.look", Kind.CONSULTATION, "Looked at a person")
NAMES_INDEXED = Act("person.index", Kind.MAINTENANCE, "Made the codes anew by which names are found")
PERSON_ADDED = Act("person.add", Kind.COLLECTION, "Added a person")
PEOPLE_IMPORTED = Act("person.import", Kind.COLLECTION, "Brought people in from a file")
IMPORT_PREPARED = Act("import.prepare", Kind.COLLECTION, "Prepared a file of people")
IMPORT_STARTED = Act("import.start", Kind.COLLECTION, "Began to bring people in from a file")
IMPORT_STOPPED = Act("import.stop", Kind.COLLECTION, "Stopped bringing people in from a file; nobody was added")
IMPORT_DISCARDED = Act("import.discard", Kind.ERASURE, "Threw a file of people away without bringing it in")
IMPORT_LOOKED_AT = Act("import.look", Kind.CONSULTATION, "Looked at a file of people being brought in")

CASES_LISTED = Act("case.list", Kind.CONSULTATION, "Looked at a list of cases")
CASE_LOOKED_AT = Act("case.look", Kind.CONSULTATION, "Looked at the case")
CASE_STARTED = Act("case.start", Kind.COLLECTION, "Opened the case")
CASE_CHANGED = Act("case.change", Kind.ALTERATION, "Changed the case")
CASE_MEMBER_ADDED = Act("case.member.add", Kind.POLICY_CHANGE, "Gave somebody access to the case")
CASE_MEMBER_REMOVED = Act("case.member.remove", Kind.POLICY_CHANGE, "Took somebody's access to the case away")
CASE_SHARED = Act("case.share", Kind.DISCLOSURE, "Shared part of the case with another agency")
CASE_SHARE_ENDED = Act("case.share.end", Kind.POLICY_CHANGE, "Ended another agency's share of the case")
CONFLICT_DECLARED = Act("conflict.declare", Kind.POLICY_CHANGE, "Declared a conflict of interest")
CONFLICT_LIFTED = Act("conflict.lift", Kind.POLICY_CHANGE, "Lifted a conflict of interest")
CONFLICTS_LISTED = Act("conflict.list", Kind.CONSULTATION, "Looked at the conflicts of interest")

ACCESS_REBUILT = Act("access.rebuild", Kind.MAINTENANCE, "Rebuilt what lists of cases read")

GLASS_BROKEN = Act("break_glass.open", Kind.POLICY_CHANGE, "Broke the glass: opened a person's cases in an emergency")
BREAK_GLASS_MISSED = Act("break_glass.miss", Kind.DENIAL, "Tried to break the glass; nothing was opened")
BREAK_GLASS_OVERDUE = Act("break_glass.overdue", Kind.ALARM, "A break-glass was not reviewed within 72 hours")
BREAK_GLASS_REVIEWED = Act("break_glass.review", Kind.POLICY_CHANGE, "Reviewed a break-glass")
BREAK_GLASS_LISTED = Act("break_glass.list", Kind.CONSULTATION, "Looked at the list of break-glass")
BREAK_GLASS_LOOKED_AT = Act("break_glass.look", Kind.CONSULTATION, "Looked at a break-glass and what was opened by it")

INTERVENTION_LOGGED = Act("intervention.log", Kind.COLLECTION, "Logged an intervention")

SEAL_BROKEN = Act(
    "vault.unreadable", Kind.ALARM, "A sealed value could not be opened: it was changed, moved or its key is wrong"
)
