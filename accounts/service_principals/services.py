"""Making a service, and giving and revoking what it may use; revoking counts at the next use."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.acts import SERVICE_CLOSED, SERVICE_GRANT_GIVEN, SERVICE_GRANT_REVOKED, SERVICE_MADE
from accounts.agencies.models import Agency
from accounts.service_principals.models import ServiceGrant, ServicePrincipal
from accounts.service_principals.policies import require_revoke, require_service_administrator
from accounts.stepup import require_step_up
from audit.ledger.events import Facts, Subject, event


@transaction.atomic
def make_service(*, actor: Actor, name: str) -> ServicePrincipal:
    """A new service, which may use nothing yet; a name that is taken is refused with IntegrityError.

    Asks for a fresh second factor. Refuses whoever does not administer the partnership (NotPermitted).
    """
    require_service_administrator(actor, SERVICE_MADE)
    require_step_up(actor, SERVICE_MADE)
    service = ServicePrincipal(partnership_id=actor.partnership_id, name=name)
    with event(SERVICE_MADE, by=actor, subject=_subject(service), facts={"name": name}):
        service.save(force_insert=True)
    return service


@transaction.atomic
def give_grant(*, actor: Actor, service: ServicePrincipal, agency: Agency, category: str) -> ServiceGrant:
    """Let a service use what an agency holds under a category; given twice, it is given once.

    Asks for a fresh second factor. Refuses whoever does not administer the partnership (NotPermitted), and an agency
    that does not serve it (ValidationError).
    """
    require_service_administrator(actor, SERVICE_GRANT_GIVEN)
    require_step_up(actor, SERVICE_GRANT_GIVEN, _subject(service))
    if not agency.partnerships.filter(pk=actor.partnership_id).exists():
        raise ValidationError("This agency does not serve the partnership.")
    facts: Facts = {"agency": agency.pk, "category": category}
    with event(SERVICE_GRANT_GIVEN, by=actor, subject=_subject(service, agency), facts=facts):
        return ServiceGrant.objects.get_or_create(service=service, agency=agency, category=category)[0]


@transaction.atomic
def revoke_grant(*, actor: Actor, grant: ServiceGrant) -> None:
    """Take back what a service may use, from its next use on; the agency's own administrator may do it too."""
    require_revoke(actor, SERVICE_GRANT_REVOKED, grant)
    facts: Facts = {"agency": grant.agency_id, "category": grant.category}
    with event(SERVICE_GRANT_REVOKED, by=actor, subject=_subject(grant.service, grant.agency), facts=facts):
        grant.delete()


@transaction.atomic
def close_service(*, actor: Actor, service: ServicePrincipal) -> None:
    """End a service for good, with everything that it may use; its name stays taken, for the ledger names it."""
    require_service_administrator(actor, SERVICE_CLOSED)
    with event(SERVICE_CLOSED, by=actor, subject=_subject(service)):
        ServiceGrant.objects.filter(service=service).delete()
        service.closed_at = timezone.now()
        service.save(update_fields=["closed_at"])


def _subject(service: ServicePrincipal, owner: Agency | None = None) -> Subject:
    return Subject("service", service.pk, owner.pk if owner else "")
