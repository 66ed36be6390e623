"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

PEOPLE_SEARCHED = Act("person.search", Kind.CONSULTATION, "Searched for a person")
PERSON_LOOKED_AT = Act("person.look", Kind.CONSULTATION, "Looked at a person")
NAMES_INDEXED = Act("person.index", Kind.MAINTENANCE, "Made the codes anew by which names are found")
PERSON_ADDED = Act("person.add", Kind.COLLECTION, "Added a person")
PERSON_CHANGED = Act("person.change", Kind.ALTERATION, "Changed what is known of a person")
IDENTIFIER_ADDED = Act("person.identifier.add", Kind.COLLECTION, "Added a number by which a person is known")
IDENTIFIER_REMOVED = Act("person.identifier.remove", Kind.ALTERATION, "Removed a number from a person")
PERSON_HISTORY_READ = Act("person.history", Kind.CONSULTATION, "Looked at what was said of a person before")
RESTRICTED_PART_READ = Act("person.restricted", Kind.CONSULTATION, "Opened a person's restricted particulars")
SAME_PERSON_SOUGHT = Act("person.same.look", Kind.CONSULTATION, "Looked for other records of the same human being")
MERGE_PROPOSED = Act("person.merge.propose", Kind.COLLECTION, "Proposed to merge two records of one human being")
MERGES_LISTED = Act("person.merge.list", Kind.CONSULTATION, "Looked at the merges that are proposed")
MERGE_LOOKED_AT = Act("person.merge.look", Kind.CONSULTATION, "Looked at two records beside each other")
MERGE_DECLINED = Act("person.merge.decline", Kind.POLICY_CHANGE, "Declined to merge two records")
PEOPLE_MERGED = Act("person.merge", Kind.COMBINATION, "Merged two records of one human being")
MERGE_UNDONE = Act("person.merge.undo", Kind.COMBINATION, "Undid a merge: both records are as they were")
KEPT_APART = Act("person.apart", Kind.POLICY_CHANGE, "Recorded that two records are not the same human being")
APART_LIFTED = Act("person.apart.lift", Kind.POLICY_CHANGE, "Took back that two records are not the same human being")
LINK_PROPOSED = Act("person.link.propose", Kind.COLLECTION, "Proposed that another agency's record is the same person")
LINK_ACCEPTED = Act("person.link", Kind.COMBINATION, "Linked the records that two agencies have of one human being")
LINK_DECLINED = Act("person.link.decline", Kind.POLICY_CHANGE, "Declined to link two agencies' records")
LINK_ENDED = Act("person.link.end", Kind.COMBINATION, "Ended the link between two agencies' records")
LINKS_LOOKED_AT = Act("person.link.look", Kind.CONSULTATION, "Looked at which other agencies know a person")
LINKS_LISTED = Act("person.link.list", Kind.CONSULTATION, "Looked at the links that other agencies propose")
PEOPLE_IMPORTED = Act("person.import", Kind.COLLECTION, "Brought people in from a file")
IMPORT_PREPARED = Act("import.prepare", Kind.COLLECTION, "Prepared a file of people")
IMPORT_STARTED = Act("import.start", Kind.COLLECTION, "Began to bring people in from a file")
IMPORT_STOPPED = Act("import.stop", Kind.COLLECTION, "Stopped bringing people in from a file; nobody was added")
IMPORT_DISCARDED = Act("import.discard", Kind.ERASURE, "Threw a file of people away without bringing it in")
IMPORT_LOOKED_AT = Act("import.look", Kind.CONSULTATION, "Looked at a file of people being brought in")
CASES_IMPORT_PREPARED = Act("case_import.prepare", Kind.COLLECTION, "Prepared an import of cases")
CASES_IMPORT_STARTED = Act("case_import.start", Kind.COLLECTION, "Began to bring cases in from an earlier system")
CASES_IMPORTED = Act("case_import.batch", Kind.COLLECTION, "Brought in cases from an earlier system")
CASES_IMPORT_DONE = Act("case_import.done", Kind.COLLECTION, "Finished an import of cases, its numbers reconciled")
CASES_IMPORT_STOPPED = Act("case_import.stop", Kind.COLLECTION, "Stopped an import of cases part-way")
CASES_IMPORT_DISCARDED = Act("case_import.discard", Kind.ERASURE, "Threw an import of cases away before it began")
CASES_IMPORT_LOOKED_AT = Act("case_import.look", Kind.CONSULTATION, "Looked at an import of cases")
CASES_IMPORT_REJECTED = Act(
    "case_import.rejected", Kind.CONSULTATION, "Downloaded the rows that an import of cases left out"
)

