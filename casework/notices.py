"""What this floor tells staff by e-mail."""

from accounts.outbox.notices import Notice

IMPORT_ENDED = Notice("casework.import_ended", "An import that you began has ended")
LISTING_SOON_ENDS = Notice("casework.listing_soon_ends", "A place on a cohort that you answer for soon ends")
GLASS_WAS_BROKEN = Notice("casework.glass_was_broken", "A record that you answer for was opened in an emergency")
MENTIONED = Notice("casework.mentioned", "A colleague has mentioned you on a case")
SHARED_NO_MORE = Notice("casework.shared_no_more", "Something that was shared with your agency is shared no more")
SHARES_NO_MORE = Notice("casework.shares_no_more", "Something that you share of a case has stopped")
