"""What every page shows about who is signed in, from what the request has read already."""

from django.conf import settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.jobs.policies import may_oversee_work
from accounts.marking import MARKING
from accounts.people.policies import may_read_staff
from accounts.people.standing import running_out
from accounts.requests import Request
from accounts.roles import (
    LOOKS_AFTER_DATA,
    NEEDS,
    OVERSEES_CONFLICTS,
    OVERSEES_SHARES,
    OVERSIGHT_OF_AGENCY,
    READS_ROUTING,
    WHOLE_TRAY,
    WORKS_CASES,
    Role,
)
from accounts.signin.models import IDLE
from accounts.signin.session import actor_of_session, ours


def signed_in(request: Request) -> dict[str, object]:
    """Names of partnership and agency, what their roles bring them to, and the handling marking.

    Empty names until both factors are given.
    """
    # an address that leads nowhere has no view, before which the actor is set; its page must look like any refusal's
    actor = request.actor if request.resolver_match else actor_of_session(request)
    who = ours(request.user) if actor else None
    return {
        "partnership_name": who.partnership.name if who else "",
        "agency_name": who.agency.name if who else "",
        "works_elsewhere": bool(who and getattr(who, "works_elsewhere", False)),
        "running_out": running_out(who, timezone.localdate()) if actor and who and _needs_dates(actor) else {},
        "may_read_staff": bool(actor and may_read_staff(actor)),
        "may_audit": bool(actor and actor.oversight),
        "manages_team": bool(actor and actor.has(Role.TEAM_MANAGER)),
        "works_cases": bool(actor and actor.roles & WORKS_CASES),
        "oversees_referrals": bool(actor and actor.roles & WHOLE_TRAY),
        "reads_routing": bool(actor and actor.roles & READS_ROUTING),
        "opens_cases": bool(actor and actor.roles & NEEDS.keys()),
        "reads_conditions": bool(actor and actor.roles & LOOKS_AFTER_DATA),
        "handles_records": bool(actor and actor.roles & OVERSIGHT_OF_AGENCY),
        "oversees_conflicts": bool(actor and actor.roles & OVERSEES_CONFLICTS),
        "oversees_shares": bool(actor and actor.roles & OVERSEES_SHARES),
        "oversees_work": bool(actor and may_oversee_work(actor)),
        "locks_in": int(IDLE.total_seconds()) if actor else 0,
        "DEMO": settings.DEMO,
        "marking": MARKING,
    }


def _needs_dates(actor: Actor) -> bool:
    return bool(actor.roles & NEEDS.keys())