DAY_LOOKED_AT = Act("case.day", Kind.CONSULTATION, "Looked at what was due that day")
CASES_LISTED = Act("case.list", Kind.CONSULTATION, "Looked at a list of cases")
CASE_LOOKED_AT = Act("case.look", Kind.CONSULTATION, "Looked at the case")
CASE_STARTED = Act("case.start", Kind.COLLECTION, "Opened the case")
CASE_CHANGED = Act("case.change", Kind.ALTERATION, "Changed the case")
CASE_CLOSED = Act("case.close", Kind.ALTERATION, "Closed the case")
CASE_REOPENED = Act("case.reopen", Kind.ALTERATION, "Opened the case again")
CASE_MEMBER_ADDED = Act("case.member.add", Kind.POLICY_CHANGE, "Gave somebody access to the case")
CASE_MEMBER_REMOVED = Act("case.member.remove", Kind.POLICY_CHANGE, "Took somebody's access to the case away")
CASES_WITHOUT_LEAD_LISTED = Act("case.lead.list", Kind.CONSULTATION, "Looked at the cases that need another lead")
CASE_LEAD_NAMED = Act("case.lead.name", Kind.POLICY_CHANGE, "Said who leads the case")
CASE_SHARED = Act("case.share", Kind.DISCLOSURE, "Shared part of the case with another agency")
CASE_SHARE_ENDED = Act("case.share.end", Kind.POLICY_CHANGE, "Ended another agency's share of the case")
CASE_SHARE_STOPPED = Act("case.share.stop", Kind.POLICY_CHANGE, "Stopped what another agency saw of the case")
CASE_SHARE_SHORTENED = Act(
    "case.share.shorten", Kind.POLICY_CHANGE, "Set an earlier end for what is shared, as an agreement changes"
)
CONFLICT_DECLARED = Act("conflict.declare", Kind.POLICY_CHANGE, "Declared a conflict of interest")
CONFLICT_LIFTED = Act("conflict.lift", Kind.POLICY_CHANGE, "Lifted a conflict of interest")
CONFLICTS_LISTED = Act("conflict.list", Kind.CONSULTATION, "Looked at the conflicts of interest")

GATES_CHECKED = Act("gates.check", Kind.MAINTENANCE, "Checked that the gates to every case agree")
GATES_DISAGREE = {
    "access.missing": "A case is missing from the list of somebody who needs to know",
    "access.unfounded": "A case stands in the list of somebody without a ground",
    "access.outdated": "A list holds what a case was, not what it is",
    "grant.left_over": "A case is still given to somebody whose agency is not told of it",
    "share.misowned": "A share names another owner or person than its case",
    "key.without_share": "An agency holds a key to a case that is not shared with it",
    "share.without_key": "An agency is told of a case and lacks the key, so that it reads nothing",
}
"""What the nightly check may find, by the words of the database's function; each becomes an alarm."""
GATE_ALARMS = {code: Act(f"gates.{code}", Kind.ALARM, sentence) for code, sentence in GATES_DISAGREE.items()}

ACCESS_REBUILT = Act("access.rebuild", Kind.MAINTENANCE, "Rebuilt what lists of cases read")

HANDLING_PLACED = Act("handling.place", Kind.POLICY_CHANGE, "Marked how the case or one item of it may be handled")
HANDLING_DECIDED = Act("handling.decide", Kind.POLICY_CHANGE, "Decided an objection")
HANDLING_LIFTED = Act("handling.lift", Kind.POLICY_CHANGE, "Lifted a mark on how the case may be handled")
HANDLING_READ = Act("handling.read", Kind.CONSULTATION, "Read how the case may be handled")
HANDLING_LISTED = Act("handling.list", Kind.CONSULTATION, "Looked at what is marked in the agency's cases")

