"""Who reads the routing rules, changes them, and says what a team can take."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import READS_ROUTING, WHOLE_TRAY, Role
from audit.ledger.acts import Act
from multiagency.acts import ROUTING_RULES_READ, TEAM_CAPACITY_SET


def may_change_rules(actor: Actor) -> bool:
    """Panel coordinators: a dry-run reads where referrals went, which whoever only administers does not need to see."""
    return actor.has(Role.PANEL_COORDINATOR)


def may_set_capacity(actor: Actor) -> bool:
    """Whoever manages a team, or coordinates panels, says what their own agency's teams can take."""
    return bool(actor.roles & WHOLE_TRAY)


def require_rules_read(actor: Actor) -> None:
    """Refuse, in words, whoever neither coordinates panels nor administers the partnership."""
    if not actor.roles & READS_ROUTING:
        raise NotPermitted(
            ROUTING_RULES_READ,
            words="Only panel coordinators and the partnership's administrator read the routing rules.",
            resolver="a panel coordinator",
        )


def require_rules_change(actor: Actor, act: Act) -> None:
    """Refuse, in words, whoever does not coordinate panels."""
    if not may_change_rules(actor):
        raise NotPermitted(
            act, words="Only panel coordinators change the routing rules.", resolver="a panel coordinator"
        )


def require_capacity(actor: Actor) -> None:
    """Refuse, in words, whoever neither manages a team nor coordinates panels."""
    if not may_set_capacity(actor):
        raise NotPermitted(
            TEAM_CAPACITY_SET,
            words="Only team managers and panel coordinators say how many referrals a team takes at once.",
            resolver="a team manager at your agency",
        )
