"""What this floor writes into the ledger."""

from audit.ledger.acts import Act, Kind

SIGNED_IN = Act("accounts.signed_in", Kind.AUTHENTICATION, "Signed in")
SIGNED_OUT = Act("accounts.signed_out", Kind.AUTHENTICATION, "Signed out")
SIGN_IN_FAILED = Act("accounts.sign_in_failed", Kind.AUTHENTICATION, "Failed to sign in")
SECOND_FACTOR_FAILED = Act("accounts.second_factor_failed", Kind.AUTHENTICATION, "Gave a wrong code after the password")
SECOND_FACTOR_ENROLLED = Act("accounts.second_factor_enrolled", Kind.AUTHENTICATION, "Set up an authenticator app")
RECOVERY_CODES_MADE = Act("accounts.recovery_codes_made", Kind.AUTHENTICATION, "Made new recovery codes")
SECOND_FACTOR_REMOVED = Act("accounts.second_factor_removed", Kind.AUTHENTICATION, "Removed their authenticator app")
PASSWORD_CHANGED = Act("accounts.password_changed", Kind.AUTHENTICATION, "Changed their password")
CONFIRMED = Act("accounts.confirmed", Kind.AUTHENTICATION, "Confirmed who they are with a code")

CASES_OPENED = Act("accounts.cases_opened", Kind.CONSULTATION, "Opened a page of cases")
REFUSED = Act("accounts.refused", Kind.DENIAL, "Was refused")

PARTNERSHIP_FOUNDED = Act("accounts.partnership_founded", Kind.POLICY_CHANGE, "Founded the partnership")
AGENCY_ADDED = Act("accounts.agency_added", Kind.POLICY_CHANGE, "Added an agency to the partnership")
TEAM_ADDED = Act("accounts.team_added", Kind.POLICY_CHANGE, "Added a team")
TEAM_RENAMED = Act("accounts.team_renamed", Kind.POLICY_CHANGE, "Renamed a team")
USER_ADDED = Act("accounts.user_added", Kind.POLICY_CHANGE, "Added a user")
STAFF_READ = Act("accounts.staff_read", Kind.CONSULTATION, "Read who works at an agency")
STAFF_CHANGED = Act("accounts.staff_changed", Kind.POLICY_CHANGE, "Changed a colleague's name, teams or dates")
STARTED_HERE = Act("accounts.started_here", Kind.POLICY_CHANGE, "Put somebody to work in this partnership too")
INVITED = Act("accounts.invited", Kind.POLICY_CHANGE, "Invited somebody to sign in")
INVITATION_ACCEPTED = Act("accounts.invitation_accepted", Kind.AUTHENTICATION, "Set a password by an invitation")
PERSON_LEFT = Act("accounts.person_left", Kind.POLICY_CHANGE, "Closed somebody's account")
PERSON_RETURNED = Act("accounts.person_returned", Kind.POLICY_CHANGE, "Opened somebody's account again")
PERSON_MOVED = Act("accounts.person_moved", Kind.POLICY_CHANGE, "Moved somebody to another agency")
SWITCHED = Act("accounts.switched", Kind.AUTHENTICATION, "Went to work in another partnership")
ARRIVED = Act("accounts.arrived", Kind.AUTHENTICATION, "Came to work from another partnership")
ROLES_CHANGED = Act("accounts.roles_changed", Kind.POLICY_CHANGE, "Changed a colleague's roles")

JOBS_LOOKED_AT = Act("accounts.jobs_looked_at", Kind.CONSULTATION, "Looked at the work beside the pages")
JOB_ASKED = Act("accounts.job_asked", Kind.MAINTENANCE, "Asked for work beside the pages")
JOB_FAILED = Act("accounts.job_failed", Kind.ALARM, "Gave up work beside the pages after its last try")
JOB_AGAIN = Act("accounts.job_again", Kind.MAINTENANCE, "Let work that had failed begin again")
JOB_DROPPED = Act("accounts.job_dropped", Kind.MAINTENANCE, "Dropped work that had failed")

KEYS_LOOKED_AT = Act("accounts.keys.look", Kind.CONSULTATION, "Looked at how the keys stand")
KEY_TURNED = Act("accounts.key.turn", Kind.POLICY_CHANGE, "Began to turn the agency's key")
OLD_KEY_DESTROYED = Act("accounts.key.destroy", Kind.POLICY_CHANGE, "Destroyed the agency's old key")
