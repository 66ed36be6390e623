"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

# known_to
KNOWN_TO_CHECKED = Act("known_to.check", Kind.CONSULTATION, "Asked whether other agencies know somebody")
KNOWN_TO_ANSWERED = Act(
    "known_to.answer", Kind.CONSULTATION, "Was told hit or no hit, and whom to ask, and nothing else"
)

# routing
ROUTING_RULES_READ = Act("routing.rules.look", Kind.CONSULTATION, "Looked at the rules by which referrals are routed")
ROUTING_DRAFT_STARTED = Act("routing.draft.start", Kind.POLICY_CHANGE, "Began a new version of the routing rules")
ROUTING_DRAFT_CHANGED = Act("routing.draft.change", Kind.POLICY_CHANGE, "Changed a draft of the routing rules")
ROUTING_DRAFT_DISCARDED = Act("routing.draft.discard", Kind.POLICY_CHANGE, "Threw a draft of the routing rules away")
ROUTING_DRY_RUN = Act("routing.dry_run", Kind.CONSULTATION, "Tried a draft of the routing rules on earlier referrals")
ROUTING_PUBLISHED = Act("routing.publish", Kind.POLICY_CHANGE, "Published a version of the routing rules")
TEAM_CAPACITY_SET = Act("routing.capacity.set", Kind.POLICY_CHANGE, "Said how many open referrals a team takes at once")
