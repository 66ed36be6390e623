"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

# agreements
AGREEMENT_READ = Act("agreement.read", Kind.CONSULTATION, "Looked at an agreement")
AGREEMENT_STARTED = Act("agreement.start", Kind.POLICY_CHANGE, "Began a draft of an agreement")
AGREEMENT_EDITED = Act("agreement.edit", Kind.POLICY_CHANGE, "Changed the draft of an agreement")
AGREEMENT_LEAD_NAMED = Act("agreement.lead", Kind.POLICY_CHANGE, "Said who answers for an agreement")
AGREEMENT_VERSION_MADE = Act("agreement.version", Kind.POLICY_CHANGE, "Made a new version of an agreement")
AGREEMENT_OFFERED = Act("agreement.offer", Kind.POLICY_CHANGE, "Put an agreement forward for signing")
AGREEMENT_SIGNED = Act("agreement.sign", Kind.POLICY_CHANGE, "Signed an agreement for an agency")
AGREEMENT_SUSPENDED = Act("agreement.suspend", Kind.POLICY_CHANGE, "Stopped what an agency sends under an agreement")
AGREEMENT_RESUMED = Act("agreement.resume", Kind.POLICY_CHANGE, "Let an agency send under an agreement again")
AGREEMENT_WITHDRAWN = Act("agreement.withdraw", Kind.POLICY_CHANGE, "Withdrew an agency from an agreement")
AGREEMENT_REVIEW_IN_90 = Act("agreement.review_90", Kind.ALARM, "An agreement is to be reviewed within 90 days")
AGREEMENT_REVIEW_IN_30 = Act("agreement.review_30", Kind.ALARM, "An agreement is to be reviewed within 30 days")
AGREEMENT_REVIEW_IN_7 = Act("agreement.review_7", Kind.ALARM, "An agreement is to be reviewed within a week")
SIGNATORY_NAMED = Act("signatory.name", Kind.POLICY_CHANGE, "Said who may sign for an agency")
SIGNATORY_ENDED = Act("signatory.end", Kind.POLICY_CHANGE, "Took away who may sign for an agency")
# information_asks
INFORMATION_ASKED = Act("information.ask", Kind.COLLECTION, "Wrote down what another agency was asked, and its answer")
REFUSALS_LISTED = Act("information.refusals", Kind.CONSULTATION, "Listed what other agencies declined to share")
# third_parties
THIRD_PARTY_DECIDED = Act("third_party.decide", Kind.DISCLOSURE, "Wrote down that a third party was told, or why not")
# liaison
LIAISON_NAMED = Act("liaison.name", Kind.POLICY_CHANGE, "Named a liaison officer or a deputy of an agency")
# flows
FLOWS_READ = Act("flows.read", Kind.CONSULTATION, "Laid what agencies sent each other beside what they agreed")
# asked_decisions
DECISION_ASKED = Act("decision.ask", Kind.COLLECTION, "Asked somebody to decide whether something may be shared")
DECISIONS_LISTED = Act("decision.list", Kind.CONSULTATION, "Looked at what is asked of them about sharing")
DECISION_LOOKED_AT = Act("decision.view", Kind.CONSULTATION, "Looked at what was asked about sharing")
DECISION_ANSWERED = Act("decision.answer", Kind.COLLECTION, "Decided whether something may be shared")
# disclosures
RECEIVED_LISTED = Act("received.list", Kind.CONSULTATION, "Listed what other agencies sent")
RECEIVED_OPENED = Act("received.view", Kind.CONSULTATION, "Opened what another agency sent")
DISCLOSURES_LISTED = Act("disclosure.list", Kind.CONSULTATION, "Listed what was shared of the case")
DISCLOSURE_LOOKED_AT = Act("disclosure.view", Kind.CONSULTATION, "Looked at what was sent to another agency")
# emergencies
EMERGENCY_REVIEWED = Act("emergency.review", Kind.COLLECTION, "Reviewed what was shared in an emergency")
EMERGENCY_OVERDUE = Act("emergency.overdue", Kind.ALARM, "What was shared in an emergency was not reviewed in time")
# escalations
ESCALATIONS_LISTED = Act("escalation.list", Kind.CONSULTATION, "Looked at the disputes with other agencies")
ESCALATION_LOOKED_AT = Act("escalation.look", Kind.CONSULTATION, "Looked at a dispute with another agency")
ESCALATION_RAISED = Act("escalation.raise", Kind.COLLECTION, "Raised a dispute with another agency")
ESCALATION_ANSWERED = Act("escalation.answer", Kind.ALTERATION, "Answered in a dispute with another agency")
ESCALATION_MOVED_UP = Act("escalation.move_up", Kind.ALTERATION, "Moved a dispute with another agency up a stage")
ESCALATION_RESOLVED = Act("escalation.resolve", Kind.ALTERATION, "Recorded that a dispute between agencies is agreed")
ESCALATION_UPHELD = Act("escalation.uphold", Kind.ALTERATION, "Recorded that the decision in dispute stands")
ESCALATION_WITHDRAWN = Act("escalation.withdraw", Kind.ALTERATION, "Withdrew a dispute with another agency")

