"""Founding a partnership and bringing agencies into it, each recorded as a change of who may do what."""

from uuid import UUID

from django.db import transaction

from accounts.actor import Actor, system_actor
from accounts.acts import AGENCY_ADDED, PARTNERSHIP_FOUNDED
from accounts.agencies.models import Agency, AgencyInPartnership, AgencyType, Partnership
from accounts.agencies.policies import require_add_agency
from accounts.context import acting
from accounts.stepup import require_step_up
from audit.ledger.events import Subject, event
from vault.grants import new_agency_key


def found_partnership(*, name: str, slug: str) -> Partnership:
    """A new partnership, with nobody in it yet; refuses a slug that is taken, with IntegrityError."""
    partnership = Partnership(name=name, slug=slug)
    founder = system_actor("founding", partnership.pk)
    with acting(founder), event(PARTNERSHIP_FOUNDED, by=founder, subject=Subject("partnership", partnership.pk)):
        partnership.save(force_insert=True)
    return partnership


@transaction.atomic
def add_agency(*, actor: Actor, code: str, name: str, type: AgencyType, liaison: str) -> Agency:  # noqa: A002
    """A new agency in the actor's partnership, with its key; `liaison` says whom to ask for what is sealed.

    Asks for a fresh second factor: it makes a key. Refuses whoever is not the partnership's administrator, and a code
    that is taken, with IntegrityError.
    """
    agency = Agency(code=code, name=name, type=type, liaison=liaison)
    require_add_agency(actor, Subject("agency", agency.pk))
    require_step_up(actor, AGENCY_ADDED)
    with event(AGENCY_ADDED, by=actor, subject=agency.subject, facts={"type": agency.type}):
        agency.save(force_insert=True)
        _serve(actor.partnership_id, agency)
    return agency


@transaction.atomic
def bring_in_agency(*, actor: Actor, agency: Agency) -> None:
    """Let an agency that serves other partnerships serve the actor's too, with a key of its own there."""
    require_add_agency(actor, Subject("agency", agency.pk))
    require_step_up(actor, AGENCY_ADDED)
    with event(AGENCY_ADDED, by=actor, subject=agency.subject, facts={"type": agency.type}):
        _serve(actor.partnership_id, agency)


def _serve(partnership_id: UUID, agency: Agency) -> None:
    AgencyInPartnership.objects.create(agency=agency, partnership_id=partnership_id)
    with acting(system_actor("keys", partnership_id, agency.pk)):
        new_agency_key(partnership_id, agency.pk)
