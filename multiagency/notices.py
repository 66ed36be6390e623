"""What this floor tells staff by e-mail."""

from accounts.outbox.notices import Notice

# agreements
AGREEMENT_TO_REVIEW = Notice("multiagency.agreement_to_review", "An agreement that you answer for is to be reviewed")

# disclosures
SOMETHING_CAME = Notice("multiagency.something_came", "Another agency has sent you something")
RECALLED = Notice("multiagency.recalled", "Something that you received from another agency was corrected or recalled")
DECISION_WANTED = Notice("multiagency.decision_wanted", "You are asked to decide whether something may be shared")
DECISION_GIVEN = Notice("multiagency.decision_given", "What you asked about sharing has been decided")
EMERGENCY_SHARED = Notice("multiagency.emergency_shared", "Something was shared in an emergency and waits for review")

# escalations
ESCALATION_NEEDS_YOU = Notice("multiagency.escalation_needs_you", "A disagreement between agencies needs you")

# referrals
REFERRAL_CAME = Notice("multiagency.referral_came", "A referral needs somebody at your agency")
REFERRAL_MOVED = Notice("multiagency.referral_moved", "There is news of a referral that you made")

# transfers
TRANSFER_CAME = Notice("multiagency.transfer_came", "A transfer pack needs somebody at your agency")
TRANSFER_MOVED = Notice("multiagency.transfer_moved", "There is news of a transfer pack")
TRANSFER_WAITS = Notice("multiagency.transfer_waits", "A transfer pack still waits to be acknowledged")