# known_to
KNOWN_TO_CHECKED = Act("known_to.check", Kind.CONSULTATION, "Asked whether other agencies know somebody")
KNOWN_TO_ANSWERED = Act(
    "known_to.answer", Kind.CONSULTATION, "Was told hit or no hit, and whom to ask, and nothing else"
)
# recalls
RECALLED = Act("recall.send", Kind.DISCLOSURE, "Told whoever received something that it is corrected or recalled")
RECALL_ACKNOWLEDGED = Act("recall.acknowledge", Kind.COLLECTION, "Acknowledged that something received is recalled")

# routing
ROUTING_RULES_READ = Act("routing.rules.look", Kind.CONSULTATION, "Looked at the rules by which referrals are routed")
ROUTING_DRAFT_STARTED = Act("routing.draft.start", Kind.POLICY_CHANGE, "Began a new version of the routing rules")
ROUTING_DRAFT_CHANGED = Act("routing.draft.change", Kind.POLICY_CHANGE, "Changed a draft of the routing rules")
ROUTING_DRAFT_DISCARDED = Act("routing.draft.discard", Kind.POLICY_CHANGE, "Threw a draft of the routing rules away")
ROUTING_DRY_RUN = Act("routing.dry_run", Kind.CONSULTATION, "Tried a draft of the routing rules on earlier referrals")
ROUTING_PUBLISHED = Act("routing.publish", Kind.POLICY_CHANGE, "Published a version of the routing rules")
TEAM_CAPACITY_SET = Act("routing.capacity.set", Kind.POLICY_CHANGE, "Said how many open referrals a team takes at once")