READER_NAMED = Act("safe_contact.reader.add", Kind.POLICY_CHANGE, "Named somebody who may read where a victim is")
READER_ENDED = Act("safe_contact.reader.end", Kind.POLICY_CHANGE, "Ended somebody's leave to read where a victim is")
PROTECTED_OPENED = Act("safe_contact.open", Kind.CONSULTATION, "Read where a victim is, or how to contact them safely")
PROTECTED_CHANGED = Act("safe_contact.change", Kind.ALTERATION, "Changed where a victim is, or how to contact them")
CONTACT_ACKNOWLEDGED = Act("safe_contact.acknowledge", Kind.CONSULTATION, "Said that they read how to contact safely")
WHEREABOUTS_CHANGED = Act("whereabouts.change", Kind.ALTERATION, "Changed how or where to reach the person of the case")
WHEREABOUTS_CONFIRMED = Act("whereabouts.confirm", Kind.ALTERATION, "Confirmed how or where to reach the person")
ADDRESS_CHECKED = Act("whereabouts.check", Kind.POLICY_CHANGE, "Checked a changed address, so that letters may go out")
HARM_LINKED = Act("safe_contact.harm", Kind.POLICY_CHANGE, "Said who harms the victim of the case")

GLASS_BROKEN = Act("break_glass.open", Kind.POLICY_CHANGE, "Broke the glass: opened a person's cases in an emergency")
BREAK_GLASS_MISSED = Act("break_glass.miss", Kind.DENIAL, "Tried to break the glass; nothing was opened")
BREAK_GLASS_OVERDUE = Act("break_glass.overdue", Kind.ALARM, "A break-glass was not reviewed within 72 hours")
BREAK_GLASS_REVIEWED = Act("break_glass.review", Kind.POLICY_CHANGE, "Reviewed a break-glass")
BREAK_GLASS_LISTED = Act("break_glass.list", Kind.CONSULTATION, "Looked at the list of break-glass")
BREAK_GLASS_LOOKED_AT = Act("break_glass.look", Kind.CONSULTATION, "Looked at a break-glass and what was opened by it")

WISHES_WRITTEN = Act("wishes.write", Kind.COLLECTION, "Wrote down what somebody wants")
AGREEMENT_RECORDED = Act("agreement.record", Kind.COLLECTION, "Recorded whether somebody takes part")
CONSENT_RECORDED = Act("consent.record", Kind.COLLECTION, "Recorded an answer about consent")
CONSENT_WITHDRAWN = Act("consent.withdraw", Kind.ALTERATION, "Recorded that consent was withdrawn")
CONSENT_REVIEW_DUE = Act(
    "consent.review_due", Kind.ALTERATION, "Set consents to be asked again: the case changed hands"
)
CAPACITY_ASSESSED = Act("capacity.assess", Kind.COLLECTION, "Recorded an assessment of capacity")

BASIS_CHOSEN = Act("basis.choose", Kind.POLICY_CHANGE, "Chose the lawful basis for a purpose")
INTELLIGENCE_RECORDED = Act("intelligence.record", Kind.COLLECTION, "Recorded intelligence")
INTELLIGENCE_APPROVED = Act("intelligence.approve", Kind.DISCLOSURE, "Let another agency see intelligence of code C")

INTERVENTION_LOGGED = Act("intervention.log", Kind.COLLECTION, "Logged an intervention")
INTERVENTION_CORRECTED = Act("intervention.correct", Kind.ALTERATION, "Corrected an intervention; the old entry stays")
INTERVENTION_SIGNED = Act("intervention.sign", Kind.ALTERATION, "Signed an intervention off")
COLLEAGUES_MENTIONED = Act("mention.add", Kind.ALTERATION, "Mentioned a colleague in an intervention")
MENTION_SEEN = Act("mention.see", Kind.ALTERATION, "Read the intervention in which they are mentioned")
MENTIONS_LISTED = Act("mention.list", Kind.CONSULTATION, "Looked at where they are mentioned")

INCIDENT_RECORDED = Act("incident.record", Kind.COLLECTION, "Wrote an incident down")
PAIR_REFERRED = Act("incident.refer", Kind.COLLECTION, "Wrote down that a victim was referred to a panel")
MATERIAL_REQUESTED = Act(
    "victim.material_request", Kind.COLLECTION, "Wrote down a request of the police about the victim"
)
CASE_REVIEW_STEPPED = Act("victim.case_review", Kind.COLLECTION, "Wrote down a step of an ASB case review")
VICTIM_DESCRIBED = Act("victim.describe", Kind.ALTERATION, "Wrote down what is known of a victim")
VICTIM_MOVED = Act("victim.status", Kind.ALTERATION, "Said where the work with a victim is")
SAFETY_PLANNED = Act("victim.safety_plan", Kind.ALTERATION, "Wrote a safety plan")
RIGHT_RECORDED = Act("victim.right", Kind.COLLECTION, "Wrote down what was done about a right of the Victims' Code")
CHILD_NOTED = Act("victim.child", Kind.COLLECTION, "Noted a child who lives with the abuse")
CHILD_LINKED = Act("victim.child.link", Kind.ALTERATION, "Said which victim case is the child's own")
ASSESSMENT_MADE = Act("assessment.make", Kind.COLLECTION, "Assessed the person of the case")
QUESTIONS_INSTALLED = Act("assessment.questions.install", Kind.POLICY_CHANGE, "Installed a set of questions")

