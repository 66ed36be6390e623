"""What this floor tells staff by e-mail."""

from accounts.outbox.notices import Notice

IMPORT_ENDED = Notice("casework.import_ended", "An import that you began has ended")
