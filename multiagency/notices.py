"""What this floor tells staff by e-mail."""

from accounts.outbox.notices import Notice

# agreements
AGREEMENT_TO_REVIEW = Notice("multiagency.agreement_to_review", "An agreement that you answer for is to be reviewed")

# referrals
REFERRAL_CAME = Notice("multiagency.referral_came", "A referral needs somebody at your agency")
REFERRAL_MOVED = Notice("multiagency.referral_moved", "There is news of a referral that you made")
