"""Reading services and their grants, and acting as one of them."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.actor import Actor
from accounts.acts import SERVICE_USED, SERVICES_READ
from accounts.denials import NotKnown, NotPermitted
from accounts.service_principals.models import ServiceGrant, ServicePrincipal
from accounts.service_principals.policies import require_service_reader
from audit.ledger.acts import Act
from audit.ledger.events import Subject


def services_of(actor: Actor) -> QuerySet[ServicePrincipal]:
    """The services of the actor's partnership that are open, each with its grants."""
    require_service_reader(actor, SERVICES_READ)
    grants = ServiceGrant.objects.select_related("agency").order_by("agency__name", "category")
    here = ServicePrincipal.objects.filter(partnership_id=actor.partnership_id, closed_at=None)
    return here.prefetch_related(Prefetch("grants", grants)).order_by("name")


def names_taken(actor: Actor) -> QuerySet[ServicePrincipal]:
    """Every service that the partnership has or had: no name is given twice."""
    return ServicePrincipal.objects.filter(partnership_id=actor.partnership_id)


def service_here(actor: Actor, service_id: UUID, act: Act) -> ServicePrincipal:
    """An open service of the actor's partnership; NotKnown for every other."""
    service = ServicePrincipal.objects.filter(
        pk=service_id, partnership_id=actor.partnership_id, closed_at=None
    ).first()
    if service is None:
        raise NotKnown(act, Subject("service", service_id))
    return service


def grant_here(actor: Actor, grant_id: UUID, act: Act) -> ServiceGrant:
    """A grant of a service of the actor's partnership; NotKnown for every other."""
    grants = ServiceGrant.objects.select_related("service", "agency")
    grant = grants.filter(pk=grant_id, service__partnership_id=actor.partnership_id).first()
    if grant is None:
        raise NotKnown(act, Subject("grant", grant_id))
    return grant


def actor_for_service(name: str, partnership_id: UUID, *, agency_id: UUID, category: str) -> Actor:
    """The service as it acts on what one agency holds under one category, if it may at this moment.

    Ask for it in the transaction of each use, and keep none: a grant that was revoked then counts at the next. Refuses,
    with NotPermitted, a service that is closed, and an agency and category that were not given to it.
    """
    grants = ServiceGrant.objects.filter(agency_id=agency_id, category=category)
    may = grants.filter(service__name=name, service__partnership_id=partnership_id, service__closed_at=None)
    service_id = may.values_list("service_id", flat=True).first()
    if service_id is None:
        words = "This service may not use what the agency holds under this category."
        raise NotPermitted(
            SERVICE_USED, Subject("service"), words=words, resolver="the partnership's administrator",
            facts={"service": name, "agency": agency_id, "category": category},
        )  # fmt: skip
    return Actor("service", service_id, agency_id, partnership_id)
