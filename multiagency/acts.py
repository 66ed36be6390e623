"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

# referrals
REFERRAL_DRAFTED = Act("referral.draft", Kind.COLLECTION, "Drafted a referral to another agency")
REFERRAL_DROPPED = Act("referral.drop", Kind.ERASURE, "Threw away the draft of a referral")
REFERRAL_SUBMITTED = Act("referral.submit", Kind.DISCLOSURE, "Sent a referral to another agency")
REFERRAL_LOOKED_AT = Act("referral.look", Kind.CONSULTATION, "Looked at a referral")
REFERRALS_LISTED = Act("referral.list", Kind.CONSULTATION, "Looked at a list of referrals")
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
# known_to
KNOWN_TO_CHECKED = Act("known_to.check", Kind.CONSULTATION, "Asked whether other agencies know somebody")
KNOWN_TO_ANSWERED = Act(
    "known_to.answer", Kind.CONSULTATION, "Was told hit or no hit, and whom to ask, and nothing else"
)
