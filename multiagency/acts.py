"""What happens on this floor, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

# known_to
KNOWN_TO_CHECKED = Act("known_to.check", Kind.CONSULTATION, "Asked whether other agencies know somebody")
KNOWN_TO_ANSWERED = Act(
    "known_to.answer", Kind.CONSULTATION, "Was told hit or no hit, and whom to ask, and nothing else"
)