NEED_ADDED = Act("plan.need.add", Kind.COLLECTION, "Added a need to the plan")
NEED_MEASURED = Act("plan.need.measure", Kind.COLLECTION, "Judged how grave a need is now")
PLAN_ACTION_ADDED = Act("plan.action.add", Kind.COLLECTION, "Added an action to the plan")
PLAN_ACTION_ENDED = Act("plan.action.end", Kind.ALTERATION, "Said what came of an action of the plan")

POWER_RECORDED = Act("power.record", Kind.COLLECTION, "Recorded a power that was considered or used")
RESPONSE_CHECKED = Act("power.check", Kind.COLLECTION, "Checked what support and which witnesses were thought of")
RELATIONSHIP_RECORDED = Act(
    "relationship.record", Kind.COLLECTION, "Recorded who somebody is to the person of the case"
)
RELATIONSHIP_CHANGED = Act("relationship.change", Kind.ALTERATION, "Changed a relationship on the case")
RELATIONSHIP_WITHDRAWN = Act("relationship.withdraw", Kind.ALTERATION, "Withdrew a relationship from the case")
LIKENESS_RULED_OUT = Act("conflict.rule_out", Kind.POLICY_CHANGE, "Found a colleague in no conflict with the case")
DRAFT_BEGUN = Act("draft.begin", Kind.COLLECTION, "Began to type into a form")
DRAFT_TAKEN_UP = Act("draft.take_up", Kind.CONSULTATION, "Went on with a form that they had begun")
DRAFT_DROPPED = Act("draft.drop", Kind.ERASURE, "Threw away what they had typed into a form")
DRAFTS_SWEPT = Act("draft.sweep", Kind.ERASURE, "Deleted drafts that nobody came back to")

STANDING_JUDGED = Act("standing.judge", Kind.COLLECTION, "Judged where the person stands")

ORDER_ADDED = Act("order.add", Kind.COLLECTION, "Added an order or a licence")
ORDER_VARIED = Act("order.vary", Kind.ALTERATION, "Varied an order or a licence")
BREACH_RECORDED = Act("order.breach", Kind.COLLECTION, "Recorded a breach of an order")
BREACH_FOLLOWED = Act("order.breach.follow", Kind.ALTERATION, "Said what came of a breach")

LISTED = Act("listing.add", Kind.COLLECTION, "Listed the person on a cohort")
LISTING_REVIEWED = Act("listing.review", Kind.ALTERATION, "Reviewed a place on a cohort")
LISTING_ENDED = Act("listing.end", Kind.ALTERATION, "Ended a place on a cohort; it is gone from cases and lists")
COHORT_LISTED = Act("listing.list", Kind.CONSULTATION, "Looked at a cohort")
LISTING_RUNS_OUT = Act("listing.runs_out", Kind.MAINTENANCE, "Told whoever leads a case that a place soon ends")

FILE_ADDED = Act("file.add", Kind.COLLECTION, "Added a file to the case")
FILE_REFUSED = Act("file.refuse", Kind.DENIAL, "Tried to add a file that is not taken")
FILE_SENT = Act("file.send", Kind.CONSULTATION, "Opened a file of the case")
FILE_CHECKED = Act("file.check", Kind.CONSULTATION, "Checked a file of the case")
FILE_HARMFUL = Act("file.harmful", Kind.ALARM, "A file was held back: the virus check found something in it")
FILE_WITHDRAWN = Act("file.withdraw", Kind.ALTERATION, "Withdrew a file from the case")

SEAL_BROKEN = Act(
    "vault.unreadable", Kind.ALARM, "A sealed value could not be opened: it was changed, moved or its key is wrong"
)