# sharing
DISCLOSED = Act("sharing.disclose", Kind.DISCLOSURE, "Disclosed something of the case to another agency")
SHARING_REFUSED = Act("sharing.refuse", Kind.POLICY_CHANGE, "Decided that something may not be shared as it is")
DECISIONS_REPLAYED = Act("sharing.replay", Kind.MAINTENANCE, "Replayed the agency's sharing decisions")
DECISION_DIFFERS = Act("sharing.differs", Kind.ALARM, "A stored sharing decision is not what its facts give")
# standing_shares
SHARE_DECIDED = Act("share.decide", Kind.POLICY_CHANGE, "Decided what another agency may see of the case")
SHARES_DECIDED_ANEW = Act("share.decide_anew", Kind.POLICY_CHANGE, "Decided anew what another agency sees of the case")
SHARES_CHECKED = Act("share.check", Kind.MAINTENANCE, "Checked that what is shared rests on decisions")
SHARES_DISAGREE = {
    "share.undecided": "Something is shared and rests on no decision",
    "share.refused": "Something is shared that was decided not to be",
    "share.beyond": "Something is shared that another decision was about",
    "share.outlives": "Something is shared for longer than the override that allowed it holds",
}
"""What the nightly check may find, by the words of the database's function; each becomes an alarm."""
SHARE_ALARMS = {code: Act(f"gates.{code}", Kind.ALARM, sentence) for code, sentence in SHARES_DISAGREE.items()}
SHARES_STOPPED_LISTED = Act("share.stopped", Kind.CONSULTATION, "Looked at what is shared with the agency no more")
# conditions
RELIANCE_ADDED = Act("condition.add", Kind.POLICY_CHANGE, "Wrote down a condition on which an agency relies")
RELIANCE_REPLACED = Act("condition.replace", Kind.POLICY_CHANGE, "Wrote a condition of an agency down anew")
CONDITIONS_READ = Act("condition.read", Kind.CONSULTATION, "Read on which conditions agencies rely")
# referrals
REFERRAL_DRAFTED = Act("referral.draft", Kind.COLLECTION, "Drafted a referral to another agency")
REFERRAL_DROPPED = Act("referral.drop", Kind.ERASURE, "Threw away the draft of a referral")
REFERRAL_SUBMITTED = Act("referral.submit", Kind.DISCLOSURE, "Sent a referral to another agency")
REFERRAL_LOOKED_AT = Act("referral.look", Kind.CONSULTATION, "Looked at a referral")
REFERRALS_LISTED = Act("referral.list", Kind.CONSULTATION, "Looked at a list of referrals")
REFERRAL_WAITS_READ = Act("referral.waits", Kind.CONSULTATION, "Looked at how long referrals wait at the agency")
REFERRAL_OPENED = Act("referral.open", Kind.CONSULTATION, "Opened a referral that had come in")
REFERRAL_PASSED_ON = Act("referral.pass_on", Kind.ALTERATION, "Passed a referral to another team")
REFERRAL_ASKED = Act("referral.ask", Kind.ALTERATION, "Asked the referring agency for information")
REFERRAL_ANSWERED = Act("referral.answer", Kind.DISCLOSURE, "Answered what was asked about a referral")
REFERRAL_ACCEPTED = Act("referral.accept", Kind.ALTERATION, "Accepted a referral")
REFERRAL_DECLINED = Act("referral.decline", Kind.ALTERATION, "Declined a referral")
REFERRAL_REDIRECTED = Act("referral.redirect", Kind.ALTERATION, "Sent a referral back as another agency's to decide")
REFERRAL_WITHDRAWN = Act("referral.withdraw", Kind.ALTERATION, "Withdrew a referral")
REFERRAL_HEARD = Act("referral.hear", Kind.ALTERATION, "Recorded that the panel heard a referral")
REFERRAL_TRANSFERRED = Act("referral.transfer", Kind.ALTERATION, "Transferred a referral to another area")

# packages
PACKAGE_MADE = Act("package.make", Kind.DISCLOSURE, "Made a link and a code for an agency that is not on this system")
PACKAGE_REVOKED = Act("package.revoke", Kind.POLICY_CHANGE, "Took a link back before it was opened")
PACKAGE_MISSED = Act("package.miss", Kind.ALARM, "A wrong code was tried at a link")
PACKAGE_OPENED = Act("package.open", Kind.DISCLOSURE, "Somebody with the link and the code opened what was sent")
PACKAGES_LOOKED_AT = Act("package.look", Kind.CONSULTATION, "Looked at the links to what was sent")

# transfers
TRANSFER_SENT = Act("transfer.send", Kind.DISCLOSURE, "Sent a transfer pack to another area")
TRANSFER_LOOKED_AT = Act("transfer.look", Kind.CONSULTATION, "Looked at a transfer pack")
TRANSFERS_LISTED = Act("transfer.list", Kind.CONSULTATION, "Looked at a list of transfer packs")
TRANSFER_ASKED = Act("transfer.ask", Kind.ALTERATION, "Asked for papers that a transfer pack lacks")
TRANSFER_SUPPLIED = Act("transfer.supply", Kind.ALTERATION, "Said where missing papers of a transfer pack are")
TRANSFER_ACKNOWLEDGED = Act("transfer.acknowledge", Kind.ALTERATION, "Acknowledged a transfer pack")
TRANSFER_HEARD_BACK = Act("transfer.heard_back", Kind.ALTERATION, "Wrote down who outside acknowledged a transfer pack")
TRANSFER_RETURNED = Act("transfer.return", Kind.ALTERATION, "Did not take on whom a transfer pack is about")
TRANSFER_WITHDRAWN = Act("transfer.withdraw", Kind.ALTERATION, "Withdrew a transfer pack")
TRANSFER_TALKED = Act("transfer.talk", Kind.ALTERATION, "Wrote down a conversation about a handover")
TRANSFER_CLOSED = Act("transfer.close", Kind.ALTERATION, "Closed a transfer pack as handed over")
TRANSFER_REMINDED = Act("transfer.remind", Kind.ALARM, "A transfer pack waits to be acknowledged")
