"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

# agreements
AGREEMENT_STARTED = Act("agreement.start", Kind.POLICY_CHANGE, "Began a draft of an agreement")
AGREEMENT_EDITED = Act("agreement.edit", Kind.POLICY_CHANGE, "Changed the draft of an agreement")
AGREEMENT_LEAD_NAMED = Act("agreement.lead", Kind.POLICY_CHANGE, "Said who answers for an agreement")
AGREEMENT_VERSION_MADE = Act("agreement.version", Kind.POLICY_CHANGE, "Made a new version of an agreement")
AGREEMENT_OFFERED = Act("agreement.offer", Kind.POLICY_CHANGE, "Put an agreement forward for signing")
AGREEMENT_SIGNED = Act("agreement.sign", Kind.POLICY_CHANGE, "Signed an agreement for an agency")
AGREEMENT_SUSPENDED = Act("agreement.suspend", Kind.POLICY_CHANGE, "Stopped what an agency sends under an agreement")
AGREEMENT_RESUMED = Act("agreement.resume", Kind.POLICY_CHANGE, "Let an agency send under an agreement again")
AGREEMENT_WITHDRAWN = Act("agreement.withdraw", Kind.POLICY_CHANGE, "Withdrew an agency from an agreement")
AGREEMENT_REVIEW_NEAR = Act("agreement.review_near", Kind.ALARM, "The review of an agreement comes near")
SIGNATORY_NAMED = Act("signatory.name", Kind.POLICY_CHANGE, "Said who may sign for an agency")
SIGNATORY_ENDED = Act("signatory.end", Kind.POLICY_CHANGE, "Took away who may sign for an agency")
# known_to
KNOWN_TO_CHECKED = Act("known_to.check", Kind.CONSULTATION, "Asked whether other agencies know somebody")
KNOWN_TO_ANSWERED = Act(
    "known_to.answer", Kind.CONSULTATION, "Was told hit or no hit, and whom to ask, and nothing else"
)
# sharing
DISCLOSED = Act("sharing.disclose", Kind.DISCLOSURE, "Disclosed something of the case to another agency")
SHARING_REFUSED = Act("sharing.refuse", Kind.POLICY_CHANGE, "Decided that something may not be shared as it is")
